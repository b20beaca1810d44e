import { institutionOf, Principal, testRowsOf } from '@sambung/accounts';
import { conflict, notFound, refuseFaults } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { assertActive } from './endpoints.service';
import { PartnerEvent } from './partner-event.entity';
import { WebhookAttempt, WebhookDelivery } from './webhook-delivery.entity';
import { WebhookEndpoint } from './webhook-endpoint.entity';

/** A delivery, what it carries, and how each attempt went. */
export interface DeliveryRecord {
  delivery: WebhookDelivery;
  event: PartnerEvent;
  attempts: WebhookAttempt[];
}

/** A delivery in the log: with its event, and how the newest attempt went. */
export type ListedDelivery = WebhookDelivery & { type: string; createdAt: Date } & Pick<WebhookAttempt, 'status' | 'error'>;

/** Which deliveries are asked for, newest first. */
export interface DeliveriesPage {
  /** Id of an event. */
  after?: string;
  limit: number;
  state?: WebhookDelivery['state'];
  type?: string;
  /** An actor, a match, or whatever else the events are about. */
  subject?: string;
}

/** How many deliveries one call recovers; whoever lacks more asks again. */
export const MOST_RECOVERED = 10_000;

/** What partners see of their deliveries. */
@Injectable()
export class DeliveriesService {
  async ofEndpoint(
    tx: EntityManager,
    endpoint: WebhookEndpoint,
    { after, limit, state, type, subject }: DeliveriesPage,
  ): Promise<ListedDelivery[]> {
    return tx.query(
      `select delivery.id, delivery.event_id as "eventId", delivery.endpoint_id as "endpointId", delivery.state,
         delivery.attempts, delivery.next_attempt_at as "nextAttemptAt", delivery.delivered_at as "deliveredAt", event.type,
         event.created_at as "createdAt", newest.status, newest.error
       from webhook_deliveries delivery join partner_events event on event.id = delivery.event_id
         left join lateral (
           select status, error from webhook_attempts attempt where attempt.delivery_id = delivery.id order by attempt.number desc limit 1
         ) newest on true
       where delivery.endpoint_id = $1 and ($2::uuid is null or event.id < $2) and ($4::text is null or delivery.state = $4)
         and ($5::text is null or event.type = $5) and ($6::uuid is null or $6 in (event.actor_id, event.subject_id))
       order by event.id desc limit $3`,
      [endpoint.id, after ?? null, limit, state ?? null, type ?? null, subject ?? null],
    );
  }

  async attempts(tx: EntityManager, principal: Principal, deliveryId: string): Promise<WebhookAttempt[]> {
    await this.own(tx, principal, deliveryId);
    return tx.find(WebhookAttempt, { where: { deliveryId }, order: { number: 'asc' } });
  }

  /** One delivery with the event that it carries and every attempt. @throws DomainError DeliveryUnknown */
  async get(tx: EntityManager, principal: Principal, id: string): Promise<DeliveryRecord> {
    const delivery = await this.own(tx, principal, id);
    const event = await tx.findOneByOrFail(PartnerEvent, { id: delivery.eventId });
    return { delivery, event, attempts: await this.attempts(tx, principal, id) };
  }

  /** The delivery of an event to an endpoint. */
  async idOf(tx: EntityManager, eventId: string, endpointId: string): Promise<string> {
    return (await tx.findOneByOrFail(WebhookDelivery, { eventId, endpointId })).id;
  }

  private async own(tx: EntityManager, principal: Principal, id: string): Promise<WebhookDelivery> {
    const delivery = await tx
      .createQueryBuilder(WebhookDelivery, 'delivery')
      .innerJoin(WebhookEndpoint, 'endpoint', 'endpoint.id = delivery.endpoint_id')
      .where('delivery.id = :id and endpoint.institution_id = :institutionId', { id, institutionId: institutionOf(principal) })
      .andWhere('endpoint.is_test = coalesce(:isTest, endpoint.is_test)', { isTest: testRowsOf(principal) })
      .getOne();
    if (!delivery) throw notFound('DeliveryUnknown', 'Kiriman tidak ditemukan.', 'There is no such delivery.');
    return delivery;
  }

  /** Sends one event again, with the same id and a new timestamp. */
  async resend(tx: EntityManager, principal: Principal, id: string): Promise<void> {
    const delivery = await this.own(tx, principal, id);
    if (delivery.state === 'cancelled') {
      throw conflict('DeliveryCancelled', 'Kiriman ini sudah dibatalkan.', 'This delivery was cancelled.');
    }
    assertActive(await tx.findOneByOrFail(WebhookEndpoint, { id: delivery.endpointId }));
    if (await tx.existsBy(PartnerEvent, { id: delivery.eventId, body: IsNull() })) {
      throw conflict('BodyGone', 'Isi kejadian dihapus setelah 30 hari.', 'The body of the event went after 30 days.');
    }
    await tx.query(`update webhook_deliveries set state = 'pending', next_attempt_at = now(), attempts = 0 where id = $1`, [id]);
  }

  /**
   * Sends again what an endpoint has not got since a time; what is under way already is left alone, so that asking twice
   * sends nothing twice.
   * @param since at most 30 days ago
   * @returns how many deliveries, the oldest ones first and at most {@link MOST_RECOVERED}
   */
  async recover(tx: EntityManager, endpoint: WebhookEndpoint, since: Date): Promise<number> {
    assertActive(endpoint);
    const [{ tooLong }] = (await tx.query(`select $1::timestamptz < now() - interval '30 days' as "tooLong"`, [since])) as [
      { tooLong: boolean },
    ];
    if (tooLong) {
      const detail = { id: 'Paling lama 30 hari yang lalu.', en: 'At most 30 days ago.' };
      refuseFaults([{ pointer: '/since', code: 'TooLongAgo', detail }]);
    }
    const [, recovered] = (await tx.query(
      `update webhook_deliveries set state = 'pending', attempts = 0, next_attempt_at = now(), locked_until = null
       where id in (
         select delivery.id from webhook_deliveries delivery join partner_events event on event.id = delivery.event_id
         where delivery.endpoint_id = $1 and event.created_at >= $2 and event.body is not null and delivery.state in ('exhausted', 'held')
         order by event.id limit $3 for update of delivery)`,
      [endpoint.id, since, MOST_RECOVERED],
    )) as [unknown, number];
    return recovered;
  }

  /**
   * Events of the principal's institution after one that it knows, in the order in which they were committed: for
   * reconciling after an outage. Events of transactions that may still be overtaken wait for the next call.
   * @throws DomainError CursorUnknown, for an empty page would look like the end
   */
  async events(tx: EntityManager, principal: Principal, { after, limit }: { after?: string; limit: number }): Promise<PartnerEvent[]> {
    const institutionId = institutionOf(principal);
    const isTest = testRowsOf(principal);
    if (after && !(await tx.existsBy(PartnerEvent, { id: after, institutionId, ...(isTest !== null && { isTest }) }))) {
      const detail = {
        id: 'Tidak ada kejadian ber-id ini. Mulai lagi tanpa after.',
        en: 'There is no event with this id. Begin again without after.',
      };
      refuseFaults([{ pointer: '/after', code: 'CursorUnknown', detail }]);
    }
    return tx.query(
      `select id, type, body, created_at as "createdAt" from partner_events
       where institution_id = $1 and is_test = coalesce($4, is_test) and xid < pg_snapshot_xmin(pg_current_snapshot())
         and ($2::uuid is null or (xid, id) > (select xid, id from partner_events where id = $2 and institution_id = $1))
       order by xid, id limit $3`,
      [institutionId, after ?? null, limit, isTest],
    );
  }
}
