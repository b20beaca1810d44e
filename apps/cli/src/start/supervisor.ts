import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessName } from '../embedded/process-logins';

const RESTART_AFTER_MS = 1_000;
const LONGEST_END_MS = 30_000;
const READY_TIMEOUT_MS = 180_000;
/** A laptop's share: three processes that keep what they need and collect the rest sooner. */
const MEMORY_OPTIONS = ['--max-semi-space-size=4', '--max-old-space-size=256'];

/** Keeps one process of the system running until it is told to end. */
class Supervised {
  private child?: ChildProcess;
  private ending = false;
  private everReady = false;

  constructor(
    private readonly name: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Resolves when the process says that it is ready. @throws Error when it ends before that */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const file = join(__dirname, `../../../${this.name}/src/main.js`);
      const child = fork(file, {
        env: this.environment,
        execArgv: MEMORY_OPTIONS,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      this.child = child;
      child.on('message', (message) => {
        if (message !== 'ready') return;
        this.everReady = true;
        resolve();
      });
      child.once('exit', (code, signal) => {
        if (!this.everReady) reject(new Error(`${this.name} ended while starting (${signal ?? code}).`));
        else if (!this.ending) void this.restart(signal ?? code);
      });
    });
  }

  private async restart(cause: NodeJS.Signals | number | null): Promise<void> {
    console.error(`${this.name} ended (${cause}); starting it again`);
    await wait(RESTART_AFTER_MS);
    if (!this.ending) await this.start().catch((error: Error) => console.error(error.message));
  }

  /** Asks the process to drain and end; after half a minute it is made to. */
  async end(): Promise<void> {
    this.ending = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const late = new AbortController();
    await Promise.race([ended, wait(LONGEST_END_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    child.kill('SIGKILL');
    await ended;
  }
}

/** The processes of the system, started together and ended together. */
export class Supervisor {
  private readonly processes: Supervised[];

  constructor(names: readonly ProcessName[], environmentOf: (name: ProcessName) => NodeJS.ProcessEnv) {
    this.processes = names.map((name) => new Supervised(name, environmentOf(name)));
  }

  async start(): Promise<void> {
    const late = wait(READY_TIMEOUT_MS, undefined, { ref: false }).then(() => {
      throw new Error(`The processes were not ready within ${READY_TIMEOUT_MS / 1000} s.`);
    });
    await Promise.race([Promise.all(this.processes.map((process) => process.start())), late]);
  }

  async end(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.end()));
  }
}
