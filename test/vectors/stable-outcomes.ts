import { Applicant, OfferSeats, Quota, Round } from '@sambung/matching';

/*
 * Stability from first principles, for rounds so small that every outcome can be looked at. Written for reading, not for speed, and apart from
 * both the allocator and the verifier.
 */

/** Who sits where; without a seat: null. */
export type Outcome = ReadonlyMap<string, string | null>;

type Node = { capacity: number; offers: readonly string[]; reserves: NonNullable<Quota['reserves']> };

/** Says of two tickets which applicant the lottery prefers. */
export type Lottery = (applicant: string) => string;

const nodesOf = ({ tree }: Round): Node[] => [
  ...tree.offers.map(({ id, capacity, reserves = [] }: OfferSeats) => ({ capacity, reserves, offers: [id] })),
  ...tree.quotas.map(({ offers, capacity, reserves = [] }) => ({ capacity, reserves, offers })),
];

const inside = ({ offers }: Node, seat: string | null | undefined): boolean => seat !== null && seat !== undefined && offers.includes(seat);

export const isFeasible = (round: Round, outcome: Outcome): boolean =>
  nodesOf(round).every((node) => [...outcome.values()].filter((seat) => inside(node, seat)).length <= node.capacity);

const groupAt = ({ reserves }: Node, { groups = [] }: Applicant): string | undefined =>
  reserves.find(({ group }) => groups.includes(group))?.group;

/** Seats of each group at a node that others cannot take: accepted ones, then of each reserve what these leave. */
function keptSeats(round: Round, node: Node): Map<string | undefined, number> {
  const accepted = round.applicants.filter(({ id }) => inside(node, round.fixed?.[id]));
  const kept = new Map<string | undefined, number>();
  for (const applicant of accepted) kept.set(groupAt(node, applicant), (kept.get(groupAt(node, applicant)) ?? 0) + 1);
  let free = node.capacity - accepted.length;
  for (const { group, seats } of node.reserves) {
    const more = Math.max(0, Math.min(free, seats - (kept.get(group) ?? 0)));
    kept.set(group, (kept.get(group) ?? 0) + more);
    free -= more;
  }
  return kept;
}

/** Whether `holder` must make room for `claimant`, who wants `offer` and sits nowhere in `outcome`. */
function yields(
  round: Round,
  outcome: Outcome,
  lottery: Lottery,
  [claimant, offer, holder]: readonly [Applicant, string, Applicant],
): boolean {
  if (round.fixed?.[holder.id] !== undefined) return false;
  const points = ({ choices, points }: Applicant, seat: string) => points[choices.indexOf(seat)]!;
  const seat = outcome.get(holder.id)!;
  const [mine, theirs] = [points(claimant, offer), points(holder, seat)];
  const beats = mine > theirs || (mine === theirs && lottery(claimant.id) < lottery(holder.id));
  const node = nodesOf(round).find((one) => one.reserves.length > 0 && inside(one, offer));
  if (!node || !inside(node, seat) || groupAt(node, claimant) === groupAt(node, holder)) return beats;
  const kept = keptSeats(round, node);
  const seated = (group: string | undefined) =>
    round.applicants.filter((one) => inside(node, outcome.get(one.id)) && groupAt(node, one) === group).length;
  const lacks = (one: Applicant) => seated(groupAt(node, one)) < (kept.get(groupAt(node, one)) ?? 0);
  const canSpare = seated(groupAt(node, holder)) > (kept.get(groupAt(node, holder)) ?? 0);
  return canSpare && (lacks(claimant) || beats);
}

/** Whether somebody has a right to a seat that they want more than theirs: a free one, or that of one person who must yield. */
export function isBlocked(round: Round, outcome: Outcome, lottery: Lottery): boolean {
  return round.applicants.some((claimant) => {
    if (round.fixed?.[claimant.id] !== undefined || round.withdrawn?.includes(claimant.id)) return false;
    const seat = outcome.get(claimant.id) ?? null;
    const better = seat === null ? claimant.choices : claimant.choices.slice(0, claimant.choices.indexOf(seat));
    const left = new Map(outcome).set(claimant.id, null);
    return better.some((offer) => {
      if (isFeasible(round, new Map(left).set(claimant.id, offer))) return true;
      return round.applicants.some((holder) => {
        if (holder === claimant || (left.get(holder.id) ?? null) === null) return false;
        const moved = new Map(left).set(holder.id, null).set(claimant.id, offer);
        return isFeasible(round, moved) && yields(round, left, lottery, [claimant, offer, holder]);
      });
    });
  });
}

function seatsFor({ fixed = {}, withdrawn = [] }: Round, { id, choices }: Applicant): readonly (string | null)[] {
  if (withdrawn.includes(id)) return [null];
  return fixed[id] === undefined ? [null, ...choices] : [fixed[id]];
}

/** Every stable outcome of a small round. */
export function stableOutcomes(round: Round, lottery: Lottery): Outcome[] {
  const all = round.applicants.reduce<Outcome[]>(
    (outcomes, applicant) =>
      outcomes
        .flatMap((outcome) => seatsFor(round, applicant).map((seat) => new Map(outcome).set(applicant.id, seat)))
        .filter((outcome) => isFeasible(round, outcome)),
    [new Map()],
  );
  return all.filter((outcome) => !isBlocked(round, outcome, lottery));
}
