import * as fc from 'fast-check';
import { arbitraryRound, RoundSize } from '../../../../test/vectors/arbitrary-rounds';
import { certified, draw, lotteryOf, ranks, run, verified } from '../../../../test/vectors/certified-run';
import { isBlocked, isFeasible, Outcome, stableOutcomes } from '../../../../test/vectors/stable-outcomes';
import { mayBind, nest } from './nesting';
import { checkTree } from './check-tree';
import { Allocation, CapacityTree, OfferSeats, Quota, Round } from './types';

const TINY: RoundSize = { applicants: 4, offers: 3, choices: 3 };
const SMALL: RoundSize = { applicants: 12, offers: 5, choices: 5 };

const assert =
  (numRuns?: number) =>
  <T extends [unknown, ...unknown[]]>(...args: Parameters<typeof fc.property<T>>) =>
    fc.assert(fc.property<T>(...args), numRuns ? { numRuns } : {});
/** For the numbered properties of the contract. */
const alwaysHolds = assert(1_000);
const holds = assert();

const outcomeOf = ({ applicants }: Round, matching: Allocation['matching']): Outcome => {
  const seatOf = (id: string) => Object.keys(matching).find((offer) => matching[offer]!.includes(id)) ?? null;
  return new Map(applicants.map(({ id }) => [id, seatOf(id)]));
};

/** Some of those who hold a seat accept it, some of the others leave. */
function afterAnswers(round: Round, answers: readonly number[]): Round {
  const seated = [...outcomeOf(round, run(round).matching)];
  const answerOf = (index: number) => answers[index % answers.length];
  const fixed = Object.fromEntries(seated.filter(([, seat], index) => seat !== null && answerOf(index) === 1)) as Record<string, string>;
  return { ...round, fixed, withdrawn: seated.filter((_, index) => answerOf(index) === 2).map(([id]) => id) };
}

const answers = fc.array(fc.nat(2), { minLength: 1, maxLength: 12 });
/** Rounds of all kinds: first runs, and runs after some have accepted and some have left. */
const anyRound = (size: RoundSize) =>
  fc.oneof(
    arbitraryRound(size),
    fc.tuple(arbitraryRound(size), answers).map(([round, given]) => afterAnswers(round, given)),
  );

const reserves = ({ offers, quotas }: CapacityTree) => [...offers, ...quotas].flatMap((node) => node.reserves ?? []);

describe('the arbitrary rounds', () => {
  it('have what the properties are about, so that none of them holds of nothing', () => {
    const drawn = fc.sample(anyRound(SMALL), { numRuns: 500, seed: 1 });
    const share = (has: (round: Round) => boolean) => drawn.filter(has).length / drawn.length;
    const binds = ({ tree }: Round) => tree.quotas.some((_, quota) => mayBind(nest(tree), tree.offers.length + quota));
    const refuses = (round: Round) => Object.values(run(round).waiting).some((waiting) => waiting.length > 0);
    expect(share(refuses)).toBeGreaterThan(0.5);
    expect(share(binds)).toBeGreaterThan(0.3);
    expect(share(({ tree }) => reserves(tree).some(({ seats }) => seats > 0))).toBeGreaterThan(0.2);
    expect(share(({ tree }) => tree.quotas.some((quota) => (quota.reserves ?? []).some(({ seats }) => seats > 0)))).toBeGreaterThan(0.03);
    expect(share(({ fixed = {} }) => Object.keys(fixed).length > 0)).toBeGreaterThan(0.2);
  });
});

describe('an allocation', () => {
  it('keeps all ceilings and reserves, wastes no seat and passes over nobody, as its verifier finds (P7)', () => {
    alwaysHolds(anyRound(SMALL), (round) => {
      expect(verified(certified(round))).toEqual([]);
    });
  });

  it('is stable from first principles too', () => {
    alwaysHolds(anyRound(SMALL), (round) => {
      const outcome = outcomeOf(round, run(round).matching);
      expect([isFeasible(round, outcome), isBlocked(round, outcome, lotteryOf(round))]).toEqual([true, false]);
    });
  });

  it('gives everybody the best that any stable outcome gives them', () => {
    holds(anyRound(TINY), (round) => {
      const outcome = outcomeOf(round, run(round).matching);
      const stable = stableOutcomes(round, lotteryOf(round));
      expect(stable).toContainEqual(outcome);
      const place = ({ id, choices }: Round['applicants'][number], one: Outcome) =>
        one.get(id) === null ? choices.length : choices.indexOf(one.get(id)!);
      const hurt = round.applicants.filter((applicant) => stable.some((other) => place(applicant, other) < place(applicant, outcome)));
      expect(hurt).toEqual([]);
    });
  });

  it('gives nobody less when a seat is added, at an offer or a quota and every quota around it (P8)', () => {
    alwaysHolds(anyRound(SMALL), fc.nat(20), (round, chosen) => {
      const { offers, quotas } = round.tree;
      const nodes = [...offers.map(({ id }) => [id]), ...quotas.map((quota) => quota.offers)];
      const at = nodes[chosen % nodes.length]!;
      const isAround = (members: readonly string[]) => at.every((offer) => members.includes(offer));
      const oneMore = <T extends OfferSeats | Quota>(node: T, members: readonly string[]): T =>
        isAround(members) ? { ...node, capacity: node.capacity + 1 } : node;
      const tree = {
        offers: offers.map((offer) => oneMore(offer, [offer.id])),
        quotas: quotas.map((quota) => oneMore(quota, quota.offers)),
      };
      fc.pre(checkTree(tree).length === 0);
      const before = ranks(round, run(round).matching);
      const after = ranks(round, run({ ...round, tree }).matching);
      expect([...before].filter(([id, rank]) => after.get(id)! > rank)).toEqual([]);
    });
  });

  it('does not depend on the order in which anything is listed', () => {
    holds(anyRound(SMALL), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (round, numbers) => {
      const shuffled = <T>(items: readonly T[]): T[] =>
        items.map((item) => ({ item, at: numbers.next().value! })).toSorted((a, b) => a.at - b.at).map(({ item }) => item); // prettier-ignore
      const { offers, quotas } = round.tree;
      const tree = { offers: shuffled(offers), quotas: shuffled(quotas).map((quota) => ({ ...quota, offers: shuffled(quota.offers) })) };
      const again = {
        ...round,
        tree,
        applicants: shuffled(round.applicants),
        fixed: Object.fromEntries(shuffled(Object.entries(round.fixed ?? {}))),
      };
      expect(run(again)).toEqual(run(round));
    });
  });

  it('is the same for the same seed, and another seed changes only who wins a tie', () => {
    holds(anyRound(SMALL), fc.nat(9), (round, digit) => {
      const seed = String(digit).repeat(64);
      expect(run(structuredClone(round), seed)).toEqual(run(round, seed));
      const untied = round.applicants.map((applicant, index) => ({
        ...applicant,
        points: applicant.points.map((one) => one * 100 + index),
      }));
      expect(run({ ...round, applicants: untied }, seed).matching).toEqual(run({ ...round, applicants: untied }, '0'.repeat(64)).matching);
    });
  });
});

describe('a run after answers', () => {
  it('keeps accepted seats, seats nobody who left, and takes nothing from those who have yet to answer', () => {
    holds(arbitraryRound(SMALL), answers, (round, given) => {
      const later = afterAnswers(round, given);
      const [before, after] = [ranks(round, run(round).matching), ranks(round, run(later).matching)];
      const left = new Set(later.withdrawn);
      const accepted = Object.keys(later.fixed!);
      expect(accepted.filter((id) => after.get(id) !== before.get(id))).toEqual([]);
      expect(round.applicants.filter(({ id, choices }) => left.has(id) && after.get(id)! < choices.length)).toEqual([]);
      expect([...before].filter(([id, rank]) => !left.has(id) && after.get(id)! > rank)).toEqual([]);
      expect(draw(later.applicants)).toEqual(draw(round.applicants));
    });
  });
});

describe('waiting lists and cut-offs', () => {
  it('tell the same story: all who wait are at or behind the cut-off of their group', () => {
    holds(anyRound(SMALL), (round) => {
      const { waiting, cutOffs } = run(round);
      const ticket = lotteryOf(round);
      const isAhead = ({ id, choices, points, groups = [] }: Round['applicants'][number], offer: string): boolean => {
        const own = Object.keys(cutOffs[offer]!.groups).find((group) => groups.includes(group));
        const cutOff = own === undefined ? cutOffs[offer]!.others : cutOffs[offer]!.groups[own]!;
        if (typeof cutOff === 'string') return cutOff === 'open';
        const mine = points[choices.indexOf(offer)]!;
        return mine > cutOff.points || (mine === cutOff.points && ticket(id) < cutOff.ticket);
      };
      const people = new Map(round.applicants.map((applicant) => [applicant.id, applicant]));
      const wrong = Object.entries(waiting).flatMap(([offer, ids]) => ids.filter((id) => isAhead(people.get(id)!, offer)));
      expect(wrong).toEqual([]);
    });
  });
});
