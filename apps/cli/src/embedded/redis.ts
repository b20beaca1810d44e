import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type EmbeddedServer, stopProcess } from './embedded-server';
import { freePort } from './free-port';

const PROGRAMS = ['valkey-server', 'redis-server'];
const START_TIMEOUT_MS = 10_000;
/** A server that still runs answers at once; one whose port is closed never does. */
const TAKE_OVER_TIMEOUT_MS = 1_000;
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

/** Its number once it answers, undefined when it does not within `patience` ms. */
async function processAt(url: string, patience: number): Promise<number | undefined> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  const late = wait(patience, undefined, { ref: false });
  // Another program may have taken the port since.
  const answer = await Promise.race([client.info('server').catch(() => undefined), late]);
  client.disconnect();
  const pid = /^process_id:(\d+)/m.exec(answer ?? '')?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Settings go through standard input: arguments show in the process list. Detached: see the PostgreSQL launcher. */
function launch(program: string, directory: string, port: number, password: string): void {
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
}

/**
 * Starts a private server with a password on a free port of 127.0.0.1, or takes over the one that already runs in
 * `directory`, where its append-only file is: two servers would write over each other.
 */
export async function startRedis(program: string, directory: string): Promise<EmbeddedServer> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const addressFile = join(directory, 'address');
  const found = existsSync(addressFile) ? readFileSync(addressFile, 'utf8') : undefined;
  const running = found === undefined ? undefined : await processAt(found, TAKE_OVER_TIMEOUT_MS);
  if (running !== undefined) return { url: found!, directory, stop: () => stopProcess(running, 'SIGTERM') };
  const port = await freePort();
  const password = randomBytes(24).toString('hex');
  const url = `redis://:${password}@127.0.0.1:${port}`;
  writeFileSync(addressFile, url, { mode: 0o600 });
  launch(program, directory, port, password);
  const pid = await processAt(url, START_TIMEOUT_MS);
  if (pid === undefined) throw new Error(`Redis did not answer within ${START_TIMEOUT_MS / 1000} s.`);
  return { url, directory, stop: () => stopProcess(pid, 'SIGTERM') };
}
