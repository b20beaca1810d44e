import { Config } from '@sambung/config';
import { ROLES } from '@sambung/database';
import { createIORedisClient, createPostgresBackend, Queue, RedisConnection, runMigrations, setDefaultBackendFactory } from 'bullmq';
import type { RedisOptions } from 'ioredis';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { redisClient } from './redis';

const POSTGRES_POOL = 3;
const LONGEST_CLOSE_MS = 2_000;

/**
 * Makes BullMQ keep its queues where the configuration says: in Redis, or in a schema of its own in PostgreSQL.
 * Call it once, before any queue or worker is made.
 */
export function chooseQueueStore(config: Config): void {
  setDefaultBackendFactory(config.REDIS_URL ? undefined : (createPostgresBackend as never));
  RedisConnection.clientFactory = ({ url, ...options }) => createIORedisClient(redisClient(url as string, options as RedisOptions));
}

/** Workers wait for the store to come back; producers fail at once and leave the row to the next round. */
export function queueConnection(config: Config, role: 'producer' | 'worker'): Record<string, unknown> {
  if (!config.REDIS_URL) return { connectionString: config.DATABASE_URL, max: POSTGRES_POOL };
  return role === 'worker'
    ? { url: config.REDIS_URL, maxRetriesPerRequest: null }
    : { url: config.REDIS_URL, maxRetriesPerRequest: 1, enableOfflineQueue: false };
}

/**
 * Jobs hold ids alone; every process rings and may work. BullMQ makes a sequence when a queue gets its first job: whichever process
 * that is, the others use it too.
 */
const QUEUE_ROLES = [ROLES.api, ROLES.worker, ROLES.courier];
const QUEUE_GRANTS = QUEUE_ROLES.map(
  (role) => `grant usage, create on schema bullmq to ${role};
      alter default privileges for role ${role} in schema bullmq grant all on sequences to ${QUEUE_ROLES.join(', ')};
      grant select, insert, update, delete on all tables in schema bullmq to ${role};
      grant usage on all sequences in schema bullmq to ${role};
      grant execute on all functions in schema bullmq to ${role};`,
).join('');

/** Danger: a worker on an unmigrated schema spins and ignores SIGTERM. */
export async function migrateQueueStore(config: Config): Promise<void> {
  if (config.REDIS_URL) return;
  const client = new Client({ connectionString: config.migratorUrl });
  await client.connect();
  try {
    await runMigrations(client);
    await client.query(QUEUE_GRANTS);
  } finally {
    await client.end();
  }
}

/** Queues of one process for adding to, each made when it is first needed: starting must not need the store. */
export class Producers {
  private readonly queues = new Map<string, Queue>();

  constructor(private readonly config: Config) {}

  queue(name: string): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      const { QUEUE_PREFIX: prefix } = this.config;
      queue = new Queue(name, { connection: queueConnection(this.config, 'producer') as never, prefix });
      queue.on('error', () => undefined);
      this.queues.set(name, queue);
    }
    return queue;
  }

  /** Danger: without its store a queue never finishes closing; what was rung is in the outbox. */
  async close(): Promise<void> {
    const closed = Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    await Promise.race([closed, wait(LONGEST_CLOSE_MS, undefined, { ref: false })]);
  }
}
