import { AllocationRefused, Applicant, Draw, Sha256 } from './types';

/*
 * Every hash is taken of text that anybody can print, so that `printf %s "$text" | sha256sum` checks each step. The secret is drawn when the
 * round opens and only its digest, the commitment, is shown; seeding with the published digest itself would let whoever sees the list last try
 * variants of it until the lottery suits.
 */

const HEX_256 = /^[0-9a-f]{64}$/;

/** What is published when the round opens. @param secret 32 random bytes as 64 lower-case hexadecimal digits */
export const commitmentOf = (secret: string, sha256: Sha256): string => sha256(secret);

/** The digest of what one applicant handed in, which they may keep as a receipt: it must be among those that the list hash is taken of. */
const receiptOf = ({ id, choices, points, groups = [] }: Applicant, sha256: Sha256): string =>
  sha256(JSON.stringify([id, choices, points, groups.toSorted()]));

/** The digest of the closed list: of all receipts, in the order of the applicants' ids, one a line. */
function listHashOf(applicants: readonly Applicant[], sha256: Sha256): string {
  const sorted = applicants.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return sha256(sorted.map((applicant) => receiptOf(applicant, sha256)).join('\n'));
}

/** Neither who holds the secret nor who fills the list can choose it alone. @returns 64 hexadecimal digits */
const seedOf = (secret: string, listHash: string, sha256: Sha256): string => sha256(secret + listHash);

/** An applicant's place in the one lottery of the round: the smaller ticket goes first. @returns 64 hexadecimal digits */
export const ticketOf = (seed: string, applicantId: string, sha256: Sha256): string => sha256(`${seed}:${applicantId}`);

/**
 * Reveals the secret of a closed round and draws its seed.
 * @param commitment as it was published when the round opened
 * @throws AllocationRefused when the secret is not the one that was committed to
 */
export function drawLottery(applicants: readonly Applicant[], secret: string, commitment: string, sha256: Sha256): Draw {
  if (!HEX_256.test(secret) || commitmentOf(secret, sha256) !== commitment) {
    const text = {
      id: 'Rahasia undian tidak cocok dengan komitmen yang diumumkan saat putaran dibuka.',
      en: 'The secret of the lottery does not match the commitment that was published when the round opened.',
    };
    throw new AllocationRefused([{ code: 'revealMismatch', node: 'draw', text }]);
  }
  const listHash = listHashOf(applicants, sha256);
  return { commitment, secret, listHash, seed: seedOf(secret, listHash, sha256) };
}

/** The order of the lottery. @returns places in `tickets`, that of the smallest first */
export const lotteryOrder = (tickets: readonly string[]): Int32Array =>
  Int32Array.from(tickets.keys()).sort((a, b) => (tickets[a]! < tickets[b]! ? -1 : 1));
