import * as fc from 'fast-check';
import { CATALOGUE, rule as anyRule, situation as anySituation } from '../../../../test/vectors/arbitrary-rules';
import { ledgerEntry, overlapInput, overlapOffer, overlapRule, TODAY } from '../../../../test/factories/overlap';
import { addDays } from '../calendar';
import { canonicalJson } from '../canonical';
import { evaluate } from '../evaluate';
import { LEVELS } from '../facts';
import { apportion } from './cells';
import { evaluateOverlap } from './evaluate-overlap';
import { LOCAL_FIRST } from './rules';
import { Effect, EFFECTS, ENTRY_STATUSES, GOVERNMENT_LEVELS, LedgerEntry, OverlapInput, OverlapRule, Waiver } from './types';
import { findWitness } from './witness/find-witness';

const day = fc.integer({ min: -500, max: 200 }).map((days) => addDays(TODAY, days));
const maybe = <T>(item: fc.Arbitrary<T>) => fc.option(item, { freq: 3 });
const intervention = fc.constantFrom('produksi', 'produksi.kemasan', 'produksi.mutu', 'legalitas.halal');
const programme = fc.constantFrom('kur', 'umi', 'contoh');
const funder = fc.constantFrom('dinas-contoh', 'bank-a');
const SOURCES = ['recipients', 'sikp'];

const entry: fc.Arbitrary<LedgerEntry> = fc
  .record({
    actor: fc.constantFrom('me', 'sister', 'brother'),
    household: maybe(fc.constant('family')),
    intervention,
    programme: maybe(programme),
    funder: maybe(funder),
    offer: maybe(fc.constantFrom('offer', 'other')),
    area: maybe(fc.constantFrom('35', '35.07.13', '35.73')),
    amount: maybe(fc.nat(30)),
    status: fc.constantFrom(...ENTRY_STATUSES),
    level: fc.constantFrom(...GOVERNMENT_LEVELS),
    evidence: fc.constantFrom(...LEVELS),
    source: fc.constantFrom(...SOURCES),
    from: day,
    to: maybe(day),
  })
  .map((drawn) => ledgerEntry({ ...drawn, to: drawn.to && drawn.to < drawn.from ? drawn.from : drawn.to }));

const scope = fc.constantFrom<OverlapRule['scope'][]>(
  { of: 'offer' }, { of: 'programme' }, { of: 'intervention' }, { of: 'family' }, { of: 'funder' },
  { of: 'set', name: { id: 'set', en: 'set' }, among: { programmes: ['kur'], interventions: ['produksi'] } },
); // prettier-ignore
const window = fc.constantFrom<OverlapRule['window'][]>(
  { of: 'active' }, { of: 'days', days: 30 }, { of: 'budgetYear' }, { of: 'lifetime' },
); // prettier-ignore
const counts = fc.record(
  {
    subject: fc.constantFrom('person' as const, 'household' as const),
    otherFunder: fc.constant(true as const),
    otherLevel: fc.constant(true as const),
    samePlace: fc.constant(true as const),
    except: fc.constant([{ among: { programmes: ['umi'] }, amountUpTo: 10 }]),
    evidence: fc.constantFrom(...LEVELS),
    of: fc.constantFrom('entries' as const, 'persons' as const),
    atLeast: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: [] },
);
const rules = fc
  .array(fc.record({ scope, window, counts, effect: fc.constantFrom<Effect[]>(...EFFECTS.filter((effect) => effect !== 'prefer')) }), { minLength: 1, maxLength: 4 })
  .map((drawn) => drawn.map((one, index) => overlapRule({ ...one, id: `rule-${index}`, sources: SOURCES.map((source) => ({ source, maxAgeDays: 90 })) }))); // prettier-ignore
const freshness = fc.record(
  Object.fromEntries(SOURCES.map((source) => [source, fc.record({ asOf: maybe(day), reachable: fc.boolean(), complete: fc.boolean() })])),
  { requiredKeys: [] },
) as fc.Arbitrary<OverlapInput['freshness']>;
const waivers = fc.array(
  fc.record({ rule: fc.constantFrom('rule-0', 'rule-1'), from: day, expires: day, officer: fc.constantFrom('', 'officer'), reason: fc.constant('alasan') }),
  { maxLength: 3 },
).map((drawn) => drawn.map((one): Waiver => ({ ...one, actor: 'me', offer: 'offer' }))); // prettier-ignore

const target = overlapOffer({ programme: 'kur' });
const variants = [
  overlapOffer({ id: 'other', programme: 'kur', area: ['35.07.13'], seats: 3 }),
  overlapOffer({ id: 'third', programme: 'kur', area: ['35'] }),
];
const input = fc
  .record({ rules, ledger: fc.array(entry, { maxLength: 6 }), freshness, waivers })
  .map((drawn) => overlapInput({ ...drawn, target, rules: [...drawn.rules, LOCAL_FIRST], offers: variants }));

const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });

describe('the effect of overlap', () => {
  it('has every value among the drawn inputs, so that no property below holds of nothing', () => {
    const drawn = fc.sample(input, { numRuns: 500, seed: 1 }).flatMap((one) => evaluateOverlap(one).findings);
    const values = EFFECTS.map((effect) => drawn.filter((finding) => finding.effect === effect).map(({ value }) => value));
    expect(values.filter((one) => new Set(one).size === 0)).toEqual([]);
    expect(new Set(drawn.map(({ value }) => value)).size).toBe(2);
    expect(drawn.some(({ waiver }) => waiver)).toBe(true);
  });

  it('is the same to the byte whatever the order of ledger, rules, offers and waivers (P9)', () => {
    const inTwoOrders = input.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.record({ ledger: shuffled(given.ledger), rules: shuffled(given.rules), offers: shuffled(given.offers!), waivers: shuffled(given.waivers!) }),
      ),
    ); // prettier-ignore
    fc.assert(
      fc.property(inTwoOrders, ([given, order]) => {
        expect(canonicalJson(evaluateOverlap({ ...given, ...order }))).toBe(canonicalJson(evaluateOverlap(given)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('that is certain while registers are silent stays once they answer without more', () => {
    const answering = Object.fromEntries(SOURCES.map((source) => [source, { asOf: TODAY, reachable: true, complete: true }]));
    fc.assert(
      fc.property(input, (given) => {
        const certain = (one: OverlapInput) => evaluateOverlap(one).findings.filter(({ value }) => value === 'T').map(({ rule }) => rule); // prettier-ignore
        expect(certain({ ...given, freshness: answering })).toEqual(expect.arrayContaining(certain(given)));
      }),
    );
  });

  it('names what would settle it exactly when a rule without a waiver is undetermined', () => {
    fc.assert(
      fc.property(input, (given) => {
        for (const { value, waiver, settle } of evaluateOverlap(given).findings) {
          expect(settle.length > 0).toBe(value === 'U' && !waiver);
        }
      }),
    );
  });

  it('stands until the day that it names and on every day before', () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 1, max: 400 }), (given, days) => {
        const { validUntil, ...now } = evaluateOverlap(given);
        const later = addDays(TODAY, days);
        fc.pre(validUntil === null || later < validUntil);
        const { validUntil: _, ...then } = evaluateOverlap({ ...given, situation: { ...given.situation, asOf: later } });
        expect(then).toEqual(now);
      }),
    );
  });
});

describe('a witness', () => {
  const limits = { steps: 2_000, values: 200, days: 4 };
  const field = { catalogue: CATALOGUE, days: { from: '2026-01-01', to: '2026-12-31' }, limits };

  it('is eligible under both rules, with every fact that it has needed', () => {
    fc.assert(
      fc.property(anyRule, anyRule, (a, b) => {
        const found = findWitness(a, b, field);
        fc.pre(found.outcome === 'witness');
        if (found.outcome !== 'witness') return;
        const { facts, checks, asOf } = found.witness;
        const verdicts = (profile: object) => [a, b].map((rule) => evaluate(rule, { facts, checks, asOf, catalogue: CATALOGUE, ...profile }).verdict);
        expect(verdicts({})).toEqual(['eligible', 'eligible']);
        for (const key of Object.keys(facts)) {
          const fewer = Object.fromEntries(Object.entries(facts).filter(([name]) => name !== key));
          expect(verdicts({ facts: fewer })).not.toEqual(['eligible', 'eligible']);
        }
      }),
    ); // prettier-ignore
  });

  it('is denied only where nobody is eligible under both', () => {
    const lasting = { ...field, days: { from: '2023-01-01', to: null } };
    const disjoint = fc.tuple(anyRule, anyRule).filter(([a, b]) => findWitness(a, b, lasting).outcome === 'disjoint');
    const people = fc.array(anySituation, { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(
        disjoint.chain((pair) => fc.tuple(fc.constant(pair), people)),
        ([pair, some]) => {
          expect(some.filter((one) => pair.every((rule) => evaluate(rule, one).verdict === 'eligible'))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('seats shared out over needs', () => {
  it('are whole, all of them, and nobody gets less than the part of the need rounded down', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }), (seats, needs) => {
        const shares = apportion(seats, needs);
        const all = needs.reduce((sum, need) => sum + need, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(seats);
        if (all > 0) shares.forEach((share, index) => expect(Math.abs(share - (seats * needs[index]!) / all)).toBeLessThan(1));
      }),
    );
  });
});
