import { Held, PackedRound } from './deferred-acceptance';
import { leafFor } from './forest';
import { NONE } from './held-seats';

/** The key that one more applicant must beat; 'open' where there is room, 'closed' where nothing helps. */
export type CutOffKey = 'open' | 'closed' | number;

/** What it takes to be let in by one leaf, given who holds seats now. */
function cutOffAt({ forest }: PackedRound, { seats }: Held, leaf: number): CutOffKey {
  const full = seats.fullNode(leaf);
  if (full === NONE || seats.count[leaf]! < forest.kept[leaf]!) return 'open';
  const key = full === leaf ? seats.worst[leaf]! : Math.max(seats.worst[full]!, seats.worst[leaf]!);
  return key < 0 ? 'closed' : key;
}

/** The cut-off of one offer for members of the given groups. */
export const cutOffFor = (round: PackedRound, held: Held, offer: number, groups: readonly string[]): CutOffKey =>
  cutOffAt(round, held, leafFor(round.forest, offer, groups));
