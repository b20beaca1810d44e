import { CHALLENGE_TYPE, challengeSchema, eventSchema, PARTNER_EVENT_TYPES, PartnerEventType } from '@sambung/webhooks';
import { INestApplication } from '@nestjs/common';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

const ID = '0193a1b2-0000-7000-8000-000000000070';

/** One of our own names for each member that a schema asks for, as an example. */
const EXAMPLE_DATA: Readonly<Record<string, unknown>> = {
  match_id: ID, consent_id: ID, delivery_id: ID, event_id: ID, endpoint_id: ID, subject: ID, institution_id: ID, version: 3, attempts: 4, reason: 'failing',
  hours: 24, offer: 'kur-mikro-2026',
}; // prettier-ignore

function exampleOf(type: PartnerEventType): object {
  const { required, properties } = eventSchema(type).properties.data as {
    required: string[];
    properties: { links: { required: string[] } };
  };
  const links = properties.links.required.length > 0 ? { self: '/api/v1/…' } : {};
  const data = Object.fromEntries(required.map((name) => [name, name === 'links' ? links : EXAMPLE_DATA[name]]));
  return { type, timestamp: '2026-11-22T03:01:00.000Z', data };
}

const webhooks = () =>
  Object.fromEntries(
    Object.entries(PARTNER_EVENT_TYPES).map(([type, text]) => [
      type,
      {
        post: {
          summary: text.en,
          description: 'Signed per Standard Webhooks 1.0 (v1, and v1a on wish). Answer 2xx within 15 s; 410 ends the subscription.',
          requestBody: {
            content: {
              'application/json': { schema: eventSchema(type as PartnerEventType), example: exampleOf(type as PartnerEventType) },
            },
          },
          responses: { '2XX': { description: 'Received' } },
        },
      },
    ]),
  );

const challenge = {
  post: {
    summary: 'The challenge that proves a new address; only then do events come',
    description: 'Answer 2xx within 10 s with `{"challenge": …}` or the bare text of the challenge.',
    requestBody: {
      content: {
        'application/json': {
          schema: challengeSchema,
          example: { type: CHALLENGE_TYPE, timestamp: '2026-11-22T03:01:00.000Z', data: { endpoint_id: ID, challenge: 'q0Zr…' } },
        },
      },
    },
    responses: { '2XX': { description: 'The challenge, repeated' } },
  },
};

/** The contract of the API, OpenAPI 3.1. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Sambung')
    .setDescription(
      "Pairs Indonesia's businesses, cooperatives, creative workers and migrant workers with offers that fit them, and says why.",
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  return Object.assign(SwaggerModule.createDocument(app, settings), { webhooks: { [CHALLENGE_TYPE]: challenge, ...webhooks() } });
}
