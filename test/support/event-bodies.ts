import { CHALLENGE_TYPE, challengeSchema, eventSchema, PARTNER_EVENT_TYPES, PartnerEventType } from '@sambung/webhooks';
import Ajv2020, { ValidateFunction } from 'ajv/dist/2020';

const MOST_BYTES = 20_000;

const ajv = new Ajv2020({
  formats: { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
});
const validators = new Map<string, ValidateFunction>([
  [CHALLENGE_TYPE, ajv.compile(challengeSchema)],
  ...Object.keys(PARTNER_EVENT_TYPES).map((type) => [type, ajv.compile(eventSchema(type as PartnerEventType))] as const),
]);

/** What is wrong with one body, against the schema that the contract publishes for its type. */
export function bodyFaults({ type, body }: { type: string; body: string }): string[] {
  const validate = validators.get(type);
  const holds = validate?.(JSON.parse(body)) && Buffer.byteLength(body) < MOST_BYTES;
  return holds ? [] : [`${type}: ${ajv.errorsText(validate?.errors)} ${body}`];
}

/** Every body in a database against the schema that the contract publishes for its type. @returns what is wrong */
export async function eventBodyFaults(query: (sql: string) => Promise<{ type: string; body: string }[]>): Promise<string[]> {
  const events = await query('select type, body from partner_events where body is not null');
  return events.flatMap(bodyFaults);
}
