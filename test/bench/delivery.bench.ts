import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { newSecret, signedHeaders } from '@sambung/webhooks';
import { Client as Database } from 'pg';
import { Agent, request } from 'undici';
import { v7 as uuid } from 'uuid';
import { ApiClient } from '../../apps/cli/src/demo/api-client';
import { median } from './measure';
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
  const rounds: { delivered: number; posted: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ delivered: await deliverMany(database, id, receiver), posted: await postMany(url, receiver) });
  }
  await database.end();
  const delivered = median(rounds.map((round) => round.delivered));
  const posted = median(rounds.map((round) => round.posted));
  const ratio = median(rounds.map((round) => round.delivered / round.posted));
  line('events delivered to one endpoint', `${delivered.toFixed(0)}/s`, 'five at once on both sides, the limit of 10/s lifted');
  line('  against a bare loop of signed posts', `${posted.toFixed(0)}/s, ratio ${ratio.toFixed(2)}`, 'aim ≥ 0.6');
  line(`  ratio of each of ${ROUNDS} rounds`, rounds.map((round) => (round.delivered / round.posted).toFixed(2)).join(' '), '');
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
