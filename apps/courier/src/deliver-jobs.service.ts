import { Relay } from '@sambung/events';
import { attemptSeconds } from '@sambung/config';
import { Attempt, Sender } from '@sambung/webhooks';
import { Injectable, Logger } from '@nestjs/common';
import { PublishEvents } from './publish-events.service';
import { VerifyEndpoint } from './verify-endpoint.service';

/** Which service does which job of the deliver queue. */
@Injectable()
export class DeliverJobs {
  private readonly logger = new Logger('Attempt');

  constructor(
    private readonly relay: Relay,
    private readonly sender: Sender,
    private readonly endpoint: VerifyEndpoint,
    private readonly events: PublishEvents,
  ) {}

  /** @param id of the outbox row, or of the delivery for `send-delivery` */
  work(job: string, id: string): Promise<void> {
    if (job === 'send-delivery') return this.send(id);
    return job === 'verify-endpoint' ? this.endpoint.work(id) : this.events.work(id);
  }

  /** The place that it leaves at the endpoint may be the next delivery's. */
  private async send(id: string): Promise<void> {
    const attempt = await this.sender.send(id);
    if (attempt) this.observe(attempt);
    this.relay.ring();
  }

  private observe(attempt: Attempt): void {
    const outcome = attempt.error ?? `${Math.floor(attempt.status! / 100)}xx`;
    attemptSeconds.observe({ outcome }, attempt.durationMs / 1_000);
    this.logger.log({ event: 'attempt', outcome, ...attempt });
  }
}
