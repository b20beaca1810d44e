import { Clock, Config } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { DomainType, EventPublisher, Sender, SigningKeysService } from '@sambung/webhooks';
import * as fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { EndpointHealth } from '../../libs/webhooks/src/endpoint-health.service';
import { HttpPost } from '../../libs/webhooks/src/http-post.service';
import { Leases } from '../../libs/webhooks/src/leases.service';
import { Outcomes } from '../../libs/webhooks/src/outcomes.service';
import { actorRequest } from '../factories/actors';
import { TEXT_VERSION } from '../factories/consents';
import { httpServer, HttpServer } from '../factories/http-server';
import '../support/property-seed';
import { TestSystem } from '../support/test-system';

/** So many stories run side by side, each at an endpoint of its own: 50 draws of 20 are 1,000 stories. */
const LANES = 20;
const DRAWS = 50;
const TYPES: readonly DomainType[] = ['match.approved', 'match.seatAccepted', 'match.withdrawn'];

/**
 * What happens at one endpoint: events of a match come into being, or are told of twice; a courier serves, two do at once, one dies before its
 * calls, one after them and before it could write what came of them.
 */
const STEPS = ['event', 'event again', 'serve', 'serve twice at once', 'die with a lease', 'die after the calls'] as const;
type Step = (typeof STEPS)[number];

/** Fewer failures and deaths than a delivery has attempts, so that none is given up. */
const story = fc.record({
  steps: fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 4 }),
  answers: fc.array(fc.constantFrom(204, 204, 500, 429), { maxLength: 2 }),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

/** An institution with one endpoint, and an actor that lets it know of it. */
interface Lane {
  institutionId: string;
  endpointId: string;
  server: HttpServer;
  actorId: string;
  /** What the partner answers next; 204 once it is empty. */
  answers: number[];
}

interface Told {
  matchId: string;
  /** The last of its versions. */
  version: number;
}

describe('the events of a match at a receiver', () => {
  let system: TestSystem;
  let lanes: Lane[];
  let leases: Leases;
  let living: Sender;
  let dying: Sender;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [], environment: { WEBHOOK_REQUESTS_PER_SECOND: '10000' } });
    const [admin, owner] = [await system.signIn({ role: 'admin' }), await system.signIn({ role: 'owner' })];
    const actorFor = async (institutionId: string): Promise<string> => {
      const { id } = (await owner.post<{ id: string }>('/actors', actorRequest())).body;
      await owner.post(`/actors/${id}/consents`, { purpose: 'sharing', institutionId, textVersion: TEXT_VERSION, channel: 'web' });
      return id;
    };
    lanes = [];
    for (let index = 0; index < LANES; index += 1) {
      const slug = `penerima-${index}`;
      const { id: institutionId } = (await admin.post<{ id: string }>('/institutions', { slug, name: `Penerima Contoh ${index}`, kind: 'training' })).body; // prettier-ignore
      const answers: number[] = [];
      const server = await httpServer(() => ({ status: answers.shift() ?? 204 }));
      const { id: endpointId } = (await (await system.partner(slug)).post<{ id: string }>('/webhook-endpoints', { url: server.url, eventTypes: TYPES, ordering: 'perSubject' })).body; // prettier-ignore
      lanes.push({ institutionId, endpointId, server, answers, actorId: await actorFor(institutionId) });
    }
    await system.query(`update webhook_endpoints set status = 'active', verified_at = now()`);
    // As couriers have them, whom no row is hidden from.
    const [http, clock] = [system.get(HttpPost), system.get(Clock)];
    leases = new Leases(system.dataSource, system.get(Config), system.get(SigningKeysService));
    const senderOn = (dataSource: DataSource) =>
      new Sender(leases, new Outcomes(dataSource, new EndpointHealth(system.get(EventPublisher), clock)), http);
    living = senderOn(system.dataSource);
    dying = senderOn(new DataSource({ type: 'postgres' }));
  });

  afterAll(async () => {
    for (const { server } of lanes ?? []) await server.close();
    await system?.stop();
  });

  const serve = ({ endpointId }: Lane, sender = living) => sender.serve(endpointId, () => undefined);

  const publish = ({ institutionId, actorId }: Lane, { matchId, version }: Told) => {
    const event = { type: TYPES[version - 1]!, institutionId, actorId, subjectId: matchId, version };
    return inTransaction(system.dataSource, (tx) => system.get(EventPublisher).publish(tx, event, new Date()));
  };

  /** Leases end, breakers close, and what waits for another attempt is due. */
  const letTimePass = ({ endpointId }: Lane) =>
    system.query(
      `with due as (update webhook_deliveries set next_attempt_at = now(), locked_until = null where endpoint_id = $1 and state = 'pending')
       update webhook_endpoints set sending_until = null, circuit_open_until = case when circuit_open_until is not null then now() end
       where id = $1`,
      [endpointId],
    );

  const next = async (lane: Lane, told: Told) => {
    if (told.version === TYPES.length) return;
    told.version += 1;
    await publish(lane, told);
  };

  const take: Record<Step, (lane: Lane, told: Told) => Promise<unknown>> = {
    event: next,
    'event again': async (lane, told) => told.version > 0 && publish(lane, told),
    serve: (lane) => serve(lane),
    'serve twice at once': (lane) => Promise.all([serve(lane), serve(lane)]),
    'die with a lease': ({ endpointId }) => leases.take(endpointId, { id: randomUUID(), alone: false }, 5, []),
    'die after the calls': (lane) => serve(lane, dying).catch(() => undefined),
  };

  /** @returns what the receiver saw, in the order in which it came, and how much there was to see */
  async function run(lane: Lane, { steps, answers }: Story) {
    const told: Told = { matchId: randomUUID(), version: 0 };
    lane.answers.push(...answers);
    await next(lane, told);
    for (const step of steps) {
      await take[step](lane, told);
      if (!step.startsWith('event')) await letTimePass(lane);
    }
    const open = () => system.query('select from webhook_deliveries where endpoint_id = $1 and state <> $2', [lane.endpointId, 'delivered']); // prettier-ignore
    for (let round = 0; round < 10 && (await open()).length > 0; round += 1) {
      await letTimePass(lane);
      await serve(lane);
    }
    lane.answers.length = 0;
    return { told, seen: lane.server.asked.splice(0) };
  }

  it('come at least once, in a sequence that never falls, and again byte for byte (P10)', async () => {
    let again = 0;
    await fc.assert(
      fc.asyncProperty(fc.tuple(...lanes.map(() => story)), async (stories) => {
        const runs = await Promise.all(stories.map((one, index) => run(lanes[index]!, one)));
        for (const { told, seen } of runs) {
          const versions = seen.map(({ body }) => (JSON.parse(body) as { data: { version: number } }).data.version);
          expect([...new Set(versions)]).toEqual(Array.from({ length: told.version }, (_, index) => index + 1));
          expect(versions).toEqual(versions.toSorted((a, b) => a - b));
          expect(new Set(seen.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(told.version);
          again += seen.length - told.version;
        }
      }),
      { numRuns: DRAWS, endOnFailure: true },
    );
    expect(again).toBeGreaterThan(LANES * DRAWS * 0.2);
  }, 300_000);
});
