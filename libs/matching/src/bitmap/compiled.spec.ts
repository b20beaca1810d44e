import * as fc from 'fast-check';
import { CATALOGUE, checks, day, facts, rule } from '../../../../test/vectors/arbitrary-rules';
import { evaluateTree, verdictOf } from '../evaluate';
import { Facts } from '../facts';
import { areaCloseness, compareOffers, fit, needAlignment, RankedOffer } from '../fit';
import { Situation } from '../leaf';
import { Rule } from '../rule';
import { offerStatus, windowFlip } from '../status';
import { hasBit } from './bits';
import { Ground, MatchableOffer } from './offer';
import { compileOffers, encodeProfile, encodingFor, Horizon, Matcher, openOn, TimingScore, TransposedProfiles } from '.';

const GROUND: Ground = {
  catalogue: { ...CATALOGUE, roles: { type: 'choices', label: { id: 'roles', en: 'roles' } } },
  keys: { roles: 'roles', region: 'place', needs: 'wanted', stage: 'stage' },
  stageScore: (stage) => (stage === 'a' ? 10_000 : stage === 'b' ? 5_000 : null),
};
const LIMITS = { eligible: 2, undetermined: 2, inAll: 3 };
const NUMBER_OF = { F: 0, U: 1, T: 2 };
const timing: TimingScore = (closes) => (closes === null ? 10_000 : Number(closes.slice(-2)) * 100);

const ROLES = fc.subarray(['business', 'group', 'migrant']);
const NEEDS = ['a', 'a.x', 'a.y', 'b.x', 'c'];
const maybeDay = fc.option(day);
const area = fc.subarray(['*', '35', '35.07', '35.07.01', '36'], { minLength: 1 });
const placed = fc
  .tuple(
    fc.constantFrom('within', 'within', '=', 'in'),
    fc.subarray(['35', '35.07', '35.07.01', '35.07.02', '35.73', '36'], { minLength: 1 }),
  )
  .map(([op, regions]) => ({ fact: 'place', op, value: op === '=' ? regions[0]! : regions }) as Rule);
const requires = fc.oneof(
  rule,
  fc.array(rule, { maxLength: 3 }).map((all) => ({ all })),
  fc.tuple(placed, rule).map((all) => ({ all })),
  placed,
) as fc.Arbitrary<Rule>;
const weights = fc.constantFrom(
  { need: 50, area: 20, stage: 5, timing: 10, readiness: 15 },
  { need: 0, area: 0, stage: 50, timing: 0, readiness: 50 },
);
const offer = fc.record({
  roles: ROLES, validFrom: maybeDay, validTo: maybeDay, requires, prefers: fc.array(rule, { maxLength: 2 }),
  needs: fc.subarray(NEEDS), area, weights,
}); // prettier-ignore
const offersOf = (size: fc.ArrayConstraints): fc.Arbitrary<MatchableOffer[]> =>
  fc.array(offer, size).map((list) => list.map((item, index) => ({ ...item, id: `o${index}`, ordinal: index + 7 })));
const offers = offersOf({ minLength: 1, maxLength: 6 });

const place = fc.constantFrom('35', '35.07', '35.07.01', '35.07.01.2001', '35.07.03', '35.73', '36', 'nowhere');
const profile = fc.tuple(facts, checks, ROLES, place, fc.subarray([...NEEDS, 'a.z', 'd'])).map(([known, found, roles, region, wanted]) => ({
  facts: { place: { value: region }, ...known, roles: { value: roles }, wanted: { value: wanted } } as Facts,
  checks: found,
}));
const catalogue = fc.record({
  list: offers,
  profiles: fc.array(profile, { minLength: 1, maxLength: 3 }),
  asOf: day,
  mostQuestions: fc.constantFrom(0, 1, 120),
});

const rolesOf = (situation: Situation) => situation.facts.roles!.value as string[];
const isOpen = (item: MatchableOffer, situation: Situation) => offerStatus(item, rolesOf(situation), situation.asOf) === 'open';

function readiness({ prefers = [] }: MatchableOffer, situation: Situation): number | null {
  const told = prefers.map((wish) => evaluateTree(wish, situation).value).filter((value) => value !== 'U');
  return told.length === 0 ? null : Math.round((told.filter((value) => value === 'T').length * 10_000) / told.length);
}

/** What the interpreter says of one open offer. */
function interpreted(item: MatchableOffer, situation: Situation): RankedOffer & { ordinal: number; validUntil: string | null } {
  const region = situation.facts.place!.value;
  const scores = {
    need: needAlignment(situation.facts.wanted!.value as string[], item.needs),
    area: areaCloseness(typeof region === 'string' ? region : '', item.area),
    stage: GROUND.stageScore(situation.facts.stage?.value),
    timing: timing(item.validTo, situation.asOf),
    readiness: readiness(item, situation),
  };
  return {
    id: item.id,
    ordinal: item.ordinal,
    ...verdictOf(item.requires, situation),
    fit: fit(scores, item.weights),
    closes: item.validTo,
  };
}

/** The best offers by the interpreter, as packed results list them. */
function interpretedTop(list: readonly MatchableOffer[], situation: Situation) {
  const ranked = list.filter((item) => isOpen(item, situation)).map((item) => interpreted(item, situation)).sort(compareOffers); // prettier-ignore
  const best = (verdict: string, count: number) => ranked.filter((item) => item.verdict === verdict).slice(0, count);
  const kept = [...best('eligible', LIMITS.eligible), ...best('undetermined', LIMITS.undetermined)].slice(0, LIMITS.inAll);
  return kept.map(({ ordinal, verdict, fit: { total, coverage } }) => {
    return { offer: list.findIndex((item) => item.ordinal === ordinal), ordinal, verdict, fit: total, coverage };
  });
}

function interpretedUntil(list: readonly MatchableOffer[], situation: Situation): string | null {
  const windows = list.map((item) => windowFlip(item, offerStatus(item, rolesOf(situation), situation.asOf)));
  const rules = list.filter((item) => isOpen(item, situation)).map((item) => verdictOf(item.requires, situation).validUntil);
  return [...windows, ...rules].filter((flip) => flip !== null).sort()[0] ?? null;
}

/** Compiled offers and, for each profile, what they need to be met. */
function compiled(list: readonly MatchableOffer[], asOf: string, mostQuestions: number) {
  const encoding = encodingFor(list, GROUND, mostQuestions);
  const compiledOffers = compileOffers(list, encoding);
  const matcher = new Matcher(compiledOffers, openOn(compiledOffers, list, asOf, timing), LIMITS);
  const record = new Uint16Array(encoding.width);
  const candidateOf = (situation: Situation) => {
    encodeProfile(encoding, situation, record);
    const decide = (index: number) => evaluateTree(list[index]!.requires, situation).value;
    return { record, at: 0, findings: situation.checks, decide };
  };
  return { matcher, candidateOf };
}

describe('compiled offers', () => {
  it('say of every profile on every day what the interpreter says: verdict, order, fit and coverage', () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(catalogue, ({ list, profiles, asOf, mostQuestions }) => {
        const { matcher, candidateOf } = compiled(list, asOf, mostQuestions);
        for (const known of profiles) {
          const situation: Situation = { ...known, asOf, catalogue: GROUND.catalogue };
          const expected = list.map((item) => (isOpen(item, situation) ? NUMBER_OF[evaluateTree(item.requires, situation).value] : 0));
          expected.forEach((value) => seen.add(value));
          expect([...matcher.verdicts(candidateOf(situation)).subarray(0, list.length)]).toEqual(expected);
          matcher.match(candidateOf(situation));
          expect(matcher.top()).toEqual(interpretedTop(list, situation));
        }
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual([0, 1, 2]);
  });

  it('rank many offers as the interpreter does, though most are left without a look', () => {
    fc.assert(
      fc.property(
        offersOf({ minLength: 40, maxLength: 80 }),
        fc.array(profile, { minLength: 5, maxLength: 5 }),
        day,
        (list, profiles, asOf) => {
          const { matcher, candidateOf } = compiled(list, asOf, 120);
          for (const known of profiles) {
            const situation: Situation = { ...known, asOf, catalogue: GROUND.catalogue };
            matcher.match(candidateOf(situation));
            expect(matcher.top()).toEqual(interpretedTop(list, situation));
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('hold as long as the interpreter says', () => {
    fc.assert(
      fc.property(catalogue, ({ list, profiles, asOf }) => {
        const horizon = new Horizon(list, GROUND.keys, asOf);
        for (const known of profiles) {
          const situation: Situation = { ...known, asOf, catalogue: GROUND.catalogue };
          expect(horizon.until(situation)).toEqual(interpretedUntil(list, situation));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('say whom one offer fits as the interpreter does of each profile', () => {
    let exact = 0;
    const placeOf = ({ facts: { place: at } }: { facts: Facts }) =>
      typeof at?.value === 'string' && at.value !== 'nowhere' ? at.value : '';
    fc.assert(
      fc.property(catalogue, fc.array(profile, { minLength: 5, maxLength: 40 }), ({ list, asOf, mostQuestions }, crowd) => {
        const encoding = encodingFor(list, GROUND, mostQuestions);
        const sorted = crowd.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).map(({ facts: known }) => ({ facts: known, asOf, catalogue: GROUND.catalogue })); // prettier-ignore
        const records = new Uint16Array(sorted.length * encoding.width);
        sorted.forEach((situation, index) => encodeProfile(encoding, situation, records, index * encoding.width));
        const transposed = new TransposedProfiles(encoding, records, sorted.length);
        for (const item of list) {
          const whom = transposed.whom(item);
          if (whom.exact) exact += 1;
          sorted.forEach((situation, index) => {
            const isFor = item.roles.length === 0 || item.roles.some((role) => rolesOf(situation).includes(role));
            const expected = isFor ? evaluateTree(item.requires, situation).value : 'F';
            const found = hasBit(whom.certain, index) ? 'T' : hasBit(whom.possible, index) ? 'U' : 'F';
            if (whom.exact) expect(found).toBe(expected);
            else expect(found === 'U' || (found === 'F' && expected === 'F')).toBe(true);
          });
        }
      }),
    );
    expect(exact).toBeGreaterThan(100);
  });

  it('need the interpreter for rules that found no room in the record, and say so', () => {
    const either: Rule = { any: [{ fact: 'flag', op: '=', value: true }, { fact: 'amount', op: '<', value: 3 }] }; // prettier-ignore
    const one = { id: 'o', ordinal: 1, roles: [], validFrom: null, validTo: null, requires: either, needs: [], area: ['*'], weights: { need: 0, area: 0, stage: 0, timing: 100, readiness: 0 } } as const; // prettier-ignore
    const situation: Situation = { facts: { place: { value: '35.07' }, flag: { value: true } }, asOf: '2026-01-01', catalogue: CATALOGUE };
    const { matcher, candidateOf } = compiled([one], '2026-01-01', 0);
    expect(() => matcher.match({ ...candidateOf(situation), decide: undefined })).toThrow('need the interpreter');
    matcher.match(candidateOf(situation));
    expect(matcher.top()).toEqual([{ offer: 0, ordinal: 1, verdict: 'eligible', fit: 10_000, coverage: 10_000 }]);
  });
});
