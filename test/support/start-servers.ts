import 'reflect-metadata';
import { readConfig } from '@sambung/config';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import type { EmbeddedServer } from '../../apps/cli/src/embedded/embedded-server';
import { startPostgres } from '../../apps/cli/src/embedded/postgres';
import { processLogins } from '../../apps/cli/src/embedded/process-logins';
import { findRedis, startRedis } from '../../apps/cli/src/embedded/redis';
import { silently } from '../../apps/cli/src/progress';
import { prepareDatabase } from '../../apps/cli/src/seed/prepare-database';
import { temporaryFolder } from './temporary-folder';

export const TEMPLATE = 'sambung_template';

const servers: EmbeddedServer[] = [];
export const startedServers = (): EmbeddedServer[] => servers;

async function prepareTemplate(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const template = new URL(url);
  template.pathname = TEMPLATE;
  const config = readConfig({ DATABASE_URL: template.href, SECRET_KEY: process.env.SAMBUNG_TEST_SECRET });
  await prepareDatabase(config, silently);
  // Nobody has a profile yet: each copy of the template would match nobody to 36 offers before its own work.
  const prepared = new Client({ connectionString: template.href });
  await prepared.connect();
  await prepared.query('delete from outbox');
  await prepared.end();
}

/** An interrupted run has no teardown: its servers would stay. */
function stopWhenInterrupted(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.all(servers.map((server) => server.stop())).finally(() => process.exit(1)));
  }
}

/** Brings up the suite's own servers on free ports; nothing that happens to run on this machine is used. */
export default async function startServers(): Promise<void> {
  if (servers.length > 0) return; // another project of the same run has started them
  const directory = temporaryFolder('test');
  process.env.SAMBUNG_TEST_DIRECTORY = directory;
  stopWhenInterrupted();
  process.env.SAMBUNG_TEST_SECRET = randomBytes(32).toString('base64');
  // No test here takes the power from the machine; those that stop servers (test/faults) start durable ones.
  const postgres = await startPostgres(join(directory, 'postgres'), { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' });
  servers.push(postgres);
  process.env.SAMBUNG_TEST_POSTGRES = postgres.url;
  const program = findRedis();
  if (program) {
    const redis = await startRedis(program, join(directory, 'redis'));
    servers.push(redis);
    process.env.SAMBUNG_TEST_REDIS = redis.url;
  } else {
    console.warn('\n*** No redis-server or valkey-server on PATH: the queue is tested on PostgreSQL ONLY. ***\n');
  }
  await prepareTemplate(postgres.url);
  process.env.SAMBUNG_TEST_LOGINS = JSON.stringify(await processLogins(postgres.url));
}
