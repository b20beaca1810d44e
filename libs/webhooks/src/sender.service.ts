import { Clock } from '@sambung/config';
import { inTransaction } from '@sambung/database';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EndpointHealth } from './endpoint-health.service';
import { HttpPost, PostResult, TOTAL_TIMEOUT_MS } from './http-post.service';
import { MOST_ATTEMPTS, retryDelay } from './retry-schedule';
import { signedHeaders } from './signature';
import { SEALED_KEYS, SealedKeys, SigningKeysService } from './signing-keys.service';

/** The call and three seconds to record it; a courier that was killed holds a delivery no longer than that. */
const LOCK_SECONDS = TOTAL_TIMEOUT_MS / 1_000 + 3;
const EXCERPT_LENGTH = 2_000;
/** Failed attempts of one event after which its institution is warned. */
const WARN_AFTER = 4;

/** Only the news of an end, and what is about no actor, may leave without the owner's consent. */
const MAY_LEAVE = `(event.actor_id is null or event.type in ('consent.withdrawn', 'match.withdrawn') or exists (
  select from consents where consents.actor_id = event.actor_id and consents.purpose = 'sharing'
    and consents.institution_id = event.institution_id and consents.withdrawn_at is null))`;

interface LeasedDelivery extends SealedKeys {
  id: string;
  /** Rises with every lease: whoever holds an older number has been overtaken. */
  attempts: number;
  eventId: string;
  type: string;
  body: string;
  url: string;
}

export interface Attempt {
  deliveryId: string;
  endpointId: string;
  attempt: number;
  status: number | null;
  error: PostResult['error'];
  durationMs: number;
}

const succeeded = ({ status }: PostResult): boolean => status !== null && status >= 200 && status <= 299;

/** Delivers one event to one endpoint. No transaction is open while the partner is called. */
@Injectable()
export class Sender {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: SigningKeysService,
    private readonly health: EndpointHealth,
    private readonly http: HttpPost,
    private readonly clock: Clock,
  ) {}

  /** Makes one attempt if one is due. May be called twice or late: the lease lets only one caller send. */
  async send(deliveryId: string): Promise<Attempt | null> {
    const delivery = await this.lease(deliveryId);
    if (!delivery) return null;
    const headers = signedHeaders(this.keys.open(delivery), { id: delivery.eventId, body: delivery.body, at: this.clock.now() });
    const result = await this.http.post(delivery.url, headers, delivery.body);
    await inTransaction(this.dataSource, (tx) => this.record(tx, delivery, result));
    const { attempts: attempt, endpointId } = delivery;
    const { status, error, durationMs } = result;
    return { deliveryId, endpointId, attempt, status, error, durationMs };
  }

  /** Takes the delivery, unless consent has ended: then it is cancelled. */
  private async lease(id: string): Promise<LeasedDelivery | undefined> {
    const [rows] = (await this.dataSource.query(
      `update webhook_deliveries delivery
       set locked_until = now() + make_interval(secs => $2), attempts = delivery.attempts + 1
       from partner_events event, webhook_endpoints endpoint
       where delivery.id = $1 and delivery.state = 'pending' and delivery.next_attempt_at <= now()
         and (delivery.locked_until is null or delivery.locked_until < now())
         and event.id = delivery.event_id and endpoint.id = delivery.endpoint_id and endpoint.status = 'active'
         and ${MAY_LEAVE}
       returning delivery.id, delivery.attempts, event.id as "eventId", event.type, event.body, endpoint.url, ${SEALED_KEYS}`,
      [id, LOCK_SECONDS],
    )) as [LeasedDelivery[], number];
    if (rows.length === 0) await this.cancelWithoutConsent(id);
    return rows[0];
  }

  private async cancelWithoutConsent(id: string): Promise<void> {
    await this.dataSource.query(
      `update webhook_deliveries delivery set state = 'cancelled' from partner_events event
       where delivery.id = $1 and delivery.state = 'pending' and event.id = delivery.event_id and not ${MAY_LEAVE}`,
      [id],
    );
  }

  /** The endpoint's row is locked before the delivery's, as everywhere. */
  private async record(tx: EntityManager, delivery: LeasedDelivery, result: PostResult): Promise<void> {
    await this.insertAttempt(tx, delivery, result);
    if (succeeded(result)) {
      await this.health.succeeded(tx, delivery.endpointId);
      await tx.query(`update webhook_deliveries set state = 'delivered', delivered_at = now(), locked_until = null where id = $1`, [
        delivery.id,
      ]);
    } else if (result.status === 410 || result.control === 'disable') {
      await this.health.disable(tx, delivery.endpointId, 'gone');
    } else {
      await this.health.failed(tx, delivery.endpointId);
      await this.retryLater(tx, delivery, result);
    }
  }

  private async insertAttempt(tx: EntityManager, { id, endpointId }: LeasedDelivery, result: PostResult): Promise<void> {
    const { status, error, durationMs, body } = result;
    const responseExcerpt = body ? masked(body).slice(0, EXCERPT_LENGTH) : null;
    await tx.query(
      `insert into webhook_attempts (id, delivery_id, endpoint_id, number, status, error, duration_ms, response_excerpt)
       select $1, $2, $7, coalesce(max(number), 0) + 1, $3, $4, $5, $6 from webhook_attempts where delivery_id = $2`,
      [uuid(), id, status, error, durationMs, responseExcerpt, endpointId],
    );
  }

  private async retryLater(tx: EntityManager, delivery: LeasedDelivery, { status, error, retryAfter, control }: PostResult): Promise<void> {
    const { id, attempts } = delivery;
    const throttled = status === 429 || error === 'timeout';
    const made = control === 'abort-message' ? MOST_ATTEMPTS : attempts;
    const delay = retryDelay({ attempts: made, throttled, retryAfter }, Math.random());
    const [, changed] = (await tx.query(
      `update webhook_deliveries set locked_until = null, enqueued_at = null,
         state = case when $3::float8 is null then 'exhausted' else state end,
         next_attempt_at = case when $3::float8 is null then next_attempt_at else now() + make_interval(secs => $3) end
       where id = $1 and attempts = $2 and state = 'pending'`,
      [id, attempts, delay],
    )) as [unknown, number];
    if (changed === 0) return;
    if (delay === null) await this.health.warn(tx, 'delivery.exhausted', delivery);
    else if (attempts === WARN_AFTER) await this.health.warn(tx, 'delivery.failing', delivery);
  }
}

/** A partner's error page may repeat what it was sent; long digit runs could be somebody's number. */
const masked = (text: string): string => text.replaceAll('\0', '').replace(/\d{6,}/g, (digits) => '•'.repeat(digits.length));
