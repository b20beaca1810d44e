import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What this process tells Prometheus. Danger: labels are few and fixed, never an id: every value is a series for good. */
export const metrics = new Registry();

const registers = [metrics];
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

/** Rate, errors and duration of each route. */
export const requestSeconds = new Histogram({
  name: 'sambung_http_request_seconds',
  help: 'Requests by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: SECONDS,
  registers,
});

export const jobSeconds = new Histogram({
  name: 'sambung_job_seconds',
  help: 'Jobs by outcome',
  labelNames: ['queue', 'job', 'outcome'],
  buckets: SECONDS,
  registers,
});

export const attemptSeconds = new Histogram({
  name: 'sambung_webhook_attempt_seconds',
  help: 'Attempts to deliver an event by outcome: 2xx, 4xx, 5xx, timeout, connection, refusedAddress',
  labelNames: ['outcome'],
  buckets: SECONDS,
  registers,
});

/** A number that is read when Prometheus asks. */
export const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []): Gauge<L> =>
  new Gauge({ name, help, labelNames, registers });

/** Memory, processor, handles and the delay of the event loop. Call it once in a process. */
export const measureProcess = (): void => collectDefaultMetrics({ register: metrics });
