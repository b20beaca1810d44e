import { Catalogue } from '@sambung/matching';
import { FACTS } from '@sambung/reference';

/** Facts as the engine reads them. */
export const CATALOGUE: Catalogue = FACTS;
