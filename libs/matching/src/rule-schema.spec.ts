import Ajv2020 from 'ajv/dist/2020';
import * as fc from 'fast-check';
import { CATALOGUE, rule } from '../../../test/vectors/arbitrary-rules';
import { checkRule } from './check-rule';
import { Rule } from './rule';
import { RULE_SCHEMA } from './rule-schema';

const fitsSchema = new Ajv2020({ allowUnionTypes: true }).compile(RULE_SCHEMA);
const isAccepted = (value: unknown): boolean => checkRule(value, CATALOGUE).length === 0;

const NIB = { fact: 'flag', op: '=', value: true };
const TEXT = { id: 'a', en: 'a' };

describe('the JSON Schema of rules', () => {
  it('accepts every valid rule, as the checker does', () => {
    fc.assert(fc.property(rule, (tree) => expect([isAccepted(tree), fitsSchema(tree)]).toEqual([true, true])));
  });

  it.each<[string, unknown]>([
    ['no object', []],
    ['no kind', {}],
    ['two kinds', { all: [], known: 'flag' }],
    ['another member', { ...NIB, unless: NIB }],
    ['a level where none belongs', { all: [], level: 'document' }],
    ['no alternatives', { any: [] }],
    ['a count of nothing', { atLeast: 0, of: [NIB] }],
    ['a count without children', { atLeast: 1 }],
    ['children without a count', { of: [NIB] }],
    ['no operator', { fact: 'flag', value: true }],
    ['an unknown operator', { ...NIB, op: '==' }],
    ['no value', { fact: 'flag', op: '=' }],
    ['a null value', { ...NIB, value: null }],
    ['an empty list', { fact: 'stage', op: 'in', value: [] }],
    ['a fraction', { fact: 'amount', op: '<', value: 0.5 }],
    ['an unknown measure', { fact: 'since', op: '<', value: 1, measure: 'weeks' }],
    ['a list as measure', { fact: 'since', op: '<', value: 1, measure: ['days'] }],
    ['an unknown level', { ...NIB, level: 'sworn' }],
    ['a fact that is no text', { known: 5 }],
    ['a check without a question', { officerCheck: 'visit' }],
    ['a check of another shape', { officerCheck: 'A Visit', text: TEXT }],
    ['an id of another shape', { ...NIB, id: '-a' }],
    ['a text in one language', { ...NIB, text: { id: 'a' } }],
    ['a text in three languages', { ...NIB, text: { ...TEXT, jv: 'a' } }],
    ['a legal basis that is no text', { ...NIB, legalBasis: 5 }],
  ])('and the checker refuse %s', (_, value) => {
    const nested = { all: [{ not: value }] };
    expect([value, nested].map((candidate) => [isAccepted(candidate), fitsSchema(candidate)])).toEqual([[false, false], [false, false]]); // prettier-ignore
  });
});

/** Where things are in a JSON value. */
const pathsOf = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]))]
    : [path];

function replaced(value: unknown, [key, ...rest]: readonly string[], change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, change);
  return copy;
}

const MEMBERS = [
  'id',
  'text',
  'legalBasis',
  'level',
  'measure',
  'op',
  'value',
  'of',
  'all',
  'any',
  'not',
  'known',
  'fact',
  'atLeast',
  'officerCheck',
  'more',
];
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom<unknown>([], {}, 0.5, '', 'months', 'document', ['days'], NIB, [NIB], TEXT, 'flag', '='),
);

/** A valid rule with something replaced, added or left out. */
const broken = fc
  .tuple(rule, fc.nat(), fc.constantFrom('replace', 'add', 'drop'), fc.constantFrom(...MEMBERS), junk)
  .map(([tree, at, how, member, value]): unknown => {
    const paths = pathsOf(tree);
    return replaced(tree as Rule, paths[at % paths.length]!, (old) => {
      if (how === 'replace' || typeof old !== 'object' || Array.isArray(old)) return value;
      const { [member]: dropped, ...others } = old as Record<string, unknown>;
      return how === 'drop' ? others : { ...others, [member]: dropped ?? value };
    });
  });

describe('a broken rule', () => {
  it('that the schema refuses is refused by the checker: what the checker accepts fits the schema', () => {
    const verdicts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(broken, (value) => {
        const accepted = isAccepted(value);
        verdicts[accepted ? 'accepted' : 'refused']++;
        expect(accepted && !fitsSchema(value)).toBe(false);
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(50);
  });
});
