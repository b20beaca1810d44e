import { Injectable } from '@nestjs/common';
import { MatchJobs } from './match-jobs.service';
import { NotifyOwner } from './notify-owner.service';
import { TellOfTrouble } from './tell-of-trouble.service';

/** Which service does which job of the matcher's queues. */
@Injectable()
export class MatcherJobs {
  constructor(
    private readonly matches: MatchJobs,
    private readonly owners: NotifyOwner,
    private readonly trouble: TellOfTrouble,
  ) {}

  /** @param id of the outbox row */
  work(job: string, id: string): Promise<void> {
    if (job === 'notify-owner') return this.owners.work(id);
    return job === 'tell-partner' || job === 'tell-operator' ? this.trouble.work(id) : this.matches.work(id);
  }
}
