import { Catalogue, FACT_TYPES, FactType, FactValue } from './facts';
import { evaluateLeaf, LeafOutcome } from './leaf';
import { operatorsFor, valueFits } from './operators';
import { Comparison, Operand, Operator } from './rule';

const AS_OF = '2026-11-22';
const label = { id: 'fakta', en: 'fact' };
const options = { micro: label, small: label, large: label };
const CATALOGUE = Object.fromEntries(
  FACT_TYPES.map((type) => [type, { type, label, ...(type.startsWith('choice') && { options }) }]),
) as Record<FactType, Catalogue[string]>; // prettier-ignore

type Kind = FactType | 'months';
const factOf = (kind: Kind): FactType => (kind === 'months' ? 'date' : kind);

function outcome(kind: Kind, actual: FactValue, op: Operator, value: Operand): LeafOutcome {
  const leaf: Comparison = { fact: factOf(kind), op, value, ...(kind === 'months' && { measure: 'months' as const }) };
  return evaluateLeaf(leaf, { facts: { [leaf.fact]: { value: actual } }, asOf: AS_OF, catalogue: CATALOGUE });
}

type Row = [FactValue, Operator, Operand, string];
/** By kind: fact, operator, operand, and its truth value. */
const TABLE: Readonly<Record<Kind, readonly Row[]>> = {
  boolean: [
    [true, '=', true, 'T'],
    [false, '=', true, 'F'],
    [false, '!=', true, 'T'],
    [false, '!=', false, 'F'],
  ],
  integer: [
    [5, '=', 5, 'T'],
    [4, '=', 5, 'F'],
    [{ min: 5, max: 5 }, '=', 5, 'T'],
    [{ min: 4, max: 5 }, '=', 5, 'U'],
    [{ min: 6 }, '=', 5, 'F'],
    [4, '!=', 5, 'T'],
    [5, '!=', 5, 'F'],
    [{ min: 4, max: 5 }, '!=', 5, 'U'],
    [{ max: 4 }, '!=', 5, 'T'],
    [4, '<', 5, 'T'],
    [5, '<', 5, 'F'],
    [{ max: 4 }, '<', 5, 'T'],
    [{ min: 4, max: 5 }, '<', 5, 'U'],
    [{ min: 5 }, '<', 5, 'F'],
    [{ max: 5 }, '<', 5, 'U'],
    [5, '<=', 5, 'T'],
    [6, '<=', 5, 'F'],
    [{ min: 200, max: 600 }, '<=', 500, 'U'],
    [{ min: 200, max: 500 }, '<=', 500, 'T'],
    [{ min: 501, max: 600 }, '<=', 500, 'F'],
    [{ min: 1 }, '<=', 500, 'U'],
    [6, '>', 5, 'T'],
    [5, '>', 5, 'F'],
    [{ min: 5, max: 6 }, '>', 5, 'U'],
    [{ min: 6 }, '>', 5, 'T'],
    [{ max: 5 }, '>', 5, 'F'],
    [5, '>=', 5, 'T'],
    [4, '>=', 5, 'F'],
    [{ min: 4, max: 5 }, '>=', 5, 'U'],
    [{ min: 5 }, '>=', 5, 'T'],
    [{ max: 4 }, '>=', 5, 'F'],
    [5, 'between', [5, 9], 'T'],
    [9, 'between', [5, 9], 'T'],
    [4, 'between', [5, 9], 'F'],
    [10, 'between', [5, 9], 'F'],
    [{ min: 5, max: 9 }, 'between', [5, 9], 'T'],
    [{ min: 9, max: 10 }, 'between', [5, 9], 'U'],
    [{ min: 1, max: 4 }, 'between', [5, 9], 'F'],
    [{ min: 1, max: 20 }, 'between', [5, 9], 'U'],
    [2, 'in', [1, 2], 'T'],
    [3, 'in', [1, 2], 'F'],
    [{ min: 2, max: 3 }, 'in', [1, 2], 'U'],
    [{ min: 1, max: 2 }, 'in', [2, 1, 1], 'T'],
    [{ min: 3 }, 'in', [1, 2], 'F'],
    [{ max: 3 }, 'in', [1, 2], 'U'],
    [3, 'notIn', [1, 2], 'T'],
    [2, 'notIn', [1, 2], 'F'],
    [{ min: 2, max: 3 }, 'notIn', [1, 2], 'U'],
    [{ min: 3, max: 4 }, 'notIn', [1, 2], 'T'],
  ],
  date: [
    ['2026-01-31', '=', '2026-01-31', 'T'],
    ['2026-01-30', '=', '2026-01-31', 'F'],
    ['2026-01-30', '!=', '2026-01-31', 'T'],
    ['2026-01-31', '!=', '2026-01-31', 'F'],
    ['2026-01-30', '<', '2026-01-31', 'T'],
    ['2026-01-31', '<', '2026-01-31', 'F'],
    ['2026-01-31', '<=', '2026-01-31', 'T'],
    ['2026-02-01', '<=', '2026-01-31', 'F'],
    ['2026-02-01', '>', '2026-01-31', 'T'],
    ['2026-01-31', '>', '2026-01-31', 'F'],
    ['2026-01-31', '>=', '2026-01-31', 'T'],
    ['2025-12-31', '>=', '2026-01-31', 'F'],
    ['2026-01-31', 'between', ['2026-01-01', '2026-01-31'], 'T'],
    ['2026-02-01', 'between', ['2026-01-01', '2026-01-31'], 'F'],
    ['2025-12-31', 'between', ['2026-01-01', '2026-01-31'], 'F'],
  ],
  months: [
    ['2026-05-22', '=', 6, 'T'],
    ['2026-05-23', '=', 6, 'F'],
    ['2026-05-23', '!=', 6, 'T'],
    ['2026-05-22', '!=', 6, 'F'],
    ['2026-05-23', '<', 6, 'T'],
    ['2026-05-22', '<', 6, 'F'],
    ['2026-05-22', '<=', 6, 'T'],
    ['2026-04-22', '<=', 6, 'F'],
    ['2026-04-22', '>', 6, 'T'],
    ['2026-05-22', '>', 6, 'F'],
    ['2026-05-22', '>=', 6, 'T'],
    ['2026-05-23', '>=', 6, 'F'],
    ['2026-05-22', 'between', [6, 12], 'T'],
    ['2025-10-22', 'between', [6, 12], 'F'],
    ['2026-05-22', 'in', [6, 12], 'T'],
    ['2026-04-22', 'in', [6, 12], 'F'],
    ['2026-04-22', 'notIn', [6, 12], 'T'],
    ['2026-05-22', 'notIn', [6, 12], 'F'],
  ],
  choice: [
    ['micro', '=', 'micro', 'T'],
    ['small', '=', 'micro', 'F'],
    ['small', '!=', 'micro', 'T'],
    ['micro', '!=', 'micro', 'F'],
    ['micro', 'in', ['micro', 'small'], 'T'],
    ['large', 'in', ['micro', 'small'], 'F'],
    ['micro', 'in', 'micro', 'T'],
    ['large', 'notIn', ['micro', 'small'], 'T'],
    ['micro', 'notIn', ['micro', 'small'], 'F'],
  ],
  choices: [
    [['micro', 'large'], 'containsAny', ['micro', 'small'], 'T'],
    [['large'], 'containsAny', ['micro', 'small'], 'F'],
    [[], 'containsAny', ['micro'], 'F'],
    [['micro'], 'containsAny', 'micro', 'T'],
    [['small', 'micro'], 'containsAll', ['micro', 'small'], 'T'],
    [['micro'], 'containsAll', ['micro', 'small'], 'F'],
    [['large'], 'containsNone', ['micro', 'small'], 'T'],
    [[], 'containsNone', ['micro'], 'T'],
    [['micro', 'large'], 'containsNone', ['micro', 'small'], 'F'],
    [['micro'], 'subsetOf', ['micro', 'small'], 'T'],
    [[], 'subsetOf', ['micro'], 'T'],
    [['micro', 'large'], 'subsetOf', ['micro', 'small'], 'F'],
  ],
  region: [
    ['35.07.01.2001', 'within', ['35.07'], 'T'],
    ['35.07', 'within', ['35.07'], 'T'],
    ['35.73', 'within', ['35.07', '35.73'], 'T'],
    ['35.73', 'within', ['35.07'], 'F'],
    ['35.07.01', 'within', ['35.07.01.2001'], 'U'],
    ['35', 'within', ['35.07'], 'U'],
    ['35.07', 'within', '35', 'T'],
    ['35.07.01', '=', '35.07.01', 'T'],
    ['35.07.02', '=', '35.07.01', 'F'],
    ['35.07', '=', '35.07.01', 'U'],
    ['35.07.02', '!=', '35.07.01', 'T'],
    ['35.07.01', '!=', '35.07.01', 'F'],
    ['35.07', '!=', '35.07.01', 'U'],
    ['35.73', 'in', ['35.07', '35.73'], 'T'],
    ['35.79', 'in', ['35.07', '35.73'], 'F'],
    ['35', 'in', ['35.07', '35.73'], 'U'],
    ['35.79', 'notIn', ['35.07', '35.73'], 'T'],
    ['35.73', 'notIn', ['35.07', '35.73'], 'F'],
    ['35', 'notIn', ['35.07', '35.73'], 'U'],
  ],
  code: [
    ['2025:10794', 'startsWith', ['2025:10'], 'T'],
    ['2025:10794', 'startsWith', '2025:10794', 'T'],
    ['2025:47761', 'startsWith', ['2025:10'], 'F'],
    ['2020:10794', 'startsWith', ['2025:10'], 'U'],
    ['2020:10794', 'startsWith', ['2025:10', '2020:10'], 'T'],
    ['2020:47761', 'startsWith', ['2025:10', '2020:10'], 'F'],
    ['2025:10794', '=', '2025:10794', 'T'],
    ['2025:10795', '=', '2025:10794', 'F'],
    ['2020:10794', '=', '2025:10794', 'U'],
    ['2025:10795', '!=', '2025:10794', 'T'],
    ['2025:10794', '!=', '2025:10794', 'F'],
    ['2020:10794', '!=', '2025:10794', 'U'],
    ['2025:10794', 'in', ['2025:10794', '2020:1'], 'T'],
    ['2025:10795', 'in', ['2025:10794'], 'F'],
    ['2020:10795', 'in', ['2025:10794'], 'U'],
    ['2025:10795', 'notIn', ['2025:10794'], 'T'],
    ['2025:10794', 'notIn', ['2025:10794'], 'F'],
    ['2020:10795', 'notIn', ['2025:10794'], 'U'],
  ],
  text: [
    ['Malaysia', '=', 'Malaysia', 'T'],
    ['malaysia', '=', 'Malaysia', 'F'],
    ['Taiwan', '!=', 'Malaysia', 'T'],
    ['Malaysia', '!=', 'Malaysia', 'F'],
    ['Taiwan', 'in', ['Taiwan', 'Malaysia'], 'T'],
    ['Brunei', 'in', ['Taiwan', 'Malaysia'], 'F'],
    ['Brunei', 'notIn', ['Taiwan', 'Malaysia'], 'T'],
    ['Taiwan', 'notIn', ['Taiwan', 'Malaysia'], 'F'],
  ],
};

describe.each(Object.entries(TABLE) as [Kind, Row[]][])('a comparison of %s', (kind, rows) => {
  it.each(rows)('%j %s %j is %s', (actual, op, value, expected) => {
    const { value: truth, cause } = outcome(kind, actual, op, value);
    expect({ truth, cause }).toEqual({ truth: expected, cause: expected === 'U' ? 'imprecise' : undefined });
  });

  it('is tested above for every operator that it has, both true and false', () => {
    const tested = (truth: string) => new Set(rows.filter(([, , , expected]) => expected === truth).map(([, op]) => op));
    const every = new Set(Object.keys(operatorsFor(CATALOGUE[factOf(kind)], kind === 'months')));
    expect({ T: tested('T'), F: tested('F') }).toEqual({ T: every, F: every });
  });
});

describe('a value fits its definition', () => {
  it.each<[FactType, unknown[], unknown[]]>([
    ['boolean', [true, false], [1, 'true', null, undefined, [], {}]],
    [
      'integer',
      [0, -5, { min: 1 }, { max: 1 }, { min: 1, max: 1 }],
      ['5', 2.5, NaN, Infinity, 1e300, null, {}, { min: 2, max: 1 }, { min: '1' }, { min: 1, max: null }, { max: Infinity }, [1]],
    ],
    ['date', ['2026-11-22'], ['2026-02-30', '22-11-2026', 20261122, null]],
    ['choice', ['micro'], ['Micro', 'constructor', '', ['micro'], null]],
    ['choices', [[], ['micro', 'small']], ['micro', ['micro', 'nothing'], ['constructor'], [1], null]],
    ['region', ['35', '35.07', '35.07.01', '35.07.01.2001'], ['3507', 'Malang', '35.7', '35.07.01.201', '35.', '', 35, null]],
    ['code', ['2025:10794'], ['10794', '2025:', ':10794', '2025:10794:1', 10794, null]],
    ['text', ['', 'Malaysia'], [5, null, ['a'], {}]],
  ])('of type %s when it is one of %j, not of %j', (type, fitting, unfitting) => {
    const fits = (value: unknown) => valueFits(CATALOGUE[type], value as FactValue);
    expect({ fitting: fitting.filter(fits), unfitting: unfitting.filter(fits) }).toEqual({ fitting, unfitting: [] });
  });
});

describe('an operator that the type does not have', () => {
  it('is a bug of the caller, who has to check the rule first', () => {
    expect(() => outcome('boolean', true, '<', 5)).toThrow(new TypeError('operator < does not apply to boolean'));
  });
});
