import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { join } from 'node:path';
import { eventually } from './eventually';

const DIST = join(__dirname, '../../dist/apps');

/** A process of the compiled program, in a group of its own, with what it has printed so far. */
export class ProgramProcess {
  output = '';
  private readonly child: ChildProcess;

  /** @param program path below `dist/apps`, such as `cli/src/main.js` */
  constructor(program: string, parameters: readonly string[], options: SpawnOptions) {
    this.child = spawn(process.execPath, [join(DIST, program), ...parameters], {
      ...options,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  get pid(): number {
    return this.child.pid!;
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async prints(text: string | RegExp, patienceMs = 120_000): Promise<string> {
    const found = () => (typeof text === 'string' ? this.output.includes(text) : text.test(this.output));
    await eventually(`"${text}" in the output`, () => Promise.resolve(this.ended || found()), Boolean, patienceMs);
    if (!found()) throw new Error(`the program ended (${this.exitCode}) without "${text}":\n${this.output}`);
    return this.output;
  }

  /** As a terminal does on Ctrl-C: to the whole group. */
  signalGroup(signal: NodeJS.Signals): void {
    if (!this.ended) process.kill(-this.pid, signal);
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.ended) process.kill(this.pid, signal);
  }

  async end(patienceMs = 120_000): Promise<number | null> {
    await eventually('the end of the program', () => Promise.resolve(this.ended), Boolean, patienceMs);
    return this.exitCode;
  }
}
