import { Attributes, context, propagation, ROOT_CONTEXT, Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const isOn = Boolean(process.env.OTEL_EXPORTER_OTLP_ENDPOINT);
const tracer = trace.getTracer('sambung');

/** W3C Trace Context of what runs now, to go on with later and elsewhere; null when nothing is traced. */
export function currentTraceparent(): string | null {
  if (!isOn) return null;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** Says what the span of the request is about. */
export function nameRequest(method: string, route: string): void {
  if (!isOn) return;
  trace.getActiveSpan()?.updateName(`${method} ${route}`).setAttribute('http.route', route);
}

/** Does a piece of work as a span of the trace that caused it. */
export async function inTrace<T>(
  traceparent: string | null,
  { name, kind, attributes }: { name: string; kind: 'job' | 'call'; attributes: Attributes },
  work: (span?: Span) => Promise<T>,
): Promise<T> {
  if (!isOn) return work();
  const parent = traceparent ? propagation.extract(ROOT_CONTEXT, { traceparent }) : ROOT_CONTEXT;
  const options = { kind: kind === 'call' ? SpanKind.CLIENT : SpanKind.CONSUMER, attributes };
  return tracer.startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
