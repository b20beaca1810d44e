import { inTrace } from '@sambung/tracing';
import { Injectable } from '@nestjs/common';
import { HttpPost, PostResult } from './http-post.service';
import { LeasedDelivery, Leases } from './leases.service';
import { Outcomes } from './outcomes.service';
import { SendingSession } from './sending-session';
import { signedHeaders } from './signature';

export interface Attempt {
  deliveryId: string;
  endpointId: string;
  attempt: number;
  status: number | null;
  error: PostResult['error'];
  durationMs: number;
}

/** Delivers events to endpoints. No transaction is open while a partner is called. */
@Injectable()
export class Sender {
  private readonly sessions = new Set<SendingSession>();
  private isStopped = false;

  constructor(
    private readonly leases: Leases,
    private readonly outcomes: Outcomes,
    private readonly http: HttpPost,
  ) {}

  /**
   * Sends what an endpoint has to get until nothing is due. May be called twice or late: one caller serves an endpoint.
   * @param observe is told of each attempt, once it is recorded
   * @returns how many attempts were made
   */
  async serve(endpointId: string, observe: (attempt: Attempt) => void): Promise<number> {
    if (this.isStopped) return 0;
    const tell = (delivery: LeasedDelivery, result: PostResult) => observe(toAttempt(delivery, result));
    const session = new SendingSession(endpointId, this.leases, this.outcomes, (delivery) => this.post(delivery), tell);
    this.sessions.add(session);
    try {
      return await session.run();
    } finally {
      this.sessions.delete(session);
    }
  }

  /** Begins no further attempt; those under way end. */
  stop(): void {
    this.isStopped = true;
    for (const session of this.sessions) session.stop();
  }

  private post(delivery: LeasedDelivery): Promise<PostResult> {
    const { id, endpointId, eventId, attempts, traceparent, keys, body, url, clockOffset } = delivery;
    const attributes = { 'sambung.delivery': id, 'sambung.endpoint': endpointId, 'sambung.id': eventId, 'sambung.attempt': attempts };
    return inTrace(traceparent, { name: 'webhook attempt', kind: 'call', attributes }, async (span) => {
      const at = new Date(clockOffset + performance.now());
      const result = await this.http.post(url, signedHeaders(keys, { id: eventId, body, at }), body);
      span?.setAttribute('http.response.status_code', result.status ?? 0);
      if (result.error) span?.setAttribute('sambung.error', result.error);
      return result;
    });
  }
}

const toAttempt = ({ id, endpointId, attempts }: LeasedDelivery, { status, error, durationMs }: PostResult): Attempt => ({
  deliveryId: id,
  endpointId,
  attempt: attempts,
  status,
  error,
  durationMs,
});
