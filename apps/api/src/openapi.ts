import { CHALLENGE_TYPE, challengeSchema, eventSample, eventSchema, PARTNER_EVENT_TYPES, PartnerEventType } from '@sambung/webhooks';
import { INestApplication } from '@nestjs/common';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

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
              'application/json': { schema: eventSchema(type as PartnerEventType), example: eventSample(type as PartnerEventType) },
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
          example: eventSample(CHALLENGE_TYPE),
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
