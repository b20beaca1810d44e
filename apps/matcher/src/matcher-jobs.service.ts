import { Injectable } from '@nestjs/common';
import { MatchJobs } from './match-jobs.service';
import { NotifyOwner } from './notify-owner.service';

/** Which service does which job of the matcher's queues. */
@Injectable()
export class MatcherJobs {
  constructor(
    private readonly matches: MatchJobs,
    private readonly owners: NotifyOwner,
  ) {}

  /** @param id of the outbox row */
  work(job: string, id: string): Promise<void> {
    return job === 'notify-owner' ? this.owners.work(id) : this.matches.work(id);
  }
}
