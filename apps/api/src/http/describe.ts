import { applyDecorators, HttpCode, Type } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiExtraModels, ApiHeader, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** A class of the API with an example of itself. */
interface WithExample extends Type {
  example: unknown;
}

export interface Description {
  summary: string;
  description?: string;
  /** The body the route takes. */
  body?: WithExample;
  /** A form instead: its fields, and the name of the file that comes last. */
  upload?: { fields: WithExample; file: string };
  /** What it answers: one view, a list or a page of views, or nothing. */
  ok?: WithExample | readonly [WithExample];
  page?: WithExample;
  status?: number;
  /** Statuses of the problems it may answer besides those that every route may. */
  problems?: readonly number[];
  public?: boolean;
}

const PROBLEM_EXAMPLES: Readonly<Record<number, { code: string; title: string; detail: string }>> = {
  401: {
    code: 'CredentialsMissing',
    title: 'Not signed in',
    detail: 'Sign in first: send the header Authorization: Bearer <token or API key>.',
  },
  403: { code: 'RoleNotAllowed', title: 'Not allowed', detail: 'Your account may not do this.' },
  404: { code: 'ActorUnknown', title: 'Not found', detail: 'There is no such actor.' },
  409: { code: 'TransitionIllegal', title: 'Conflict', detail: 'A match that is rejected cannot become approved. It can become: –.' },
  412: { code: 'MatchChanged', title: 'Changed meanwhile', detail: 'This match has changed. Reload it first.' },
  413: { code: 'BodyTooLarge', title: 'Too large', detail: 'The body is larger than 100 kB.' },
  422: { code: 'RequestInvalid', title: 'Fields need correcting', detail: 'Some fields need correcting.' },
  429: { code: 'RateLimited', title: 'Too many requests', detail: 'Too many requests. Try again in 12 seconds.' },
  503: { code: 'DatabaseUnavailable', title: 'Not available now', detail: 'The database does not answer.' },
};

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

function problem(status: number) {
  const { code, title, detail } = PROBLEM_EXAMPLES[status]!;
  const errors = status === 422 ? { errors: [{ pointer: '/name', code: 'isDefined', detail: 'Is required.' }] } : {};
  const example = { type: `/problems/${code}`, title, status, code, detail, ...errors };
  return ApiResponse({ status, description: title, content: { 'application/problem+json': { schema: PROBLEM_SCHEMA, example } } });
}

function success({ ok, page, status = 200 }: Description) {
  if (!ok && !page) return [ApiResponse({ status: ok === undefined && status === 200 ? 204 : status, description: 'Done' })];
  const [view, listed] = page ? [page, false] : Array.isArray(ok) ? [ok[0] as WithExample, true] : [ok as WithExample, false];
  const reference = { $ref: getSchemaPath(view) };
  const list = { type: 'array', items: reference };
  const paged = { type: 'object', required: ['items', 'next'], properties: { items: list, next: { type: ['string', 'null'] } } };
  const schema = page ? paged : listed ? list : reference;
  const example = page ? { items: [view.example], next: null } : listed ? [view.example] : view.example;
  const content = { 'application/json': { schema: schema as never, example } };
  return [ApiExtraModels(view), ApiResponse({ status, description: 'OK', content })];
}

function takesUpload({ fields, file }: NonNullable<Description['upload']>) {
  const content = { type: 'object', required: [file], properties: { [file]: { type: 'string', format: 'binary' } } };
  const schema = { allOf: [{ $ref: getSchemaPath(fields) }, content] };
  const media = { schema: schema as never, examples: { example: { value: fields.example } } };
  return applyDecorators(
    ApiExtraModels(fields),
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: media.schema, examples: media.examples } as never),
  );
}

/** Documents a route: summary, examples of what it takes and answers, and the problems it may answer. */
export function Describe(description: Description): MethodDecorator {
  const { summary, body, status = 200, problems = [] } = description;
  const standing = [...(description.public ? [] : [401, 403]), 422, 429, ...(body ? [413] : [])];
  const statuses = [...new Set([...standing, ...problems])].sort();
  const idempotent = body && !description.public
    ? [ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Makes a repeated POST harmless: it gets the first answer', schema: { type: 'string', maxLength: 100, example: '8f14e45f-ceea-4a7a-9c1c-0d1a2b3c4d5e' } })]
    : []; // prettier-ignore
  return applyDecorators(
    ApiOperation({ summary, description: description.description }),
    HttpCode(description.ok || description.page ? status : 204),
    ...(description.public ? [] : [ApiBearerAuth()]),
    ...(description.upload ? [takesUpload(description.upload)] : []),
    ...(body ? [ApiBody({ type: body, examples: { example: { value: body.example as object } } })] : []),
    ...idempotent,
    ...success(description),
    ...statuses.map(problem),
  );
}
