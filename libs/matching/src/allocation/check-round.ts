import { fault } from './fault';
import { AllocationFault, Applicant, Round } from './types';

/** The most priority points for one choice: keys made of them stay exact numbers. */
export const MOST_POINTS = 1_000_000;

const isPoints = (value: number | undefined): boolean => Number.isInteger(value) && value! >= 0 && value! <= MOST_POINTS;

/** The first offer to which an applicant has other points than to an earlier one of the same priority formula. */
function unequalPoints({ choices, points }: Applicant, lists: ReadonlyMap<string, string>): string | undefined {
  return choices.find((offer, index) =>
    choices.some((earlier, at) => at < index && lists.get(earlier) === lists.get(offer) && points[at] !== points[index]),
  );
}

function choiceFaults(applicant: Applicant, lists: ReadonlyMap<string, string>, maxChoices: number): AllocationFault[] {
  const { id, choices, points } = applicant;
  if (choices.length > maxChoices) {
    return [
      fault('tooManyChoices', id, `"${id}" memilih lebih dari ${maxChoices} penawaran.`, `"${id}" ranks more than ${maxChoices} offers.`),
    ];
  }
  const unknown = choices.find((offer) => !lists.has(offer));
  if (unknown !== undefined) {
    const [idText, enText] = [`"${id}" memilih "${unknown}" yang tidak ada.`, `"${id}" ranks "${unknown}", which does not exist.`];
    return [fault('unknownOffer', id, idText, enText)];
  }
  if (new Set(choices).size < choices.length) {
    return [fault('repeatedChoice', id, `"${id}" memilih satu penawaran dua kali.`, `"${id}" ranks an offer twice.`)];
  }
  if (points.length !== choices.length || !points.every(isPoints)) {
    const range = `0–${MOST_POINTS}`;
    return [
      fault(
        'badPoints', id,
        `Poin "${id}" harus bilangan bulat ${range}, satu untuk setiap pilihan.`,
        `The points of "${id}" must be whole numbers ${range}, one for each choice.`,
      ), // prettier-ignore
    ];
  }
  const unequal = unequalPoints(applicant, lists);
  if (unequal === undefined) return [];
  return [
    fault(
      'unequalPoints', id,
      `Poin "${id}" untuk "${unequal}" berbeda dari penawaran lain dengan rumus prioritas yang sama.`,
      `The points of "${id}" for "${unequal}" differ from those for another offer with the same priority formula.`,
    ), // prettier-ignore
  ];
}

function participationFaults({ fixed = {}, withdrawn = [] }: Round, byId: ReadonlyMap<string, Applicant>): AllocationFault[] {
  const left = new Set(withdrawn);
  const unknown = withdrawn
    .filter((id) => !byId.has(id))
    .map((id) => fault('unknownApplicant', id, `"${id}" mundur tetapi tidak terdaftar.`, `"${id}" withdrew but is not on the list.`));
  const misfits = Object.entries(fixed)
    .filter(([id, offer]) => left.has(id) || !byId.get(id)?.choices.includes(offer))
    .map(
      ([id, offer]) =>
      fault(
        'badFixedSeat', id,
        `Kursi tetap "${id}" di "${offer}": "${id}" tidak memilihnya atau sudah mundur.`,
        `The fixed seat of "${id}" at "${offer}": "${id}" did not rank it or has withdrawn.`,
      ), // prettier-ignore
    );
  return [...unknown, ...misfits];
}

/** Accepted seats are not taken back, so a node that was cut below them is for a person to decide. */
function overfullNodes({ tree, fixed = {} }: Round): AllocationFault[] {
  const accepted = new Map<string, number>();
  for (const offer of Object.values(fixed)) accepted.set(offer, (accepted.get(offer) ?? 0) + 1);
  const nodes = [...tree.offers.map(({ id, capacity }) => ({ id, capacity, offers: [id] as readonly string[] })), ...tree.quotas];
  return nodes.flatMap(({ id, capacity, offers }) => {
    const seats = offers.map((offer) => accepted.get(offer) ?? 0).reduce((sum, count) => sum + count, 0);
    if (seats <= capacity) return [];
    return fault(
      'fixedOverCapacity', id,
      `"${id}" punya ${capacity} kursi, tetapi ${seats} sudah diterima: naikkan kapasitasnya menjadi ${seats}.`,
      `"${id}" has ${capacity} seats, but ${seats} are already accepted: raise its capacity to ${seats}.`,
    ); // prettier-ignore
  });
}

/**
 * Checks applicants, fixed seats and withdrawals of a round whose tree has no faults.
 * @returns every fault found, the first of each applicant
 */
export function checkRound(round: Round, maxChoices: number): AllocationFault[] {
  const lists = new Map(round.tree.offers.map(({ id, priority }) => [id, priority ?? id]));
  const byId = new Map<string, Applicant>();
  const faults: AllocationFault[] = [];
  for (const applicant of round.applicants) {
    const { id } = applicant;
    if (byId.has(id)) faults.push(fault('repeatedId', id, `Ada dua pelaku "${id}".`, `There are two applicants "${id}".`));
    byId.set(id, applicant);
    faults.push(...choiceFaults(applicant, lists, maxChoices));
  }
  return [...faults, ...participationFaults(round, byId), ...overfullNodes(round)];
}
