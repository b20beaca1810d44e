import { cases } from '../../../test/vectors/dmn-ternary-logic.json';
import { evaluate, Evaluation, Verdict } from './evaluate';
import { Catalogue, Fact, FactValue } from './facts';
import { Rule } from './rule';

type DmnCase = (typeof cases)[number];
type Literal = FactValue | null;

const CATALOGUE: Catalogue = {
  left: { type: 'boolean', label: { id: 'kiri', en: 'left' } },
  right: { type: 'boolean', label: { id: 'kanan', en: 'right' } },
};
const LEFT: Rule = { fact: 'left', op: '=', value: true };
const RIGHT: Rule = { fact: 'right', op: '=', value: true };

/** What a word of the expression stands for: an input or a literal. */
const read = (word: string, inputs: DmnCase['inputs']): Literal =>
  Object.hasOwn(inputs, word) ? (inputs[word as keyof typeof inputs] ?? null) : (JSON.parse(word) as Literal);

function readExpression(expr: string, inputs: DmnCase['inputs']): { rule: Rule; values: Literal[] } {
  const negated = /^not\((\S+)\)$/.exec(expr);
  if (negated) return { rule: { not: LEFT }, values: [read(negated[1]!, inputs)] };
  const [, left, connective, right] = /^(\S+) (and|or) (\S+)$/.exec(expr)!;
  return {
    rule: connective === 'and' ? { all: [LEFT, RIGHT] } : { any: [LEFT, RIGHT] },
    values: [read(left!, inputs), read(right!, inputs)],
  };
}

/** The unknown is a missing fact; a value of another type is a fact of a wrong type. */
function evaluated({ expr, inputs }: DmnCase): Evaluation {
  const { rule, values } = readExpression(expr, inputs);
  const known = values.map((value, index): [string, Fact | null] => [index === 0 ? 'left' : 'right', value === null ? null : { value }]);
  const facts = Object.fromEntries(known.filter((entry): entry is [string, Fact] => entry[1] !== null));
  return evaluate(rule, { facts, asOf: '2026-11-22', catalogue: CATALOGUE });
}

const verdictFor = (expected: boolean | null): Verdict => (expected === null ? 'undetermined' : expected ? 'eligible' : 'notEligible');

describe('the ternary logic of the DMN Technology Compatibility Kit', () => {
  it('has 40 cases', () => {
    expect(cases).toHaveLength(40);
  });

  it.each(cases.map((one): [string, string, string, DmnCase] => [one.suite, one.case, one.expr, one]))(
    'holds in %s, case %s: %s',
    (_, __, ___, one) => {
      expect(evaluated(one).verdict).toBe(verdictFor(one.expected));
    },
  );

  // The one thing that DMN does not have: its null forgets why. Here a wrong type is told apart from a missing value.
  it.each<[string, (string | undefined)[]]>([
    ['true and null', [undefined, 'missing']],
    ['true and 123', [undefined, 'invalid']],
    ['true and "true"', [undefined, 'invalid']],
    ['false and 123', [undefined, 'invalid']],
    ['false and "true"', [undefined, 'invalid']],
    ['null and true', ['missing', undefined]],
    ['123 and true', ['invalid', undefined]],
    ['"true" and true', ['invalid', undefined]],
    ['123 and false', ['invalid', undefined]],
    ['"true" and false', ['invalid', undefined]],
    ['null and null', ['missing', 'missing']],
    ['"true" and "true"', ['invalid', 'invalid']],
    ['0 and 0', ['invalid', 'invalid']],
  ])('gives the causes of %s as %p', (expr, causes) => {
    const one = cases.find((candidate) => candidate.expr === expr)!;
    expect(evaluated(one).leaves.map(({ cause }) => cause)).toEqual(causes);
  });
});
