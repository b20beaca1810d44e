import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { newSecret, signedHeaders } from '@sambung/webhooks';
import { Client as Database } from 'pg';
import { Agent, request } from 'undici';
import { v7 as uuid } from 'uuid';
import { ApiClient } from '../../apps/cli/src/demo/api-client';
import { median, processorMs, serverMs } from './measure';
import { percentiles, SystemUnderTest } from './system-under-test';

const SAVES = 100;
const QUIET_MS = 100;
const EVENTS = 4_000;
/** Both sides take turns: whatever else the machine does hits both. */
const ROUNDS = 5;
const CONCURRENT = 5;

const line = (what: string, value: string, aim: string): void => console.log(`${what.padEnd(52)} ${value.padStart(30)}   ${aim}`);

/** A partner on this machine that answers at once and knows when each event came. */
class Receiver {
  readonly at = new Map<string, number>();
  private readonly server: Server = createServer((asked, response) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const challenge = /"challenge":"([^"]+)"/.exec(Buffer.concat(chunks).toString())?.[1];
      if (!challenge) this.at.set(asked.headers['webhook-id'] as string, performance.now());
      response.writeHead(200).end(challenge);
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** Waits for so many and forgets them. @returns how many came a second, from the first to the last */
  async rateOf(total: number): Promise<number> {
    while (this.at.size < total) await wait(5);
    const times = [...this.at.values()];
    this.at.clear();
    return (total - 1) / ((Math.max(...times) - Math.min(...times)) / 1_000);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** Milliseconds from the first byte of a request that makes an event to its first attempt, on a quiet system. */
async function saveToAttempt(partner: ApiClient, endpointId: string, receiver: Receiver): Promise<number[]> {
  const times: number[] = [];
  for (let save = 0; save < SAVES; save += 1) {
    await wait(QUIET_MS);
    const started = performance.now();
    const { eventId } = await partner.post<{ eventId: string }>(`/webhook-endpoints/${endpointId}/test`);
    while (!receiver.at.has(eventId)) await wait(1);
    times.push(receiver.at.get(eventId)! - started);
  }
  return times;
}

/** Events a second through the courier: leased, signed, posted, recorded. */
async function deliverMany(database: Database, endpointId: string, receiver: Receiver): Promise<number> {
  receiver.at.clear();
  await database.query(
    `with made as (
       insert into partner_events (id, type, institution_id, subject_id, version, body)
       select gen_random_uuid(), event.type, event.institution_id, gen_random_uuid(), 1, event.body
       from (select * from partner_events where type = 'endpoint.test' limit 1) event, generate_series(1, $2) returning id)
     insert into webhook_deliveries (id, event_id, endpoint_id) select gen_random_uuid(), id, $1 from made`,
    [endpointId, EVENTS],
  );
  return receiver.rateOf(EVENTS);
}

/** Posts a second of a bare loop: signed, sent by the same library as many at once, recorded nowhere. */
async function postMany(url: string, receiver: Receiver): Promise<number> {
  const agent = new Agent({ connections: CONCURRENT });
  const secret = newSecret();
  const body = JSON.stringify({ type: 'endpoint.test', timestamp: new Date().toISOString(), data: { filler: 'x'.repeat(200) } });
  let left = EVENTS;
  const loop = async () => {
    while (left-- > 0) {
      const headers = signedHeaders({ secrets: [secret] }, { id: uuid(), body, at: new Date() });
      const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, loop));
  await agent.close();
  return receiver.rateOf(EVENTS);
}

/** Milliseconds of processor time: unlike the ratio of speeds they do not hang on what else the machine does. Linux alone tells. */
interface Spent {
  courier: number;
  postgres: number;
  bench: number;
}

/** The server's own share: what works for couriers, each connection by itself. */
async function postgresMs(database: Database): Promise<Map<number, number>> {
  const { rows } = await database.query<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'sambung-courier'`);
  return new Map(rows.map(({ pid }) => [pid, serverMs(pid)]));
}

async function spentBy(system: SystemUnderTest, database: Database, work: () => Promise<number>): Promise<{ rate: number; spent: Spent }> {
  const courier = system.pidOf('courier');
  const before = { courier: serverMs(courier), postgres: await postgresMs(database), bench: processorMs() };
  const rate = await work();
  const bench = processorMs() - before.bench;
  const after = await postgresMs(database);
  const postgres = [...after].reduce((sum, [pid, ms]) => sum + ms - (before.postgres.get(pid) ?? 0), 0);
  return { rate, spent: { courier: serverMs(courier) - before.courier, postgres, bench } };
}

async function partnerOf(admin: ApiClient): Promise<ApiClient> {
  const { id } = await admin.post<{ id: string }>('/institutions', { slug: 'ukur', name: 'Lembaga Ukur', kind: 'other' });
  const { secret } = await admin.post<{ secret: string }>(`/institutions/${id}/api-keys`, { name: 'ukur' });
  return admin.withKey(secret);
}

async function measure(system: SystemUnderTest, receiver: Receiver): Promise<void> {
  const url = await receiver.listen();
  const partner = await partnerOf(await system.signIn('admin'));
  const { id } = await partner.post<{ id: string }>('/webhook-endpoints', { url });
  while ((await partner.get<{ status: string }>(`/webhook-endpoints/${id}`)).status !== 'active') await wait(50);
  const { p50, p99 } = percentiles(await saveToAttempt(partner, id, receiver));
  line('save → first attempt, p50', `${p50.toFixed(0)} ms`, 'aim ≤ 500 ms');
  line('save → first attempt, p99', `${p99.toFixed(0)} ms`, 'aim ≤ 2,000 ms');
  const database = new Database({ connectionString: system.running.databaseUrl });
  await database.connect();
  const rounds: { delivered: number; posted: number; delivering: Spent; posting: Spent }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rate: delivered, spent: delivering } = await spentBy(system, database, () => deliverMany(database, id, receiver));
    const { rate: posted, spent: posting } = await spentBy(system, database, () => postMany(url, receiver));
    rounds.push({ delivered, posted, delivering, posting });
  }
  await database.end();
  const middle = (value: (round: (typeof rounds)[number]) => number): number => median(rounds.map(value));
  const each = (ms: number): string => ((ms * 1_000) / EVENTS).toFixed(0);
  line(
    'events delivered to one endpoint',
    `${middle(({ delivered }) => delivered).toFixed(0)}/s`,
    'five at once on both sides, the limit of 10/s lifted',
  );
  line(
    '  against a bare loop of signed posts',
    `${middle(({ posted }) => posted).toFixed(0)}/s, ratio ${middle(({ delivered, posted }) => delivered / posted).toFixed(2)}`,
    'aim ≥ 0.6',
  );
  line(`  ratio of each of ${ROUNDS} rounds`, rounds.map((round) => (round.delivered / round.posted).toFixed(2)).join(' '), '');
  const [courier, postgres, receiving] = [
    middle(({ delivering }) => delivering.courier),
    middle(({ delivering }) => delivering.postgres),
    middle(({ delivering }) => delivering.bench),
  ];
  line(
    '  processor time of one delivery',
    `${each(courier)} + ${each(postgres)} + ${each(receiving)} µs`,
    'courier + PostgreSQL + receiver',
  );
  line('  processor time of one bare post', `${each(middle(({ posting }) => posting.bench))} µs`, 'sender and receiver');
}

/** How soon and how fast events leave, as `npm start` runs the system. */
export async function run(): Promise<void> {
  Object.assign(process.env, { ALLOW_LOOPBACK_WEBHOOKS: 'true', WEBHOOK_REQUESTS_PER_SECOND: '10000' });
  const system = new SystemUnderTest();
  const receiver = new Receiver();
  try {
    await system.start();
    await measure(system, receiver);
    await system.stop();
  } finally {
    receiver.close();
    system.remove();
  }
}
