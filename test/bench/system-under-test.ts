import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from '../../apps/cli/src/demo/api-client';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import type { DemoAccount, DemoAccounts } from '../../apps/cli/src/seed/demo-accounts';
import type { RunningSystem } from '../../apps/cli/src/state-directory';
import { temporaryFolder } from '../support/temporary-folder';

const SAMBUNG = join(__dirname, '../../apps/cli/src/main.js');

/** The whole system as `npm start` runs it, in a folder of its own. */
export class SystemUnderTest {
  readonly folder = temporaryFolder('bench');
  private launcher?: ChildProcess;
  private port = 0;

  /** @returns seconds until it is ready */
  async start(): Promise<number> {
    this.port ||= await freePort();
    const started = performance.now();
    const env = { ...process.env, HTTP_PORT: String(this.port) };
    this.launcher = spawn(process.execPath, [SAMBUNG, 'start'], { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      this.launcher!.stdout!.on('data', (text: Buffer) => text.includes('Ctrl-C stops') && resolve());
      this.launcher!.once('exit', () => reject(new Error('the system did not start')));
    });
    return (performance.now() - started) / 1000;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.launcher!.once('exit', resolve));
    this.launcher!.kill('SIGINT');
    await ended;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private read<T>(name: string): T {
    return JSON.parse(readFileSync(join(this.folder, '.sambung', name), 'utf8')) as T;
  }

  get running(): RunningSystem {
    return this.read('running.json');
  }

  account(role: string): DemoAccount {
    return this.read<DemoAccounts>('demo-accounts.json').accounts.find((account) => account.role === role)!;
  }

  async signIn(role: string): Promise<ApiClient> {
    const { login, password } = this.account(role);
    return new ApiClient(this.running.address).signIn(login, password);
  }

  /** The process of the system that has this name. */
  pidOf(name: string): number {
    const rows = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
      .split('\n')
      .map((row) => row.trim().split(/\s+/));
    const found = rows.find(
      ([, parent, ...args]) => parent === String(this.launcher!.pid) && args.join(' ').includes(`${name}/src/main.js`),
    );
    return Number(found![0]);
  }

  /** Resident memory of the launcher and everything below it, MB; shared pages count in each process. */
  memory(): number {
    const rows = execFileSync('ps', ['-eo', 'pid,ppid,rss,args'], { encoding: 'utf8' }).trim().split('\n').slice(1);
    const table = rows.map((row) => row.trim().split(/\s+/));
    const below = new Set([String(this.launcher!.pid)]);
    for (const [pid, , , ...args] of table) if (args.join(' ').includes(this.folder)) below.add(pid!);
    const redisPort = this.running.redisUrl && new URL(this.running.redisUrl).port;
    for (const [pid, , , ...args] of table) if (redisPort && args.join(' ').includes(`:${redisPort}`)) below.add(pid!);
    for (let size = 0; size !== below.size;) {
      size = below.size;
      for (const [pid, parent] of table) if (below.has(parent!)) below.add(pid!);
    }
    return table.filter(([pid]) => below.has(pid!)).reduce((sum, [, , rss]) => sum + Number(rss), 0) / 1024;
  }
}

/** The middle and the 99th percentile of some times. */
export function percentiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { p50: at(0.5), p99: at(0.99) };
}
