import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { cast, Cast, interestedActor, subscribe } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';
import { ReceivedSpan, TraceReceiver } from '../support/trace-receiver';

const TRACE = 'a3ce929d0e0e47364bf92f3577b34da6';

describe('a traced system', () => {
  let system: TestSystem;
  let people: Cast;
  let address: string;
  const collector = new TraceReceiver();
  const partner = new PartnerReceiver();
  const processes: ProgramProcess[] = [];

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    const endpoint = await collector.listen();
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const env = { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, LOG_LEVEL: 'warn', HTTP_PORT: String(port) };
    for (const program of ['api', 'matcher', 'courier']) processes.push(new ProgramProcess(`${program}/src/main.js`, [], { env }));
    await eventually('the API', () => fetch(`${address}/healthz`).then(({ ok }) => ok, () => false), Boolean); // prettier-ignore
    people = await cast(system);
    await subscribe(people.partner, partner);
  });

  afterAll(async () => {
    for (const one of processes) one.signal('SIGKILL');
    collector.close();
    await partner.close();
    await system.stop();
  });

  /** Each process exports its own spans in its own time. */
  const ofTrace = async (name: string): Promise<ReceivedSpan> => {
    const find = () => collector.spans.find((span) => span.traceId === TRACE && span.name === name);
    return (await eventually(`the span ${name}`, () => Promise.resolve(find()), Boolean))!;
  };

  it('goes on with the caller’s trace from the request through statements and the job to the attempt', async () => {
    const { matchId } = await interestedActor(people);
    const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
    const officer = new ApiCaller(address, people.officer.token);
    await officer.post(`/matches/${matchId}/decision?siapa=0812345678901`, { decision: 'approved' }, headers);
    const attempt = await ofTrace('webhook attempt');
    expect(partner.acceptedIds).toEqual([attempt.attributes['sambung.id']]);
    const request = await ofTrace('POST /api/v1/matches/:id/decision');
    const job = await ofTrace('job publish-approval');
    expect([request.service, job.service, attempt.service]).toEqual(['sambung-api', 'sambung-courier', 'sambung-courier']);
    expect([request.attributes['http.route'], attempt.attributes['http.response.status_code']]).toEqual(['/api/v1/matches/:id/decision', 204]); // prettier-ignore
    const hasStatement = ({ spanId }: ReceivedSpan) =>
      collector.spans.some(
        ({ traceId, parentSpanId, attributes }) => traceId === TRACE && parentSpanId === spanId && 'db.query.text' in attributes,
      );
    for (const parent of [request, job]) await eventually('the statements below it', () => Promise.resolve(hasStatement(parent)), Boolean);
  });

  it('says nothing about anybody', async () => {
    const phone = '+6281200000999';
    const owner = new ApiCaller(address, people.owner.token);
    const { body } = await owner.post<{ id: string }>('/actors', { name: 'Nama Rahasia', roles: ['business'], phone, regionCode: '35.07.13.2001' }); // prettier-ignore
    await eventually('its span', () => Promise.resolve(collector.spans.some(({ name }) => name === 'POST /api/v1/actors')), Boolean);
    expect(body.id).toBeTruthy();
    for (const secret of ['Nama Rahasia', '81200000999', '0812345678901', '127.0.0.1']) expect(collector.raw).not.toContain(secret);
  });

  it('loads nothing of it where no collector is named', () => {
    const index = join(__dirname, '../../dist/libs/tracing/src/index.js');
    const program = `require(${JSON.stringify(index)}); console.log(Object.keys(require.cache).filter((file) => /opentelemetry.(?!api)/.test(file)).length)`;
    const { OTEL_EXPORTER_OTLP_ENDPOINT: _, ...env } = process.env;
    expect(spawnSync(process.execPath, ['-e', program], { env, encoding: 'utf8' }).stdout.trim()).toBe('0');
  });
});
