import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../apps/cli/src/embedded/free-port';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';

export type Program = 'api' | 'matcher' | 'courier';

const RESTART_AFTER_MS = 1_000;
const BOOT_MS = 60_000;

/** One place for a process; whoever stands there is replaced when it ends, as a service manager does. */
export class Post {
  process: ProgramProcess;
  /** Ends that nobody here caused. */
  unexpectedEnds: string[] = [];
  private expected = false;
  private closed = false;
  port = 0;
  /** Whether a load balancer would send callers here. */
  inRotation = true;

  constructor(
    readonly program: Program,
    private readonly environment: () => NodeJS.ProcessEnv,
  ) {}

  async start(): Promise<void> {
    this.port ||= await freePort();
    this.spawn();
    await this.ready();
    void this.watch();
    if (this.program === 'api') void this.watchReadiness();
  }

  async ready(): Promise<void> {
    await eventually(`the ${this.program}`, () => this.answers(this.program === 'api' ? 'healthz' : 'metrics'), Boolean, BOOT_MS);
  }

  private spawn(): void {
    this.expected = false;
    const env = { ...this.environment(), [this.program === 'api' ? 'HTTP_PORT' : 'METRICS_PORT']: String(this.port) };
    this.process = new ProgramProcess(`${this.program}/src/main.js`, [], { env });
  }

  private answers(path: string): Promise<boolean> {
    const signal = AbortSignal.timeout(3_000);
    return fetch(`http://127.0.0.1:${this.port}/${path}`, { signal }).then((answer) => answer.ok, () => false); // prettier-ignore
  }

  private async watchReadiness(): Promise<void> {
    for (; !this.closed; await wait(250)) this.inRotation = await this.answers('readyz');
  }

  private async watch(): Promise<void> {
    while (!this.closed) {
      if (this.process.ended) {
        if (!this.expected) this.unexpectedEnds.push(`${this.program} ended by itself:\n${this.process.output.slice(-2_000)}`);
        await wait(RESTART_AFTER_MS);
        if (!this.closed) this.spawn();
      }
      await wait(50);
    }
  }

  /** @returns milliseconds until it has ended */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number> {
    const { process } = this;
    const started = performance.now();
    this.expected = true;
    process.signal(signal);
    await process.end();
    return performance.now() - started;
  }

  /** Poison may kill whoever stands here. */
  expectEnds(): void {
    this.unexpectedEnds = [];
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.end('SIGKILL');
    this.process.signalGroup('SIGKILL');
  }
}

/** The processes of one system: two of each kind, as on two hosts. */
export class Fleet {
  readonly posts: Post[];

  constructor(environment: (program: Program) => NodeJS.ProcessEnv) {
    const programs: Program[] = ['api', 'api', 'matcher', 'matcher', 'courier', 'courier'];
    this.posts = programs.map((program) => new Post(program, () => environment(program)));
  }

  async start(): Promise<void> {
    await Promise.all(this.posts.map((post) => post.start()));
  }

  of(...programs: Program[]): Post[] {
    return this.posts.filter(({ program }) => programs.includes(program));
  }

  /** One process of each kind. */
  get hosts(): Post[][] {
    return [0, 1].map((host) => this.posts.filter((_, index) => index % 2 === host));
  }

  /** Where a load balancer would send the next caller; anywhere when nobody is ready. */
  get addresses(): string[] {
    const apis = this.of('api');
    const ready = apis.filter(({ inRotation }) => inRotation);
    return (ready.length > 0 ? ready : apis).map(({ port }) => `http://127.0.0.1:${port}`);
  }

  /** Ends that no fault here caused since the last call. */
  takeUnexpectedEnds(): string[] {
    return this.posts.flatMap((post) => post.unexpectedEnds.splice(0));
  }

  async stop(): Promise<void> {
    await Promise.all(this.posts.map((post) => post.close()));
  }
}
