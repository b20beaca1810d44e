import { Forest } from './forest';
import { HeldSeats, NOBODY, NONE } from './held-seats';

/**
 * A round in arrays. Applicants are numbered by their place in the lottery, offers by theirs in the tree. The choices of applicant a stand from
 * `starts[a]` to `starts[a + 1]`, the most wanted first.
 */
export interface PackedRound {
  forest: Forest;
  starts: Int32Array;
  /** For each choice its offer. */
  offers: Int32Array;
  /**
   * For each choice two numbers: the leaf that it asks at (`leafFor` of the offer), and the applicant's tier there, smaller is better: points
   * counted down from the most, -1 for an accepted seat. Side by side, because a proposal reads both.
   */
  asks: Int32Array;
}

/** The outcome of a run over a packed round. */
export interface Held {
  /** For each applicant the choice that they hold (a place in `offers`), NONE without a seat. */
  choice: Int32Array;
  /** Counted over all applicants. */
  proposals: number;
  seats: HeldSeats;
}

const sizeOf = ({ starts }: PackedRound): number => starts.length - 1;

/**
 * One number by which all who meet at a ceiling are ordered: tier, then place in the lottery. Exact for 2,000,000 tiers and as many applicants
 * as an array can hold.
 */
export const keyOf = (round: PackedRound, choice: number, applicant: number): number =>
  round.asks[2 * choice + 1]! * sizeOf(round) + applicant;

/** Tier and applicant of a key. */
export function claimOf(round: PackedRound, key: number): { tier: number; applicant: number } {
  const tier = Math.floor(key / sizeOf(round));
  return { tier, applicant: key - tier * sizeOf(round) };
}

function demandOf({ forest, asks }: PackedRound): Int32Array {
  const demand = new Int32Array(forest.leafCount);
  for (let at = 0; at < asks.length; at += 2) demand[asks[at]!]!++;
  return demand;
}

/** Lets everybody propose down their list, whoever loses a seat next. @returns for each applicant the choice after the last one proposed to */
function propose(round: PackedRound, seats: HeldSeats): Int32Array {
  const { starts, asks } = round;
  const size = sizeOf(round);
  const next = starts.slice(0, size);
  for (let first = 0; first < size; first++) {
    let applicant = first;
    for (;;) {
      const end = starts[applicant + 1]!;
      let at = next[applicant]!;
      let key = 0;
      let loser = 0;
      while (key === loser && at < end) {
        key = asks[2 * at + 1]! * size + applicant;
        loser = seats.admit(asks[2 * at]!, key);
        at++;
      }
      next[applicant] = at;
      if (key === loser || loser === NOBODY) break;
      applicant = loser - Math.floor(loser / size) * size;
    }
  }
  return next;
}

/**
 * Applicant-proposing deferred acceptance (Gale & Shapley 1962), each tree of ceilings choosing as one side: the best that its nested ceilings
 * allow, a greedy choice over a laminar matroid (Fleiner 2003), or from a pool with minority reserves (Hafalir, Yenmez & Yildirim 2013). Such a
 * choice is substitutable, so the outcome is stable, best for every applicant at once and the same whatever the order of proposals. One level
 * of quotas with one list each is the student-project allocation of Abraham, Irving & Manlove 2007.
 *
 * Takes at most one proposal for each choice. Memory: 8 bytes for each seat that can be filled and for each applicant.
 */
export function deferAcceptance(round: PackedRound): Held {
  const seats = new HeldSeats(round.forest, demandOf(round));
  const next = propose(round, seats);
  const choice = new Int32Array(next.length).fill(NONE);
  for (let leaf = 0; leaf < round.forest.leafCount; leaf++) {
    for (const key of seats.holders(leaf)) {
      const { applicant } = claimOf(round, key);
      choice[applicant] = next[applicant]! - 1;
    }
  }
  return { choice, proposals: next.reduce((sum, at, applicant) => sum + at - round.starts[applicant]!, 0), seats };
}
