import { LEVELS } from './facts';
import { OPERATORS } from './rule';

const text = {
  type: 'object',
  required: ['id', 'en'],
  properties: { id: { type: 'string' }, en: { type: 'string' } },
  additionalProperties: false,
};
const id = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' };
const annotations = { id, text, legalBasis: { type: 'string' } };
const level = { enum: LEVELS };
const rule = { $ref: '#/$defs/rule' };

const node = (required: readonly string[], properties: Record<string, unknown>) => ({
  type: 'object',
  required,
  properties: { ...properties, ...annotations },
  additionalProperties: false,
});

const rules = (minItems: number) => ({ type: 'array', items: rule, minItems });

/** JSON Schema (2020-12) of the shape of a rule. Types of facts and operands are checked by `checkRule`. */
export const RULE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://sambung.example/schemas/rule.json',
  title: 'Rule',
  $ref: '#/$defs/rule',
  $defs: {
    operand: {
      anyOf: [{ type: ['boolean', 'integer', 'string'] }, { type: 'array', minItems: 1, items: { type: ['integer', 'string'] } }],
    },
    rule: {
      oneOf: [
        node(['all'], { all: rules(0) }),
        node(['any'], { any: rules(1) }),
        node(['not'], { not: rule }),
        node(['atLeast', 'of'], { atLeast: { type: 'integer', minimum: 1 }, of: rules(1) }),
        node(['fact', 'op', 'value'], {
          fact: { type: 'string' },
          op: { enum: OPERATORS },
          value: { $ref: '#/$defs/operand' },
          measure: { enum: ['days', 'months', 'years'] },
          level,
        }),
        node(['known'], { known: { type: 'string' }, level }),
        node(['missing'], { missing: { type: 'string' }, level }),
        node(['officerCheck', 'text'], { officerCheck: id }),
      ],
    },
  },
} as const;
