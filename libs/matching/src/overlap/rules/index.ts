import { OverlapRule } from '../types';
import { KUR_RULES } from './kur-rules';
import { ORDER_RULES } from './order-rules';
import { PROGRAMME_RULES } from './programme-rules';

/** The real rules O1–O12 of Indonesian programmes, one or more for each; each cites where it was read. */
export const OVERLAP_RULES: readonly OverlapRule[] = [...KUR_RULES, ...PROGRAMME_RULES, ...ORDER_RULES];

/** Of the variants of one programme the one made for where the applicant lives, while it is open with seats. */
export const LOCAL_FIRST: OverlapRule = {
  id: 'local-first',
  text: { id: 'Dahulukan varian setempat dari program yang sama.', en: 'The local variant of the same programme comes first.' },
  legalBasis: null,
  cites: ['Kebiasaan penyelenggara, belum dipastikan'],
  confidence: 'assumed',
  validFrom: null,
  validTo: null,
  appliesTo: {},
  scope: { of: 'programme' },
  window: { of: 'lifetime' },
  effect: 'prefer',
  sources: [],
};
