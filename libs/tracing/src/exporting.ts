import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';
import { basename, dirname } from 'node:path';
import { withAllowedAttributes } from './allowed-attributes';

const EXPORT_EVERY_MS = 1_000;
/** Asked every few seconds by machines. */
const QUIET = ['/healthz', '/readyz', '/metrics'];

class CarefulExporter extends OTLPTraceExporter implements SpanExporter {
  override export(spans: ReadableSpan[], done: Parameters<OTLPTraceExporter['export']>[1]): void {
    super.export(spans.map(withAllowedAttributes), done);
  }
}

/** Begins to instrument what is loaded from now on. Where to and how much is in the OTEL_ variables of the SDK. */
export function startExporting(): void {
  const resource = resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? `sambung-${programName()}` });
  const processor = new BatchSpanProcessor(new CarefulExporter(), { scheduledDelayMillis: EXPORT_EVERY_MS });
  new NodeTracerProvider({ resource, spanProcessors: [processor] }).register();
  registerInstrumentations({
    instrumentations: [
      new HttpInstrumentation({
        disableOutgoingRequestInstrumentation: true,
        ignoreIncomingRequestHook: ({ url }) => QUIET.includes(url ?? ''),
      }),
      new PgInstrumentation({ requireParentSpan: true }),
    ],
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void processor.forceFlush().catch(() => undefined));
}

/** `…/apps/api/src/main.js` is the api. */
const programName = (): string => basename(dirname(dirname(process.argv[1] ?? 'x/x/x')));
