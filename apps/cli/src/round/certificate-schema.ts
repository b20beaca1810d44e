const texts = { type: 'array', items: { type: 'string' } };
const count = { type: 'integer', minimum: 0 };
const hex = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const object = (properties: Record<string, unknown>, optional: readonly string[] = []) => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
  additionalProperties: false,
});
const list = (items: unknown) => ({ type: 'array', items });

const reserves = list(object({ group: { type: 'string' }, seats: count }));
const offer = object({ id: { type: 'string' }, capacity: count, priority: { type: 'string' }, reserves }, ['priority', 'reserves']);
const quota = object({ id: { type: 'string' }, capacity: count, offers: texts, reserves }, ['reserves']);
const applicant = object({ id: { type: 'string' }, choices: texts, points: list({ type: 'number' }), groups: texts }, ['groups']);

/** JSON Schema (2020-12) of the shape of a certificate; what it says is for the verifier to judge. */
export const CERTIFICATE_SCHEMA = object({
  tree: object({ offers: list(offer), quotas: list(quota) }),
  applicants: list(applicant),
  fixed: { type: 'object', additionalProperties: { type: 'string' } },
  withdrawn: texts,
  draw: object({ commitment: hex, secret: { type: 'string' }, listHash: hex, seed: hex }),
  matching: { type: 'object', additionalProperties: texts },
});
