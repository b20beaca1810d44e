import { checkNik } from '../identifiers';
import { sizeOf } from '../size-bands';

/** A fact as far as deriving needs it; other members are carried over from the fact it is derived from. */
interface FactLike {
  value: unknown;
  validUntil?: string | null;
}
type FactsLike<F extends FactLike> = Readonly<Record<string, F>>;
type Amount = number | { min?: number; max?: number } | undefined;

/** Having the number of a document is having the document. */
const NUMBER_OF: Readonly<Record<string, string>> = {
  'legality.nib': 'legality.nibNumber',
  'legality.npwp': 'legality.npwpNumber',
  'legality.pirt': 'legality.pirtNumber',
  'legality.cooperativeNumber': 'legality.cooperativeNumberValue',
};

function size<F extends FactLike>(facts: FactsLike<F>): Record<string, F> {
  const source = facts['business.turnover'] ?? facts['business.capital'];
  const derived = source && sizeOf(facts['business.turnover']?.value as Amount, facts['business.capital']?.value as Amount);
  return derived ? { 'business.size': { ...source, value: derived } } : {};
}

/** A P-IRT number ends with the year in which the permit does; no other number says when its document ends. */
function held<F extends FactLike>(document: string, number: F): F {
  const fact = { ...number, value: true };
  const ends = document === 'legality.pirt' ? `20${String(number.value).slice(-2)}-12-31` : null;
  return ends && (!fact.validUntil || fact.validUntil > ends) ? { ...fact, validUntil: ends } : fact;
}

function documents<F extends FactLike>(facts: FactsLike<F>): Record<string, F> {
  const hasNumber = (number: string) => typeof facts[number]?.value === 'string';
  const numbered = Object.entries(NUMBER_OF).filter(([document, number]) => hasNumber(number) && facts[document] === undefined);
  return Object.fromEntries(numbered.map(([document, number]) => [document, held(document, facts[number]!)]));
}

function person<F extends FactLike>(facts: FactsLike<F>, today: string): Record<string, F> {
  const source = facts['owner.nik'];
  const nik = typeof source?.value === 'string' ? checkNik(source.value, { today, allowTestSerial: true }) : undefined;
  if (!nik?.ok) return {};
  const known = { 'owner.hasNik': true, 'owner.birthDate': nik.value.birthDate, 'owner.sex': nik.value.sex };
  const absent = Object.entries(known).filter(([key]) => facts[key] === undefined);
  return Object.fromEntries(absent.map(([key, value]) => [key, { ...source, value } as F]));
}

/**
 * Adds what follows from the facts given: the size of the business (PP 7/2021), documents whose number is known,
 * birth date and sex from the NIK. A fact that was stated is never replaced, except the size, which nobody states.
 */
export const deriveFacts = <F extends FactLike>(facts: FactsLike<F>, today: string): Record<string, F> => ({
  ...facts,
  ...documents(facts),
  ...person(facts, today),
  ...size(facts),
});
