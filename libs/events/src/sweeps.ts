import { Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Work that no event starts: somebody has to look from time to time. */
export interface Sweep {
  /** Names it among all processes. */
  readonly name: string;
  readonly everyMs: number;
  /** May run twice, also at once, for a process may be frozen in the middle and another begin. */
  sweep(): Promise<unknown>;
}

/** A look that comes a little early is not left out. */
const EARLY = 0.9;

/** Begins a sweep where nobody has for long enough, on the database's clock. Parameters: name, milliseconds. */
const BEGIN = `
  insert into sweeps (name, began_at) values ($1, now())
  on conflict (name) do update set began_at = now() where sweeps.began_at <= now() - make_interval(secs => $2::float8 / 1000)
  returning name`;

/** Looks for each sweep when it is due; of all processes one does it. One that fails is tried again at the next look. */
export class Sweeps implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Sweeps.name);
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly sweeps: readonly Sweep[],
  ) {}

  onApplicationBootstrap(): void {
    for (const sweep of this.sweeps) {
      this.timers.push(setInterval(() => this.look(sweep), sweep.everyMs));
      this.look(sweep);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running.values());
  }

  private look(sweep: Sweep): void {
    const { name } = sweep;
    if (this.running.has(name)) return;
    this.running.set(name, this.sweepIfDue(sweep).finally(() => this.running.delete(name))); // prettier-ignore
  }

  private async sweepIfDue(sweep: Sweep): Promise<void> {
    const { name, everyMs } = sweep;
    try {
      const begun: unknown[] = await this.dataSource.query(BEGIN, [name, everyMs * EARLY]);
      if (begun.length === 0) return;
      await sweep.sweep();
    } catch (error) {
      this.logger.warn(`${name}: ${(error as Error).message}`);
      await this.dataSource.query('delete from sweeps where name = $1', [name]).catch(() => undefined);
    }
  }
}
