import { PROCESSES, ProcessName, processLogins } from '../embedded/process-logins';
import { findRedis, startRedis } from '../embedded/redis';
import { startPostgres } from '../embedded/postgres';
import { StateDirectory } from '../state-directory';
import { join } from 'node:path';

/** The stores that everything else stands on; `stop` ends only what was started here. */
export interface Stores {
  /** Of the migrator. */
  databaseUrl: string;
  /** The URL of each process. Needs a database that is up to date. */
  logins(): Promise<Record<ProcessName, string>>;
  redisUrl?: string;
  describe: { postgres: string; queue: string };
  stop(): Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

const allAt = (url: string) => Object.fromEntries(PROCESSES.map((name) => [name, url])) as Record<ProcessName, string>;

async function postgres(state: StateDirectory) {
  const { DATABASE_URL: url, MIGRATOR_DATABASE_URL: migratorUrl = url } = process.env;
  if (url) return { url: migratorUrl!, logins: async () => allAt(url), text: 'given by DATABASE_URL', stop: nothing };
  const server = await startPostgres(join(state.path, 'postgres'));
  const moved = server.directory.startsWith(state.path) ? '' : `, data in ${server.directory}`;
  const logins = () => processLogins(server.url);
  return { url: server.url, logins, text: `embedded, ${new URL(server.url).host}${moved}`, stop: () => server.stop() };
}

async function queueStore(state: StateDirectory) {
  const { REDIS_URL: url } = process.env;
  if (url) return { url, text: 'Redis given by REDIS_URL', stop: nothing };
  const program = findRedis();
  if (!program) return { url: undefined, text: 'PostgreSQL (no redis-server or valkey-server on PATH)', stop: nothing };
  const server = await startRedis(program, join(state.path, 'redis'));
  return { url: server.url, text: `${program}, ${new URL(server.url).host}`, stop: () => server.stop() };
}

export async function startStores(state: StateDirectory): Promise<Stores> {
  const database = await postgres(state);
  try {
    const queue = await queueStore(state);
    return {
      databaseUrl: database.url,
      logins: database.logins,
      redisUrl: queue.url,
      describe: { postgres: database.text, queue: queue.text },
      stop: async () => {
        await queue.stop();
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
