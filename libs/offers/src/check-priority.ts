import { FieldFault } from '@sambung/errors';
import { checkRule, comparesOnly, MOST_POINTS, PriorityCriterion } from '@sambung/matching';
import { CATALOGUE } from './fact-catalogue';
import { OfferDocument } from './offer-document';

const fault = (pointer: string, code: string, id: string, en: string): FieldFault => ({ pointer, code, detail: { id, en } });

function awardFaults({ when, points }: PriorityCriterion['awards'][number], pointer: string): FieldFault[] {
  const countFaults = Number.isInteger(points) && points >= 1 && points <= MOST_POINTS
    ? []
    : [fault(`${pointer}/points`, 'PointsInvalid', `Bilangan bulat 1–${MOST_POINTS}.`, `A whole number from 1 to ${MOST_POINTS}.`)]; // prettier-ignore
  const ruleFaults = checkRule(when, CATALOGUE, `${pointer}/when`);
  if (ruleFaults.length > 0)
    return [...countFaults, ...ruleFaults.map(({ pointer: at, text }) => fault(at, 'RuleInvalid', text.id, text.en))];
  if (comparesOnly(when)) return countFaults;
  return [
    ...countFaults,
    fault(
      `${pointer}/when`, 'PriorityUnverifiable',
      'Poin hanya dari fakta yang terbukti: pakai perbandingan saja, tanpa known, missing, officerCheck.',
      'Points come from verified facts only: use comparisons alone, no known, missing or officerCheck.',
    ),
  ]; // prettier-ignore
}

function criterionFaults({ cap, awards }: PriorityCriterion, index: number): FieldFault[] {
  const pointer = `/document/priority/${index}`;
  const capFaults = Number.isInteger(cap) && cap >= 1
    ? []
    : [fault(`${pointer}/cap`, 'PointsInvalid', 'Bilangan bulat, paling kecil 1.', 'A whole number, at least 1.')]; // prettier-ignore
  return [...capFaults, ...awards.flatMap((award, at) => awardFaults(award, `${pointer}/awards/${at}`))];
}

/** What is wrong with the priority formula of a document. */
export function priorityFaults({ priority = [] }: OfferDocument): FieldFault[] {
  const faults = priority.flatMap(criterionFaults);
  const ids = priority.map(({ id }) => id);
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated >= 0) faults.push(fault(`/document/priority/${repeated}/id`, 'CriterionRepeated', 'Sudah dipakai.', 'Already used.'));
  const most = priority.reduce((sum, { cap }) => sum + cap, 0);
  if (faults.length > 0 || most <= MOST_POINTS) return faults;
  return [
    fault(
      '/document/priority', 'PointsInvalid',
      `Semua batas poin bersama paling banyak ${MOST_POINTS}.`,
      `All caps together are at most ${MOST_POINTS}.`,
    ),
  ]; // prettier-ignore
}
