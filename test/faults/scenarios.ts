import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Random } from '../../apps/cli/src/demo/random';
import { eventually } from '../support/eventually';
import type { Client, Trouble } from './client';
import type { Post } from './fleet';
import { whileItMoves } from './progress';
import { drillRestore } from './restore-drill';
import type { FaultSystem } from './system';
import type { Story, Workload } from './workload';

/** What a fault may use. */
export interface Stage {
  system: FaultSystem;
  workload: Workload;
  client: Client;
  random: Random;
  /** How much of its full length the fault lasts. */
  scale: number;
}

export interface Scenario {
  id: string;
  fault: string;
  /** Concurrent storytellers and their pause, milliseconds. */
  load?: { clients: number; pauseMs: number };
  /** API callers may see these; nothing else is excused. */
  excuses?: readonly Trouble['kind'][];
  /** It wants PostgreSQL on a disk of its own. */
  onVolume?: true;
  /** Injects the fault and heals it. @returns measurements to print, and what must not have been */
  run(stage: Stage): Promise<string | void>;
}

const seconds = (count: number): Promise<void> => wait(count * 1_000);

/** Repeats a blow until the time is over, and ends with the last one: from there on recovery counts. */
async function every(pause: number, total: number, blow: () => Promise<unknown>): Promise<void> {
  for (const end = performance.now() + total * 1_000; ; await seconds(pause)) {
    await blow();
    if (performance.now() + pause * 1_000 >= end) return;
  }
}

async function killWorkers({ system, random, scale }: Stage, total = 20): Promise<void> {
  await every(1.5, total * scale, () => random.pick(system.fleet.of('api', 'matcher', 'courier')).end('SIGKILL'));
}

/** Freezes one process of each kind for longer than every lease, so that others do its work, and lets it go on. */
async function freeze(posts: readonly Post[], howLong: number): Promise<void> {
  for (const post of posts) post.process.signal('SIGSTOP');
  await seconds(howLong);
  for (const post of posts) post.process.signal('SIGCONT');
}

/** Rings every recent row three times more than the relay does. */
async function ringMore({ system, scale }: Stage): Promise<void> {
  const [url, prefix] = [new URL(system.redis.url), system.queuePrefix];
  const connection = { host: url.hostname, port: Number(url.port) };
  const queues = { match: new Queue('match', { connection, prefix }), deliver: new Queue('deliver', { connection, prefix }) };
  await every(0.1, 10 * scale, async () => {
    const { rows } = await system.database.query<{ id: string; job: string; queue: 'match' | 'deliver' }>(
      `select id, job, case when job in ('match-profile', 'rematch-offer') then 'match' else 'deliver' end as queue
       from outbox where created_at > now() - interval '1 second'
       union all select distinct endpoint_id, 'send-deliveries', 'deliver' from webhook_deliveries where state = 'pending'`,
    );
    for (const { id, job, queue } of rows) {
      const more = Array.from({ length: 3 }, () => ({ name: job, data: { id }, opts: { jobId: randomUUID(), removeOnComplete: true, removeOnFail: true } })); // prettier-ignore
      await queues[queue].addBulk(more);
    }
  });
  await Promise.all(Object.values(queues).map((queue) => queue.close()));
}

interface PoisonedRow {
  id: string;
  actor: string;
  tries: number;
  dead: boolean;
}

/** Every try ends a process, and the next waits for the lease and for a process that starts. @returns all dead rows, once the poison is among them */
async function deadOf(system: FaultSystem): Promise<PoisonedRow[]> {
  const rows = async () => {
    const sql = `select id, aggregateid as actor, enqueues as tries, dead_at is not null as dead from outbox
      where done_at is null and (dead_at is not null or aggregateid = any($1))`;
    return (await system.database.query<PoisonedRow>(sql, [system.poison])).rows;
  };
  const areDead = (found: PoisonedRow[]) => found.filter(({ dead }) => dead).length >= system.poison.length;
  const tries = (found: PoisonedRow[]) => found.reduce((sum, row) => sum + row.tries + Number(row.dead), 0);
  return (await whileItMoves('the end of the poison', rows, areDead, tries)).filter(({ dead }) => dead);
}

/** Two actors kill whoever matches them; the harness takes the poison away at the end and replays the dead rows. */
async function poisonTwo({ system, workload }: Stage): Promise<string> {
  const matchers = system.fleet.of('matcher');
  const stories: Story[] = [];
  for (let count = 0; count < 2; count += 1) stories.push(await workload.tell());
  system.poison = stories.map(({ actorId }) => actorId);
  const open = () => system.database.query('select from outbox where aggregateid = any($1) and done_at is null', [system.poison]); // prettier-ignore
  await eventually('their first results', open, ({ rowCount }) => rowCount === 0, 120_000);
  await Promise.all(matchers.map((matcher) => matcher.end('SIGKILL')));
  for (const actorId of system.poison) {
    await system.admin.patch(`/actors/${actorId}/facts`, { facts: { 'business.workers': { value: 77 } } });
  }
  const rows = await deadOf(system);
  for (const matcher of matchers) matcher.expectEnds();
  const harmed = rows.filter(({ actor }) => !system.poison.includes(actor));
  if (harmed.length > 0 || rows.length !== 2) throw new Error(`dead rows besides the poison: ${JSON.stringify(harmed)}`);
  system.poison = [];
  await Promise.all(matchers.map((matcher) => matcher.end('SIGKILL')));
  for (const { id } of rows) await system.admin.post(`/dead-rows/${id}/replay`);
  return '2 dead, 0 neighbours, both replayed';
}

/** Restarts the processes host by host, as a release does. */
async function roll({ system, scale }: Stage): Promise<string> {
  let slowest = 0;
  const restart = async (post: Post): Promise<void> => {
    slowest = Math.max(slowest, await post.end('SIGTERM'));
    if (post.process.exitCode !== 0 && post.process.exitCode !== null) throw new Error(`${post.program} ended with ${post.process.exitCode}:\n${post.process.output.slice(-2_000)}`); // prettier-ignore
    await seconds(1.5);
    await post.ready();
  };
  for (let round = 0; round < Math.max(1, Math.round(4 * scale)); round += 1) {
    for (const host of system.fleet.hosts) await Promise.all(host.map(restart));
  }
  if (slowest > 25_000) throw new Error(`a process took ${slowest} ms to end`);
  return `slowest end ${(slowest / 1000).toFixed(1)} s`;
}

/** A full disk may end PostgreSQL; whoever manages services starts it again, and once there is room that succeeds. */
async function fillDisk({ system, client, scale }: Stage): Promise<string> {
  const refused = () => client.troubles.filter(({ kind }) => kind === 'unavailable').length;
  system.volume!.fill();
  await eventually('a save that the full disk refuses', () => Promise.resolve(refused()), (count) => count > 0, 60_000); // prettier-ignore
  await seconds(10 * scale);
  system.volume!.free();
  await system.postgres.revive();
  await system.connect();
  return `${refused()} calls answered with 503`;
}

const LEAST_POSTS = 3;

/** Lets one partner misbehave for a while, and until it has had the chance. */
async function misbehave(
  { system, scale }: Stage,
  behave: () => 'refuse' | 'hang' | 'acceptSlowly' | 'acceptAndDrop' | 'accept',
  total: number,
) {
  const [partner] = system.partners;
  const before = partner!.posts;
  partner!.behave = behave;
  await seconds(total * scale);
  await eventually('posts to the partner', () => Promise.resolve(partner!.posts - before), (posts) => posts >= LEAST_POSTS); // prettier-ignore
  partner!.behave = () => 'accept';
  return `${partner!.posts - before} posts to it`;
}

export const SCENARIOS: readonly Scenario[] = [
  { id: 'F1', fault: 'kill -9 of a process every 1.5 s', excuses: ['broken'], run: (stage) => killWorkers(stage) },
  {
    id: 'F2',
    fault: 'FLUSHALL every 2 s',
    run: ({ system, scale }) => every(2, 16 * scale, () => system.redis.command('flushall')),
  },
  {
    id: 'F3',
    fault: 'Redis killed, its disk lost, away 30 s',
    run: async ({ system, scale }) => {
      await system.redis.kill(true);
      await seconds(30 * scale);
      await system.redis.start();
    },
  },
  {
    id: 'F4',
    fault: 'PostgreSQL crashes, away 10 s',
    excuses: ['unavailable', 'broken'],
    run: async ({ system, scale }) => {
      await seconds(3);
      await system.postgres.crash();
      await seconds(10 * scale);
      await system.postgres.restart();
      await system.connect();
      await seconds(3);
    },
  },
  { id: 'F5', fault: 'a partner answers 500 for 10 s', run: (stage) => misbehave(stage, () => 'refuse', 10) },
  { id: 'F6', fault: 'a partner never answers', run: (stage) => misbehave(stage, () => 'hang', 20) },
  { id: 'F7', fault: 'a partner answers in 1.5 s', run: (stage) => misbehave(stage, () => 'acceptSlowly', 15) },
  {
    id: 'F8',
    fault: 'a partner stores, then drops 30 %',
    run: (stage) => misbehave(stage, () => (stage.random.chance(0.3) ? 'acceptAndDrop' : 'accept'), 15),
  },
  { id: 'F9', fault: 'every bell rung three times more', run: ringMore },
  { id: 'F10', fault: 'two rows that kill their process', run: poisonTwo },
  { id: 'F11', fault: 'ten times the load', load: { clients: 40, pauseMs: 0 }, run: ({ scale }) => seconds(15 * scale) },
  {
    id: 'F12',
    fault: 'F1, F2 and a partner failing half the time',
    excuses: ['broken'],
    run: async (stage) => {
      const total = 20 * stage.scale;
      await Promise.all([
        killWorkers(stage),
        every(2, total, () => stage.system.redis.command('flushall')),
        misbehave(stage, () => (stage.random.chance(0.5) ? 'refuse' : 'accept'), 20),
      ]);
    },
  },
  {
    id: 'F13',
    fault: 'clocks of a matcher and a courier 10 min off',
    run: async ({ system, scale }) => {
      const workers = system.fleet.of('matcher', 'courier');
      for (const shift of [600_000, -600_000, 0]) {
        system.setClocksWrong(shift);
        await Promise.all(workers.map((worker) => worker.end('SIGTERM')));
        if (shift !== 0) await seconds(10 * scale);
      }
    },
  },
  {
    id: 'F14',
    fault: 'a matcher and a courier frozen 45 s',
    run: ({ system, scale }) => freeze([system.fleet.of('matcher')[0]!, system.fleet.of('courier')[0]!], 45 * scale),
  },
  { id: 'F15', fault: 'rolling restarts by SIGTERM', run: roll },
  {
    id: 'F16',
    fault: 'Redis is full',
    run: async ({ system, scale }) => {
      await system.redis.command('config', 'set', 'maxmemory', '1mb');
      await seconds(15 * scale);
      await system.redis.command('config', 'set', 'maxmemory', '0');
    },
  },
  {
    id: 'F17',
    fault: 'the way to PostgreSQL swallows bytes, 20 s',
    excuses: ['unavailable', 'broken'],
    run: async ({ system, scale }) => {
      system.postgres.proxy.change('silent');
      await seconds(20 * scale);
      system.postgres.proxy.change('clear');
    },
  },
  { id: 'F18', fault: 'the disk of PostgreSQL is full', excuses: ['unavailable'], onVolume: true, run: fillDisk },
  { id: 'F19', fault: 'the disk of PostgreSQL is lost: restore', excuses: ['unavailable', 'broken'], run: drillRestore },
];

/** Several faults at once, which is worse than each: what excuses one excuses all. */
export function together(...ids: string[]): Scenario {
  const parts = ids.map((id) => SCENARIOS.find((scenario) => scenario.id === id)!);
  return {
    id: ids.join('+'),
    fault: parts.map(({ fault }) => fault).join('; '),
    excuses: parts.flatMap(({ excuses = [] }) => excuses),
    run: async (stage) => (await Promise.all(parts.map((part) => part.run(stage)))).filter(Boolean).join('; '),
  };
}
