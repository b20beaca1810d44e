import { Actor, DraftAnswers, FactRow } from '@sambung/profiles';
import { QUESTION_SLUGS } from '../questions/flow';

/** What is kept about a business, as the first questions ask for it. */
export const answersOf = ({ name, roles, regionCode }: Actor, facts: readonly FactRow[]): DraftAnswers => ({
  name,
  roles,
  region: regionCode,
  facts: Object.fromEntries(facts.map(({ key, value }) => [key, value])),
  asked: [...QUESTION_SLUGS],
});
