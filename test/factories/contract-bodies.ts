import * as fc from 'fast-check';

/** The parts of JSON Schema that the contract uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  example?: unknown;
}
export type Schemas = Record<string, Schema>;

export const UNKNOWN_MEMBER = 'tidakDikenal';
const MOST_ITEMS = 3;
const LONGEST_TEXT = 40;

export const resolved = (schema: Schema, schemas: Schemas): Schema => {
  if (schema.$ref) return resolved(schemas[schema.$ref.split('/').at(-1)!]!, schemas);
  return schema.allOf ? Object.assign({}, ...schema.allOf.map((part) => resolved(part, schemas))) : schema;
};

function text({ format, pattern, minLength = 0, maxLength = LONGEST_TEXT, example }: Schema): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)); // prettier-ignore
  if (format === 'date-time') return fc.date({ min: new Date('2027-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((moment) => moment.toISOString()); // prettier-ignore
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const size = { minLength, maxLength: Math.min(maxLength, Math.max(minLength, LONGEST_TEXT)) };
  const free = fc.string({ ...size, unit: 'grapheme' });
  return example === undefined ? free : fc.oneof({ weight: 3, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: free });
}

/** A value that the schema allows; examples come often, for they get furthest into the services. */
export function validBody(given: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const schema = resolved(given, schemas);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map((part) => validBody(part, schemas)));
  const [type = 'object'] = [schema.type].flat();
  switch (type) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000_000 });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(validBody(schema.items ?? {}, schemas), { maxLength: MOST_ITEMS });
    default:
      return objectOf(schema, schemas);
  }
}

function objectOf({ properties, required = [], additionalProperties, example }: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  if (!properties) return example === undefined || !additionalProperties ? fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }) : fc.constant(example); // prettier-ignore
  const members = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, validBody(schema, schemas)]));
  return fc.record(members, { requiredKeys: required });
}

/** The body with one member that the contract does not know. */
export const withUnknownMember = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, [UNKNOWN_MEMBER]: 1 } : body;

/** The body without one of its members. */
export const withoutOne = (body: unknown, index: number): unknown => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const names = Object.keys(body);
  const gone = names[index % Math.max(names.length, 1)];
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== gone));
};
