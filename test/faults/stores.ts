import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { type EmbeddedServer, isAlive } from '../../apps/cli/src/embedded/embedded-server';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { startPostgres } from '../../apps/cli/src/embedded/postgres';
import { findRedis } from '../../apps/cli/src/embedded/redis';
import { eventually } from '../support/eventually';
import { TcpProxy } from './tcp-proxy';

/** PostgreSQL of the suite's own behind a proxy: it may crash and come back on another port. */
export class PostgresStore {
  readonly proxy = new TcpProxy();
  private server: EmbeddedServer;

  constructor(private readonly directory: string) {}

  async start(): Promise<void> {
    await this.proxy.listen();
    await this.recover();
  }

  private async recover(): Promise<void> {
    this.server = await startPostgres(this.directory);
    this.proxy.target = Number(new URL(this.server.url).port);
  }

  /** Where its data, password and log are. */
  get home(): string {
    return this.server.directory;
  }

  /** As the processes of the system reach it. */
  urlOf(database: string): string {
    const url = new URL(this.server.url);
    url.port = String(this.proxy.port);
    url.pathname = database;
    return url.href;
  }

  /** Past the proxy, for the checker. */
  directUrlOf(database: string): string {
    const url = new URL(this.server.url);
    url.pathname = database;
    return url.href;
  }

  /** Immediate shutdown: no checkpoint, every connection is cut, the next start replays the log. */
  async crash(): Promise<void> {
    const pid = this.pid()!;
    process.kill(pid, 'SIGQUIT');
    await eventually('the end of PostgreSQL', () => Promise.resolve(isAlive(pid)), (alive) => !alive); // prettier-ignore
  }

  private pid(): number | null {
    const file = join(this.server.directory, 'data/postmaster.pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
  }

  /** Starts it again when it has ended, and waits until it answers. */
  async revive(): Promise<void> {
    const pid = this.pid();
    if (pid === null || !isAlive(pid)) return this.recover();
    const answers = async () => {
      const client = new Client({ connectionString: this.server.url });
      client.on('error', () => undefined);
      return client.connect().then(() => client.end()).then(() => true, () => false); // prettier-ignore
    };
    await eventually('an answer of PostgreSQL', answers, Boolean);
  }

  restart(): Promise<void> {
    return this.recover();
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.proxy.close();
  }
}

/** Redis of the suite's own, on one port for good. */
export class RedisStore {
  private port = 0;
  private server?: ChildProcess;

  constructor(private readonly directory: string) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const program = findRedis();
    if (!program) throw new Error('The fault suite needs redis-server or valkey-server on PATH.');
    mkdirSync(this.directory, { recursive: true });
    this.port ||= await freePort();
    const settings = ['--port', this.port, '--bind', '127.0.0.1', '--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'];
    this.server = spawn(program, settings.map(String), { cwd: this.directory, stdio: 'ignore' });
    await eventually('Redis', () => this.command('ping').catch(() => null), (answer) => answer === 'PONG'); // prettier-ignore
  }

  async command(name: string, ...parameters: string[]): Promise<unknown> {
    const client = new Redis(this.url, { retryStrategy: () => null, lazyConnect: true });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.call(name, ...parameters);
    } finally {
      client.disconnect();
    }
  }

  /** Kills it at once; with `wipe` its disk is lost too. */
  async kill(wipe: boolean): Promise<void> {
    if (this.server?.exitCode === null && this.server.signalCode === null) {
      const ended = new Promise((resolve) => this.server!.once('exit', resolve));
      this.server.kill('SIGKILL');
      await ended;
    }
    if (wipe) rmSync(this.directory, { recursive: true, force: true });
  }
}
