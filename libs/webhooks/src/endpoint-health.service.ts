import { Clock } from '@sambung/config';
import { emit } from '@sambung/events';
import { Injectable, Logger } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { OPERATIONAL_TYPES, TroubleType } from './event-catalogue';
import { EventPublisher, NewOperationalEvent } from './event-publisher.service';

const BREAKER = { leastAttempts: 10, failedShare: 0.7, windowMinutes: 5, openSeconds: 30 } as const;
const LONGEST_FAILING_HOURS = 120;
/** Hours of failures alone after which people are told, the longest first. */
const TOLD_AFTER_HOURS = [72, 24] as const;

export interface FailingDelivery {
  id: string;
  eventId: string;
  type: string;
  endpointId: string;
  institutionId: string;
  attempts: number;
}

interface Failing {
  institutionId: string;
  /** Hours since the epoch. */
  since: number;
  failingFor: number;
}

/** What the attempts say about an endpoint: whether to go easy on it, and when to give it up. */
@Injectable()
export class EndpointHealth {
  private readonly logger = new Logger(EndpointHealth.name);

  constructor(
    private readonly publisher: EventPublisher,
    private readonly clock: Clock,
  ) {}

  /** One success clears every doubt. */
  async succeeded(tx: EntityManager, endpointId: string): Promise<void> {
    await tx.query(
      `update webhook_endpoints set failing_since = null, circuit_open_until = null
       where id = $1 and (failing_since is not null or circuit_open_until is not null)`,
      [endpointId],
    );
  }

  /** Counts a failure, whose attempt is recorded: opens the circuit, and disables what has only failed for five days. */
  async failed(tx: EntityManager, endpointId: string): Promise<void> {
    const [[endpoint]] = (await tx.query(
      `update webhook_endpoints set failing_since = coalesce(failing_since, now()) where id = $1
       returning institution_id as "institutionId", status = 'active' as "isActive",
         extract(epoch from now() - failing_since)::float8 / 3600 as hours, floor(extract(epoch from failing_since) / 3600)::int as since`,
      [endpointId],
    )) as [{ institutionId: string; isActive: boolean; hours: number; since: number }[], number];
    if (endpoint?.isActive && endpoint.hours >= LONGEST_FAILING_HOURS) return this.disable(tx, endpointId, 'failing');
    const hours = TOLD_AFTER_HOURS.find((some) => endpoint && endpoint.hours >= some);
    if (hours) await this.tellOfHours(tx, endpointId, { ...endpoint!, failingFor: hours });
    await tx.query(
      `update webhook_endpoints set circuit_open_until = now() + make_interval(secs => $5)
       from (select count(*) as made, count(*) filter (where status is null or status not between 200 and 299) as failed
             from webhook_attempts where endpoint_id = $1 and at > now() - make_interval(mins => $4)) recent
       where id = $1 and (circuit_open_until is not null or (recent.made >= $2 and recent.failed >= $3::float8 * recent.made))`,
      [endpointId, BREAKER.leastAttempts, BREAKER.failedShare, BREAKER.windowMinutes, BREAKER.openSeconds],
    );
  }

  /** What waits is held, not dropped, until the address answers a challenge again. Tells the other endpoints. */
  async disable(tx: EntityManager, endpointId: string, reason: 'gone' | 'failing'): Promise<void> {
    const [[endpoint]] = (await tx.query(
      `update webhook_endpoints set status = 'disabled', disabled_reason = $2, disablings = disablings + 1, circuit_open_until = null
       where id = $1 and status = 'active' returning institution_id as "institutionId", disablings as version`,
      [endpointId, reason],
    )) as [{ institutionId: string; version: number }[], number];
    await tx.query(`update webhook_deliveries set state = 'held', locked_until = null where endpoint_id = $1 and state = 'pending'`, [
      endpointId,
    ]);
    if (!endpoint) return;
    await this.tell(tx, { type: 'endpoint.disabled', ...endpoint, subjectId: endpointId, endpointId, about: { reason } });
  }

  /** The hour in which it had failed for so long is the version: it rises, and is the same at every further failure. */
  private async tellOfHours(tx: EntityManager, endpointId: string, { institutionId, since, failingFor: hours }: Failing): Promise<void> {
    const version = since + hours;
    await this.tell(tx, { type: 'endpoint.failing', institutionId, version, subjectId: endpointId, endpointId, about: { hours } });
  }

  /**
   * Tells the other endpoints, and people at the partner and at the operator: of each kind of trouble of an endpoint once a day,
   * for an endpoint that is away fails in every delivery. Needs the endpoint's row to be held.
   */
  private async tell(tx: EntityManager, event: NewOperationalEvent & { type: TroubleType }): Promise<void> {
    const eventId = await this.publisher.publishTrouble(tx, event, this.clock.now());
    if (!eventId) return;
    const { type, endpointId, about } = event;
    this.logger.warn({ event: 'trouble', type, endpointId, ...about });
    const told: unknown[] = await tx.query(
      `select from outbox where aggregateid = $1 and job = 'tell-operator' and type = $2 and created_at > now() - interval '24 hours' limit 1`,
      [endpointId, type],
    );
    if (told.length === 0 || type === 'endpoint.disabled') await emit(tx, type, { endpointId, eventId });
  }

  /** Tells of a delivery that fails, once, or that is given up. Bad news about bad news would never end. */
  async warn(tx: EntityManager, type: 'delivery.failing' | 'delivery.exhausted', delivery: FailingDelivery): Promise<void> {
    const { id: subjectId, eventId, endpointId, institutionId, attempts } = delivery;
    if ((OPERATIONAL_TYPES as readonly string[]).includes(delivery.type)) return;
    const made = 'select max(number)::int as made from webhook_attempts where delivery_id = $1';
    const version = type === 'delivery.failing' ? 1 : ((await tx.query(made, [subjectId])) as [{ made: number }])[0].made;
    const about = { delivery_id: subjectId, event_id: eventId, attempts };
    await this.tell(tx, { type, institutionId, subjectId, version, endpointId, about });
  }
}
