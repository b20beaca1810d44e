import { Applicant, CapacityTree, checkTree, OfferSeats, Quota, Round } from '@sambung/matching';
import * as fc from 'fast-check';

const GROUPS = ['g', 'h'];

/** How large the rounds may be. */
export interface RoundSize {
  applicants: number;
  offers: number;
  choices: number;
}

interface Draft {
  capacities: number[];
  quotas: { from: number; length: number; capacity: number }[];
  reserves: { node: number; seats: number[] }[];
  applicants: { wishes: number[]; points: number[]; groups: string[] }[];
}

const draft = ({ applicants, offers, choices }: RoundSize): fc.Arbitrary<Draft> =>
  fc.record({
    capacities: fc.array(fc.nat(3), { minLength: 1, maxLength: offers }),
    quotas: fc.array(fc.record({ from: fc.nat(offers), length: fc.integer({ min: 1, max: offers }), capacity: fc.nat(4) }), { maxLength: 4 }),
    reserves: fc.array(fc.record({ node: fc.nat(offers + 3), seats: fc.array(fc.nat(2), { minLength: 1, maxLength: 2 }) }), { maxLength: 3 }),
    applicants: fc.array(
      fc.record({
        wishes: fc.array(fc.nat(99), { maxLength: choices }),
        points: fc.array(fc.nat(2), { minLength: offers, maxLength: offers }),
        groups: fc.subarray(GROUPS),
      }),
      { minLength: 1, maxLength: applicants },
    ),
  }); // prettier-ignore

const holds = (outer: readonly string[], inner: readonly string[]): boolean => inner.every((offer) => outer.includes(offer));

/** Runs of neighbouring offers, those left out that would cross an earlier one. */
function nestedQuotas(drafts: Draft['quotas'], offers: readonly string[]): Quota[] {
  const kept: Quota[] = [];
  drafts.forEach(({ from, length, capacity }, index) => {
    const start = from % offers.length;
    const members = offers.slice(start, start + length);
    const fits = kept.every((other) => {
      return holds(other.offers, members) || holds(members, other.offers) || !other.offers.some((offer) => members.includes(offer));
    });
    if (fits) kept.push({ id: `q${index}`, capacity, offers: members });
  });
  return kept;
}

const outermost = (quotas: readonly Quota[], offer: string): string | undefined =>
  quotas.filter(({ offers }) => offers.includes(offer)).toSorted((a, b) => b.offers.length - a.offers.length)[0]?.id;

/** Adds reserves at one node and gives what is inside it as many seats; leaves the tree as it was where they may not stand. */
function withReserves(tree: CapacityTree, { node, seats }: Draft['reserves'][number]): CapacityTree {
  const nodes = [...tree.offers, ...tree.quotas];
  const at = nodes[node % nodes.length]!;
  const reserves = seats.map((count, index) => ({ group: GROUPS[index]!, seats: count }));
  const change = <T extends OfferSeats | Quota>(one: T, inside: readonly string[]): T => {
    if ((one as unknown) === at) return { ...one, reserves };
    const isInside = 'offers' in at && holds(at.offers, inside) && !holds(inside, at.offers);
    return isInside ? { ...one, capacity: Math.max(one.capacity, at.capacity) } : one;
  };
  const changed = {
    offers: tree.offers.map((offer) => change(offer, [offer.id])),
    quotas: tree.quotas.map((quota) => change(quota, quota.offers)),
  };
  return checkTree(changed).length === 0 ? changed : tree;
}

function toRound({ capacities, quotas: drafts, reserves, applicants }: Draft): Round {
  const ids = capacities.map((_, index) => `o${index}`);
  const quotas = nestedQuotas(drafts, ids);
  const offers = ids.map((id, index) => ({ id, capacity: capacities[index]!, priority: outermost(quotas, id) ?? id }));
  const tree = reserves.reduce(withReserves, { offers, quotas });
  const lists = [...new Set(offers.map(({ priority }) => priority))];
  const toApplicant = ({ wishes, points, groups }: Draft['applicants'][number], index: number): Applicant => {
    const choices = [...new Set(wishes.map((wish) => wish % ids.length))];
    const pointsFor = choices.map((offer) => points[lists.indexOf(offers[offer]!.priority)]!);
    return { id: `a${index}`, choices: choices.map((offer) => ids[offer]!), points: pointsFor, groups };
  };
  return { tree, applicants: applicants.map(toApplicant) };
}

/** Rounds that may be run: nested quotas, reserves where they may stand, few points so that the lottery decides often. */
export const arbitraryRound = (size: RoundSize): fc.Arbitrary<Round> => draft(size).map(toRound);
