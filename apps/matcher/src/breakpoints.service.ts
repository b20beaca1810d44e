import { inTransaction } from '@sambung/database';
import { Relay } from '@sambung/events';
import { Recompute } from '@sambung/matches';
import { SeatsService } from '@sambung/rounds';
import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

const EVERY_MS = 30_000;

/**
 * Looks for results that a date has overtaken, and for seats that nobody has answered in time. Any number of processes may do so: a waiting
 * profile is not queued twice, and a seat expires once.
 */
@Injectable()
export class Breakpoints implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Breakpoints.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    private readonly recompute: Recompute,
    private readonly seats: SeatsService,
    private readonly relay: Relay,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS);
    void this.sweep();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    await this.look('results', (tx) => this.recompute.overtakenByDate(tx));
    await this.look('seats', (tx) => this.seats.expire(tx));
  }

  private async look(what: string, forOverdue: (tx: EntityManager) => Promise<number>): Promise<void> {
    try {
      const found = await inTransaction(this.dataSource, forOverdue);
      if (found > 0) this.relay.ring();
    } catch (error) {
      this.logger.warn(`breakpoints, ${what}: ${(error as Error).message}`);
    }
  }
}
