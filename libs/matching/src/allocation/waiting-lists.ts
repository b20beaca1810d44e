import { claimOf, Held, keyOf, PackedRound } from './deferred-acceptance';
import { NONE } from './held-seats';

/** For each offer, from `starts[o]` to `starts[o + 1]`, the applicants in line, the first one first. */
export interface WaitingLists {
  starts: Int32Array;
  applicants: Int32Array;
}

/** Calls back for every choice that its applicant wants more than what they hold. */
function forEachWish({ starts }: PackedRound, { choice }: Held, wish: (choice: number, applicant: number) => void): void {
  for (let applicant = 0; applicant < choice.length; applicant++) {
    const end = choice[applicant] === NONE ? starts[applicant + 1]! : choice[applicant]!;
    for (let at = starts[applicant]!; at < end; at++) wish(at, applicant);
  }
}

/** Who waits at each offer by priority, applicants with accepted seats left out. Takes time linear in the choices, times the sort. */
export function waitingLists(round: PackedRound, held: Held, offerCount: number): WaitingLists {
  const { offers } = round;
  const starts = new Int32Array(offerCount + 1);
  forEachWish(round, held, (at) => starts[offers[at]! + 1]!++);
  for (let offer = 0; offer < offerCount; offer++) starts[offer + 1]! += starts[offer]!;

  const [next, keys] = [starts.slice(), new Float64Array(starts[offerCount]!)];
  forEachWish(round, held, (at, applicant) => (keys[next[offers[at]!]!++] = keyOf(round, at, applicant)));
  for (let offer = 0; offer < offerCount; offer++) keys.subarray(starts[offer]!, starts[offer + 1]!).sort();

  return { starts, applicants: Int32Array.from(keys, (key) => claimOf(round, key).applicant) };
}
