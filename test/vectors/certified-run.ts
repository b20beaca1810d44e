import {
  allocate, Allocation, Applicant, Certificate, certify, commitmentOf, Draw, drawLottery, Round, ticketOf, verifyCertificate, Violation,
} from '@sambung/matching'; // prettier-ignore
import { createHash } from 'node:crypto';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const SECRET = 'c0ffee00'.repeat(8);
export const COMMITMENT = commitmentOf(SECRET, sha256);

export const draw = (applicants: readonly Applicant[]): Draw => drawLottery(applicants, SECRET, COMMITMENT, sha256);

export const lotteryOf = ({ applicants }: Round): ((id: string) => string) => {
  const { seed } = draw(applicants);
  return (id) => ticketOf(seed, id, sha256);
};

/** Runs a round; a later run of it keeps its seed. */
export const run = (round: Round, seed = draw(round.applicants).seed): Allocation => allocate(round, { seed, sha256, maxChoices: 10 });

export const certified = (round: Round): Certificate => certify(round, draw(round.applicants), run(round));

export const verified = (certificate: Certificate): Violation[] => verifyCertificate(certificate, COMMITMENT, sha256);

/** Whom each applicant ended up with: the place of the seat in their own list, the length of the list without one. Less is better. */
export function ranks({ applicants }: Round, matching: Allocation['matching']): Map<string, number> {
  const seats = new Map(Object.entries(matching).flatMap(([offer, seated]) => seated.map((id): [string, string] => [id, offer])));
  const rank = ({ id, choices }: Applicant) => (seats.has(id) ? choices.indexOf(seats.get(id)!) : choices.length);
  return new Map(applicants.map((applicant) => [applicant.id, rank(applicant)]));
}
