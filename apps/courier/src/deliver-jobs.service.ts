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

  /** @param id of the outbox row, or of the endpoint for `send-deliveries` */
  work(job: string, id: string): Promise<void> {
    if (job === 'send-deliveries') return this.send(id);
    return job === 'verify-endpoint' ? this.endpoint.work(id) : this.events.work(id);
  }

  /** Takes no more deliveries; those under way end. */
  stop(): void {
    this.sender.stop();
  }

  /** What was committed between the last look and the leave had its bell left out: the endpoint was being served. */
  private async send(endpointId: string): Promise<void> {
    const attempts = await this.sender.serve(endpointId, (attempt) => this.observe(attempt));
    if (attempts > 0) this.relay.ring();
  }

  private observe(attempt: Attempt): void {
    const outcome = attempt.error ?? `${Math.floor(attempt.status! / 100)}xx`;
    attemptSeconds.observe({ outcome }, attempt.durationMs / 1_000);
    this.logger.log({ event: 'attempt', outcome, ...attempt });
  }
}
