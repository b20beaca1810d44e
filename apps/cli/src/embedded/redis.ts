import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port';
import type { EmbeddedServer } from './postgres';

const PROGRAMS = ['valkey-server', 'redis-server'];
const START_TIMEOUT_MS = 10_000;
/** BullMQ's scripts need Redis 6.2. */
const OLDEST = [6, 2] as const;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isRecent(program: string): boolean {
  const version = /v=(\d+)\.(\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  if (!version) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Path of a Redis or Valkey server that this machine has, if it is recent enough. */
export function findRedis(path = process.env.PATH ?? ''): string | undefined {
  const candidates = path.split(delimiter).flatMap((folder) => PROGRAMS.map((program) => join(folder, program)));
  return candidates.find((candidate) => isExecutable(candidate) && isRecent(candidate));
}

async function waitUntilReady(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  const late = wait(START_TIMEOUT_MS, 'late', { ref: false });
  const answer = await Promise.race([client.ping(), late]);
  client.disconnect();
  if (answer === 'late') throw new Error('Redis did not answer within 10 s.');
}

/** Starts a private server with a password on a free port of 127.0.0.1; its append-only file is in `directory`. */
export async function startRedis(program: string, directory: string): Promise<EmbeddedServer> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const password = randomBytes(24).toString('hex');
  // Settings go through standard input: arguments show in the process list. Detached: see the PostgreSQL launcher.
  const server = spawn(program, ['-'], { cwd: directory, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  server.unref();
  const settings = {
    port, bind: '127.0.0.1', requirepass: password, dir: `"${directory}"`, appendonly: 'yes', appendfsync: 'everysec',
    save: '""', 'maxmemory-policy': 'noeviction',
  }; // prettier-ignore
  server.stdin.end(
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
  );
  const url = `redis://:${password}@127.0.0.1:${port}`;
  await waitUntilReady(url);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return {
    url,
    directory,
    stop: async () => {
      server.ref();
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGTERM');
      await ended;
    },
  };
}
