import { findRedis, startRedis } from '../embedded/redis';
import { startPostgres } from '../embedded/postgres';
import { StateDirectory } from '../state-directory';
import { join } from 'node:path';

/** The stores that everything else stands on; `stop` ends only what was started here. */
export interface Stores {
  databaseUrl: string;
  redisUrl?: string;
  describe: { postgres: string; queue: string };
  stop(): Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

async function postgres(state: StateDirectory) {
  const { DATABASE_URL: url } = process.env;
  if (url) return { url, text: 'given by DATABASE_URL', stop: nothing };
  const server = await startPostgres(join(state.path, 'postgres'));
  const moved = server.directory.startsWith(state.path) ? '' : `, data in ${server.directory}`;
  return { url: server.url, text: `embedded, ${new URL(server.url).host}${moved}`, stop: () => server.stop() };
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
