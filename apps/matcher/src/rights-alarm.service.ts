import { Clock } from '@sambung/config';
import { Sweep } from '@sambung/events';
import { RightsRequests } from '@sambung/profiles';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Says once of each request that nobody has answered for 48 hours that its 72 hours run out. */
@Injectable()
export class RightsAlarm implements Sweep {
  readonly name = 'late requests of data subjects';
  readonly everyMs = 300_000;
  private readonly logger = new Logger(RightsAlarm.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly requests: RightsRequests,
    private readonly clock: Clock,
  ) {}

  /** @returns ids of the requests that the log now names; any number of processes may ask, each is named once */
  async sweep(): Promise<string[]> {
    const late = await this.requests.raiseAlarm(this.dataSource.manager);
    for (const { id, kind, dueAt } of late) {
      const hoursLeft = Math.floor((dueAt.getTime() - this.clock.now().getTime()) / 3_600_000);
      this.logger.warn({ event: 'rightsRequestLate', id, kind, hoursLeft });
    }
    return late.map(({ id }) => id);
  }
}
