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

const HOW_TO_CALL = `Pairs Indonesia's businesses, cooperatives, creative workers and migrant workers with offers that fit them, and says why.

- **Keys**: partners create theirs at [/mitra/kunci](/mitra/kunci); send \`Authorization: Bearer sbk_…\`. A test key, \`sk_uji_…\`, meets invented matches alone. The guide with receivers and samples of events is at [/mitra/panduan](/mitra/panduan).
- **Lists** come in pages: send \`next\` of an answer as \`after\`; on the last page it is null.
- **Idempotency-Key**: a POST repeated within 24 hours gets the first answer. **If-Match** takes the ETag of an answer; 412 says that somebody has changed it since.
- **Problems** are \`application/problem+json\` (RFC 9457): \`code\` is stable, \`errors\` names each member and its fix, in the language of \`Accept-Language\` (id, en).
- **Limits**: the header \`RateLimit\` says what is left; after 429 wait for \`Retry-After\`.`;

/** The contract of the API, OpenAPI 3.1. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Sambung')
    .setDescription(HOW_TO_CALL)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  return Object.assign(SwaggerModule.createDocument(app, settings), { webhooks: { [CHALLENGE_TYPE]: challenge, ...webhooks() } });
}
