import * as fc from 'fast-check';
import { addDays } from './calendar';
import { Catalogue, Fact, LEVELS } from './facts';
import { CheckRecord, evaluateLeaf, LeafOutcome } from './leaf';
import { Comparison, Leaf, Presence } from './rule';

const label = { id: 'fakta', en: 'fact' };
const CATALOGUE: Catalogue = {
  turnover: { type: 'integer', label, unit: 'IDR' },
  startedOn: { type: 'date', label },
  nib: { type: 'boolean', label },
};
const AS_OF = '2026-11-22';

const evaluated = (leaf: Leaf, facts: Record<string, Fact>, asOf = AS_OF, checks?: Record<string, CheckRecord>): LeafOutcome =>
  evaluateLeaf(leaf, { facts, checks, asOf, catalogue: CATALOGUE });

const LIMIT: Comparison = { fact: 'turnover', op: '<=', value: 500 };

describe('a comparison is undetermined', () => {
  it('when the fact is missing, also for operators that a missing value would pass elsewhere', () => {
    const leaves: Comparison[] = [LIMIT, { ...LIMIT, op: '!=' }, { ...LIMIT, op: '<', value: 50 }, { ...LIMIT, op: 'notIn', value: [1] }];
    expect(leaves.map((leaf) => evaluated(leaf, {}))).toEqual(leaves.map(() => ({ value: 'U', cause: 'missing' })));
  });

  it('when the fact is stale: the day after the last on which it may be used', () => {
    const facts = { turnover: { value: 100, validUntil: AS_OF } };
    expect(evaluated(LIMIT, facts)).toEqual({ value: 'T', actual: 100, level: 'declared', flipsOn: '2026-11-23' });
    expect(evaluated(LIMIT, facts, '2026-11-23')).toEqual({ value: 'U', cause: 'stale', actual: 100, level: 'declared' });
  });

  it.each(LEVELS.map((level, index) => [level, index] as const))('when %s evidence is asked for and there is less', (level, index) => {
    const outcomes = LEVELS.map((held) => evaluated({ ...LIMIT, level }, { turnover: { value: 100, level: held } }));
    expect(outcomes).toEqual(
      LEVELS.map((held, rank) =>
        rank < index ? { value: 'U', cause: 'evidence', actual: 100, level: held } : { value: 'T', actual: 100, level: held },
      ),
    );
  });

  it('when evidence is asked for and the fact names none, which is declared', () => {
    expect(evaluated({ ...LIMIT, level: 'document' }, { turnover: { value: 100 } })).toEqual({
      value: 'U',
      cause: 'evidence',
      actual: 100,
      level: 'declared',
    });
  });

  it('when the value has a wrong type', () => {
    expect(evaluated(LIMIT, { turnover: { value: '100' } })).toEqual({ value: 'U', cause: 'invalid', actual: '100', level: 'declared' });
    expect(evaluated(LIMIT, { turnover: { value: { min: '1' } as never } })).toMatchObject({ value: 'U', cause: 'invalid' });
  });

  it('when a range straddles the limit', () => {
    const value = { min: 200, max: 600 };
    expect(evaluated(LIMIT, { turnover: { value } })).toEqual({ value: 'U', cause: 'imprecise', actual: value, level: 'declared' });
  });

  it('first because of its age, then its evidence, then its type', () => {
    const leaf: Comparison = { ...LIMIT, level: 'officer' };
    const causes = [{ validUntil: '2020-01-01' }, {}, { level: 'officer' as const }].map(
      (more) => evaluated(leaf, { turnover: { value: 'much', ...more } }).cause,
    );
    expect(causes).toEqual(['stale', 'evidence', 'invalid']);
  });
});

describe('a rule that reads a fact which the catalogue lacks', () => {
  it.each<[string, Leaf]>([
    ['compared', { fact: 'turnoverr', op: '<', value: 1 }],
    ['known', { known: 'turnoverr' }],
    ['missing', { missing: 'turnoverr' }],
    ['inherited', { fact: 'constructor', op: '<', value: 1 }],
  ])('is a bug of the caller, never a silent truth (%s)', (_, leaf) => {
    expect(() => evaluated(leaf, {})).toThrow(TypeError);
  });
});

describe('known and missing', () => {
  const known: Presence = { known: 'nib' };
  const missing: Presence = { missing: 'nib' };
  const both = (fact: Fact | undefined, more: Partial<Presence> = {}) =>
    [known, missing].map((leaf) => evaluated({ ...leaf, ...more }, fact ? { nib: fact } : {}).value);

  it("are two-valued and each other's opposite, whether the fact is there, stale, weak or of a wrong type", () => {
    expect({
      there: both({ value: false }),
      absent: both(undefined),
      stale: both({ value: true, validUntil: '2026-11-21' }),
      lastDay: both({ value: true, validUntil: AS_OF }),
      weak: both({ value: true }, { level: 'document' }),
      strong: both({ value: true, level: 'registry' }, { level: 'document' }),
      wrongType: both({ value: 'yes' }),
    }).toEqual({
      there: ['T', 'F'], absent: ['F', 'T'], stale: ['F', 'T'], lastDay: ['T', 'F'], weak: ['F', 'T'], strong: ['T', 'F'], wrongType: ['F', 'T'],
    }); // prettier-ignore
  });

  it('tell what they saw and flip when the fact goes stale', () => {
    expect(evaluated(known, { nib: { value: true, level: 'document', validUntil: '2026-12-31' } })).toEqual({
      value: 'T', actual: true, level: 'document', flipsOn: '2027-01-01',
    }); // prettier-ignore
    expect(evaluated(missing, {})).toEqual({ value: 'T', actual: undefined, level: undefined, flipsOn: undefined });
  });
});

describe('an officer check', () => {
  const leaf: Leaf = { officerCheck: 'visit', text: label };

  it('is undetermined until an officer has answered, then what the officer found', () => {
    const findings: Record<string, CheckRecord>[] = [{}, { visit: { value: true } }, { visit: { value: false, reason: 'tutup' } }];
    expect(findings.map((checks) => evaluated(leaf, {}, AS_OF, checks))).toEqual([
      { value: 'U', cause: 'officerCheck' },
      { value: 'T', actual: true, level: 'officer' },
      { value: 'F', actual: false, level: 'officer' },
    ]);
    expect(evaluated(leaf, {})).toEqual({ value: 'U', cause: 'officerCheck' });
  });

  it.each(['constructor', 'toString', '__proto__'])('is not answered by what every object inherits (%s)', (officerCheck) => {
    expect(evaluated({ officerCheck }, {}, AS_OF, {})).toEqual({ value: 'U', cause: 'officerCheck' });
  });
});

const DAYS_AHEAD = Array.from({ length: 300 }, (_, index) => addDays(AS_OF, index + 1));

describe('the day on which a leaf flips', () => {
  const age = (op: Comparison['op'], value: Comparison['value'], measure: Comparison['measure'] = 'months'): Comparison => ({
    fact: 'startedOn',
    op,
    value,
    measure,
  });

  it.each<[Comparison, string, string | undefined]>([
    [age('>=', 6), '2026-07-22', '2027-01-22'],
    [age('>=', 6), '2026-05-22', undefined],
    [age('>', 6), '2026-05-22', '2026-12-22'],
    [age('<', 6), '2026-08-31', '2027-02-28'],
    [age('=', 4), '2026-07-22', '2026-12-22'],
    [age('=', 4), '2026-07-23', '2026-11-23'],
    [age('!=', 5), '2026-07-22', '2026-12-22'],
    [age('between', [18, 64], 'years'), '1962-11-22', '2027-11-22'],
    [age('between', [18, 64], 'years'), '2008-11-23', '2026-11-23'],
    [age('in', [1, 3], 'years'), '2025-11-22', '2027-11-22'],
    [age('notIn', [2], 'years'), '2025-11-22', '2027-11-22'],
    [age('<=', 540, 'days'), '2026-11-22', '2028-05-16'],
    [age('>=', 1e15), '2026-07-22', undefined],
    [age('>=', 6.5), '2026-05-22', '2026-12-22'],
    [{ fact: 'startedOn', op: '<=', value: '2027-01-01' }, '2026-07-22', undefined],
  ])('for %j since %s is %s', (leaf, value, day) => {
    expect(evaluated(leaf, { startedOn: { value } }).flipsOn).toBe(day);
  });

  it('is the earlier of reaching the limit and losing the fact', () => {
    const flips = ['2026-12-31', '2027-01-21', '2027-01-22'].map(
      (validUntil) => evaluated(age('>=', 6), { startedOn: { value: '2026-07-22', validUntil } }).flipsOn,
    );
    expect(flips).toEqual(['2027-01-01', '2027-01-22', '2027-01-22']);
  });

  it('never comes for a fact that holds to the end of the calendar', () => {
    const flips = ['9999-12-30', '9999-12-31', null].map(
      (validUntil) => evaluated(LIMIT, { turnover: { value: 100, validUntil } }).flipsOn,
    );
    expect(flips).toEqual(['9999-12-31', undefined, undefined]);
  });

  it('is exactly the first day with another value, found by trying every day', () => {
    const number = fc.integer({ min: -3, max: 24 });
    const leaf = fc.oneof(
      fc.record({ op: fc.constantFrom('=', '!=', '<', '<=', '>', '>='), value: number }),
      fc.record({ op: fc.constantFrom('in', 'notIn'), value: fc.array(number, { minLength: 1, maxLength: 3 }) }),
      fc.record({ op: fc.constant('between'), value: fc.tuple(number, number).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]) }),
    ) as fc.Arbitrary<Pick<Comparison, 'op' | 'value'>>;
    const since = fc.integer({ min: -1000, max: 100 }).map((days) => addDays(AS_OF, days));
    fc.assert(
      fc.property(leaf, fc.constantFrom('days', 'months', 'years'), since, (comparison, measure, value) => {
        const on = (asOf: string) => evaluated({ fact: 'startedOn', ...comparison, measure }, { startedOn: { value } }, asOf);
        const now = on(AS_OF);
        const first = DAYS_AHEAD.find((day) => on(day).value !== now.value);
        const promised = now.flipsOn && now.flipsOn <= DAYS_AHEAD.at(-1)! ? now.flipsOn : undefined;
        expect(promised).toBe(first);
      }),
      { numRuns: 100 },
    );
  });
});
