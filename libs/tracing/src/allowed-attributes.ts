import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';

/** All that a span may say. Never an address, a query, a parameter of a statement or the words of an error. */
const ALLOWED = [
  'db.query.text', 'db.system.name', 'http.request.method', 'http.response.status_code', 'http.route',
  'sambung.aggregate', 'sambung.attempt', 'sambung.delivery', 'sambung.endpoint', 'sambung.error', 'sambung.id', 'sambung.job',
]; // prettier-ignore

/** The span without what is not allowed; its events are exceptions, whose words may hold anything. */
export const withAllowedAttributes = (span: ReadableSpan): ReadableSpan =>
  Object.create(span, {
    attributes: {
      value: Object.fromEntries(ALLOWED.filter((name) => name in span.attributes).map((name) => [name, span.attributes[name]])),
    },
    events: { value: [] },
    status: { value: { code: span.status.code } },
  }) as ReadableSpan;
