import { Catalogue, CheckRecord, childrenOf, Fact, Facts, FactValue, isLeaf, isPresence, leavesOf, Rule, Situation } from '@sambung/matching';
import * as fc from 'fast-check';

const same = (text: string) => ({ id: text, en: text });
const options = (...codes: string[]) => Object.fromEntries(codes.map((code) => [code, same(code)]));

/** One fact of every type. */
export const CATALOGUE: Catalogue = {
  flag: { type: 'boolean', label: same('flag') },
  banned: { type: 'boolean', label: same('banned'), settledBy: 'registry' },
  amount: { type: 'integer', label: same('amount'), unit: 'IDR' },
  since: { type: 'date', label: same('since') },
  stage: { type: 'choice', label: same('stage'), options: options('a', 'b', 'c') },
  needs: { type: 'choices', label: same('needs'), options: options('x', 'y', 'z') },
  place: { type: 'region', label: same('place') },
  line: { type: 'code', label: same('line') },
  note: { type: 'text', label: same('note') },
};
const KEYS = Object.keys(CATALOGUE);

const FIRST = Date.UTC(2023, 0, 1) / 86_400_000;
export const day = fc.integer({ min: FIRST, max: FIRST + 2000 }).map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));
const small = fc.integer({ min: 0, max: 12 });
const pair = <T extends number | string>(item: fc.Arbitrary<T>) => fc.tuple(item, item).map(([a, b]) => (a <= b ? [a, b] : [b, a]));
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 3 });
const REGIONS = ['35', '35.07', '35.07.01', '35.07.01.2001', '35.73', '36'];
const CODES = ['2020:10', '2020:10794', '2025:10794', '2025:10', '2025:47'];

type OperandOf = readonly [readonly string[], fc.Arbitrary<unknown>];
/** Operators of each fact, with the operands that they take. */
const numbers: readonly OperandOf[] = [
  [['=', '!=', '<', '<=', '>', '>='], small],
  [['between'], pair(small)],
  [['in', 'notIn'], list(small)],
];
const equality = (item: fc.Arbitrary<unknown>): readonly OperandOf[] => [
  [['=', '!='], item],
  [['in', 'notIn'], list(item)],
];
const OPERANDS: Readonly<Record<string, readonly OperandOf[]>> = {
  flag: [[['=', '!='], fc.boolean()]],
  banned: [[['=', '!='], fc.boolean()]],
  amount: numbers,
  since: [[['=', '!=', '<', '<=', '>', '>='], day], [['between'], pair(day)]], // prettier-ignore
  stage: equality(fc.constantFrom('a', 'b', 'c')),
  needs: [[['containsAny', 'containsAll', 'containsNone', 'subsetOf'], list(fc.constantFrom('x', 'y', 'z'))]],
  place: [...equality(fc.constantFrom(...REGIONS)), [['within'], list(fc.constantFrom(...REGIONS))]],
  line: [...equality(fc.constantFrom(...CODES)), [['startsWith'], list(fc.constantFrom(...CODES))]],
  note: equality(fc.constantFrom('one', 'two')),
};

const level = fc.constantFrom('declared', 'document', 'officer', 'registry');
const maybeLevel = fc.option(fc.record({ level }), { nil: {}, freq: 2 });

const comparisons = Object.entries(OPERANDS).flatMap(([fact, table]) =>
  table.map(([ops, value]) => fc.record({ fact: fc.constant(fact), op: fc.constantFrom(...ops), value })),
);
const measured = numbers.map(([ops, value]) =>
  fc.record({ fact: fc.constant('since'), op: fc.constantFrom(...ops), value, measure: fc.constantFrom('days', 'months', 'years') }),
);
const comparison = fc.tuple(fc.oneof(...comparisons, ...measured), maybeLevel).map(([leaf, demanded]) => ({ ...leaf, ...demanded }));
const presence = fc.tuple(fc.constantFrom('known', 'missing'), fc.constantFrom(...KEYS), maybeLevel).map(([kind, key, demanded]) => ({ [kind]: key, ...demanded }));
const officerCheck = fc.constantFrom('visit', 'site').map((id) => ({ officerCheck: id, text: same(id) }));

const several = (item: fc.Arbitrary<unknown>) => fc.array(item, { minLength: 1, maxLength: 4 });

const anyTree = fc.letrec<{ rule: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof({ weight: 8, arbitrary: comparison }, { weight: 1, arbitrary: presence }, { weight: 1, arbitrary: officerCheck }),
  rule: fc.oneof(
    { maxDepth: 3 },
    { weight: 3, arbitrary: tie('leaf') },
    { weight: 1, arbitrary: fc.constant({ all: [] }) },
    { weight: 6, arbitrary: several(tie('rule')).map((all) => ({ all })) },
    { weight: 6, arbitrary: several(tie('rule')).map((any) => ({ any })) },
    { weight: 4, arbitrary: tie('rule').map((not) => ({ not })) },
    { weight: 5, arbitrary: several(tie('rule')).chain((of) => fc.integer({ min: 1, max: of.length }).map((atLeast) => ({ atLeast, of }))) },
  ),
})).rule as fc.Arbitrary<Rule>;

/** The rule with other children; `change` gets them in the order written. */
export function withChildren(rule: Rule, change: (children: readonly Rule[]) => readonly Rule[]): Rule {
  const children = change(childrenOf(rule).map(([, child]) => child));
  if ('all' in rule) return { ...rule, all: children };
  if ('any' in rule) return { ...rule, any: children };
  if ('of' in rule) return { ...rule, of: children };
  return 'not' in rule ? { ...rule, not: children[0]! } : rule;
}

function numbered(rule: Rule, next = { id: 0 }): Rule {
  return isLeaf(rule) ? { ...rule, id: `leaf-${next.id++}` } : withChildren(rule, (children) => children.map((child) => numbered(child, next)));
}

/** A valid rule whose leaves have ids of their own. */
export const rule: fc.Arbitrary<Rule> = anyTree.map((tree) => numbered(tree));

/** A rule that asks for no `known` or `missing`, which are two-valued and therefore may change when more is known. */
export const ruleWithoutPresence = rule.filter((tree) => leavesOf(tree).every(([, leaf]) => !isPresence(leaf)));

const amount = fc.oneof(small, pair(small).map(([min, max]) => ({ min, max })), small.map((min) => ({ min })), small.map((max) => ({ max }))); // prettier-ignore
const VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  flag: fc.boolean(),
  banned: fc.boolean(),
  amount,
  since: day,
  stage: fc.constantFrom('a', 'b', 'c'),
  needs: fc.subarray(['x', 'y', 'z']),
  place: fc.constantFrom(...REGIONS),
  line: fc.constantFrom('2020:10794', '2025:10794', '2025:47761'),
  note: fc.constantFrom('one', 'two'),
};
const wrong = fc.constantFrom<unknown>(null, 'nowhere', 1.5, { min: 'a' }, [1], true);

/** The value right in one of ten is of a wrong type, as data that outlived a change of the catalogue are. */
const fact = (value: fc.Arbitrary<unknown>) =>
  fc.record(
    { value: fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: wrong }), level, validUntil: fc.option(day) },
    { requiredKeys: ['value'] },
  ) as fc.Arbitrary<Fact>;

export const facts = fc.record(
  Object.fromEntries(Object.entries(VALUES).map(([key, value]) => [key, fact(value)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Facts>; // prettier-ignore

/** For each key a value that leaves nothing open. */
export const completeValues = fc.record({ ...VALUES, amount: small }) as fc.Arbitrary<Record<string, FactValue>>;

export const checks = fc.record(
  { visit: fc.record({ value: fc.boolean() }), site: fc.record({ value: fc.boolean() }) },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, CheckRecord>>; // prettier-ignore

export const situation: fc.Arbitrary<Situation> = fc.record({ facts, checks, asOf: day, catalogue: fc.constant(CATALOGUE) });
