import { RULE_SCHEMA } from '@sambung/matching';
import { NEEDS, ROLES } from '@sambung/reference';
import { FACILITIES, OFFER_KINDS, OFFER_LEVELS } from './offer-document';

const VERDICTS = ['eligible', 'undetermined', 'notEligible', 'closed', 'notYetOpen', 'notApplicable'] as const;

const words = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const day = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` };
const region = { type: 'string', pattern: String.raw`^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$` };
const text = { type: 'object', required: ['id', 'en'], properties: { id: words(300), en: words(300) }, additionalProperties: false };
const roles = { type: 'array', items: { enum: Object.keys(ROLES) } };
const rule = { $ref: '#/$defs/rule' };
const list = (items: object, maxItems: number) => ({ type: 'array', items, maxItems });
const open = { type: 'object', additionalProperties: true };

const exact = (required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}) => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
});

const example = exact(
  { name: words(300), roles, region, facts: open, asOf: day, expect: { enum: VERDICTS } },
  { checks: { type: 'object', additionalProperties: { type: 'boolean' } } },
);

const criterion = exact({
  id: { type: 'string' },
  name: text,
  cap: { type: 'integer', minimum: 1 },
  awards: { type: 'array', minItems: 1, items: exact({ when: rule, points: { type: 'integer' } }) },
});

/**
 * JSON Schema (2020-12) of an offer as it goes out and comes in. Whether its facts, codes and laws are known, and its examples hold,
 * publication checks besides.
 */
export const OFFER_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://sambung.example/schemas/offer.json',
  title: 'Offer',
  ...exact(
    {
      kind: { enum: OFFER_KINDS },
      name: text,
      provider: words(300),
      level: { enum: OFFER_LEVELS },
      area: list({ anyOf: [{ const: '*' }, region] }, 1000),
      roles,
      needs: list({ enum: NEEDS.map(({ code }) => code) }, 50),
      requires: rule,
      benefits: { ...open, properties: { seats: { type: 'integer', minimum: 0 } } },
      legalBasis: list({ type: 'string' }, 50),
      sources: list({ type: 'string' }, 50),
      confidence: { enum: ['verified', 'partial'] },
      sourceStatus: { enum: ['active', 'unconfirmed', 'changed', 'closed'] },
      examples: list(example, 100),
    },
    {
      facility: { enum: FACILITIES },
      programme: { type: 'string' },
      variantOf: { type: 'string', pattern: '^[a-z0-9-]{2,64}$' },
      validFrom: { anyOf: [day, { type: 'null' }] },
      validTo: { anyOf: [day, { type: 'null' }] },
      prefers: list(rule, 50),
      grants: list(exact({ fact: { type: 'string' }, value: {} }), 50),
      fitWeights: { type: 'object', additionalProperties: { type: 'integer' } },
      priority: list(criterion, 20),
      legalBasisUntil: { type: 'object', additionalProperties: day },
      note: words(2000),
    },
  ),
  $defs: RULE_SCHEMA.$defs,
};
