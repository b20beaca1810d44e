import { Clock } from '@sambung/config';
import { RightsRequests } from '@sambung/profiles';
import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

const EVERY_MS = 300_000;

/** Says once of each request that nobody has answered for 48 hours that its 72 hours run out. */
@Injectable()
export class RightsAlarm implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RightsAlarm.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    private readonly requests: RightsRequests,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
    void this.look();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    try {
      await this.raise();
    } catch (error) {
      this.logger.warn(`requests of data subjects: ${(error as Error).message}`);
    }
  }

  /** @returns ids of the requests that the log now names; any number of processes may ask, each is named once */
  async raise(): Promise<string[]> {
    const late = await this.requests.raiseAlarm(this.dataSource.manager);
    for (const { id, kind, dueAt } of late) {
      const hoursLeft = Math.floor((dueAt.getTime() - this.clock.now().getTime()) / 3_600_000);
      this.logger.warn({ event: 'rightsRequestLate', id, kind, hoursLeft });
    }
    return late.map(({ id }) => id);
  }
}
