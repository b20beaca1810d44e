import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './embedded/embedded-server';
import type { DemoAccounts } from './seed/demo-accounts';

/** What a running system tells other commands. */
export interface RunningSystem {
  pid: number;
  address: string;
  databaseUrl: string;
  redisUrl?: string;
}

/** `.sambung/` of the folder that the command is run in: data, secrets, and what runs. Readable by its owner only. */
export class StateDirectory {
  readonly path: string;

  constructor(folder = process.cwd()) {
    this.path = join(folder, '.sambung');
  }

  make(): void {
    if (!existsSync(this.path)) mkdirSync(this.path, { mode: 0o755 });
  }

  private file(name: string): string {
    return join(this.path, name);
  }

  private readJson<T>(name: string): T | null {
    return existsSync(this.file(name)) ? (JSON.parse(readFileSync(this.file(name), 'utf8')) as T) : null;
  }

  private writePrivate(name: string, text: string): void {
    writeFileSync(this.file(name), text, { mode: 0o600 });
  }

  /** The secret key of this installation, made on first use. */
  secretKey(): string {
    if (!existsSync(this.file('secret-key'))) this.writePrivate('secret-key', randomBytes(32).toString('base64'));
    return readFileSync(this.file('secret-key'), 'utf8');
  }

  running(): RunningSystem | null {
    const running = this.readJson<RunningSystem>('running.json');
    return running && isAlive(running.pid) ? running : null;
  }

  setRunning(running: RunningSystem): void {
    this.writePrivate('running.json', JSON.stringify(running, null, 2));
  }

  clearRunning(): void {
    rmSync(this.file('running.json'), { force: true });
  }

  demoAccounts(): DemoAccounts | null {
    return this.readJson<DemoAccounts>('demo-accounts.json');
  }

  keepDemoAccounts(accounts: DemoAccounts): void {
    this.writePrivate('demo-accounts.json', JSON.stringify(accounts, null, 2));
  }
}
