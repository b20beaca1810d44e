import { checkRound, MOST_POINTS } from './check-round';
import { checkTree } from './check-tree';
import { CutOffKey, cutOffFor } from './cut-offs';
import { claimOf, deferAcceptance, Held, PackedRound } from './deferred-acceptance';
import { NONE } from './held-seats';
import { lotteryOrder, ticketOf } from './lottery';
import { packRound } from './pack-round';
import { Allocation, AllocationRefused, Certificate, CutOff, CutOffs, Draw, Round, Sha256 } from './types';
import { waitingLists } from './waiting-lists';

export interface AllocationOptions {
  /** 64 hexadecimal digits: `Draw.seed`. A later run of the same round has the same one. */
  seed: string;
  sha256: Sha256;
  /** The longest list of choices that is accepted. */
  maxChoices: number;
}

/** A run in numbers, and whom they stand for. */
interface Run {
  offers: readonly string[];
  /** Ids and tickets by place in the lottery. */
  names: readonly string[];
  tickets: readonly string[];
  packed: PackedRound;
  held: Held;
}

const byOffer = <T>(offers: readonly string[], value: (offer: number) => T): Record<string, T> =>
  Object.fromEntries(offers.map((id, offer) => [id, value(offer)]));

function matchingOf({ offers, names, packed, held }: Run): Allocation['matching'] {
  const seated: string[][] = offers.map(() => []);
  held.choice.forEach((at, applicant) => at !== NONE && seated[packed.offers[at]!]!.push(names[applicant]!));
  return byOffer(offers, (offer) => seated[offer]!.sort());
}

function waitingOf({ offers, names, packed, held }: Run): Allocation['waiting'] {
  const { starts, applicants } = waitingLists(packed, held, offers.length);
  return byOffer(offers, (offer) => Array.from(applicants.subarray(starts[offer], starts[offer + 1]), (applicant) => names[applicant]!));
}

function cutOffsOf({ offers, tickets, packed, held }: Run): Allocation['cutOffs'] {
  const told = (key: CutOffKey): CutOff => {
    if (typeof key === 'string') return key;
    const { tier, applicant } = claimOf(packed, key);
    return { points: MOST_POINTS - tier, ticket: tickets[applicant]! };
  };
  return byOffer(offers, (offer): CutOffs => {
    const { groups } = packed.forest.pools[packed.forest.poolOfOffer[offer]!] ?? { groups: [] };
    return {
      others: told(cutOffFor(packed, held, offer, [])),
      groups: Object.fromEntries(groups.map((group) => [group, told(cutOffFor(packed, held, offer, [group]))])),
    };
  });
}

/**
 * Gives out the seats of a round by deferred acceptance (see `deferAcceptance`): nobody holds what they did not rank, no wanted seat stays
 * empty, nobody is passed over for somebody with lower priority, and among all such outcomes everybody gets the best for them. One more seat
 * hurts nobody, if every quota around it grows as well. Promised neither: the most seats filled, nor that ranking honestly pays across runs.
 * @throws AllocationRefused with all faults, when the tree or the round would void this
 */
export function allocate(round: Round, { seed, sha256, maxChoices }: AllocationOptions): Allocation {
  const treeFaults = checkTree(round.tree);
  const faults = treeFaults.length > 0 ? treeFaults : checkRound(round, maxChoices);
  if (faults.length > 0) throw new AllocationRefused(faults);
  const tickets = round.applicants.map(({ id }) => ticketOf(seed, id, sha256));
  const order = lotteryOrder(tickets);
  const packed = packRound(round, order);
  const run = {
    offers: round.tree.offers.map(({ id }) => id),
    names: Array.from(order, (applicant) => round.applicants[applicant]!.id),
    tickets: Array.from(order, (applicant) => tickets[applicant]!),
    packed, held: deferAcceptance(packed),
  }; // prettier-ignore
  return { matching: matchingOf(run), waiting: waitingOf(run), cutOffs: cutOffsOf(run) };
}

/** Puts together what `verifyCertificate` and any stranger needs to check a run. */
export const certify = (round: Round, draw: Draw, { matching }: Allocation): Certificate => ({
  tree: round.tree,
  applicants: round.applicants,
  fixed: round.fixed ?? {},
  withdrawn: round.withdrawn ?? [],
  draw,
  matching,
});
