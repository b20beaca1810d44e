import { currentTraceparent } from '@sambung/tracing';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { DomainType, OperationalType, PartnerEventType, TroubleType } from './event-catalogue';
import { PartnerEvent } from './partner-event.entity';
import { WebhookEndpoint } from './webhook-endpoint.entity';

export interface NewPartnerEvent {
  type: DomainType;
  institutionId: string;
  actorId: string;
  /** What the event is about: a match or a consent. */
  subjectId: string;
  version: number;
}

export interface NewOperationalEvent {
  type: Exclude<OperationalType, 'offer.lapsed'>;
  institutionId: string;
  /** What the event is about: an endpoint or a delivery. */
  subjectId: string;
  version: number;
  endpointId: string;
  /** Further members of `data`. */
  about?: Record<string, string | number>;
}

export interface LapsedOffer {
  institutionId: string;
  offerId: string;
  slug: string;
  /** Rises with each lapse. */
  version: number;
}

type Row = Pick<PartnerEvent, 'type' | 'institutionId' | 'actorId' | 'subjectId' | 'version' | 'isTest' | 'body'>;

/** Thin on purpose: no NIK, phone, name or income. Details are read over the API, while consent lasts. */
function domainData({ type, institutionId, actorId, subjectId, version }: NewPartnerEvent): Record<string, unknown> {
  const isMatch = type.startsWith('match.');
  return {
    ...(isMatch ? { match_id: subjectId } : { consent_id: subjectId }),
    subject: actorId,
    version,
    institution_id: institutionId,
    links: isMatch ? { self: `/api/v1/partner/matches/${subjectId}` } : {},
  };
}

const operationalData = ({ institutionId, version, endpointId, about }: NewOperationalEvent): Record<string, unknown> => ({
  ...about,
  endpoint_id: endpointId,
  version,
  institution_id: institutionId,
  links: { self: `/api/v1/webhook-endpoints/${endpointId}` },
});

const bodyOf = (type: PartnerEventType, at: Date, data: Record<string, unknown>): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), data });

/** News of an endpoint is of its kind. */
const isTestEndpoint = (tx: EntityManager, id: string): Promise<boolean> => tx.existsBy(WebhookEndpoint, { id, isTest: true });

@Injectable()
export class EventPublisher {
  /**
   * Writes the event and one delivery for each verified endpoint that wants it, in the caller's transaction; those of
   * a disabled endpoint are held until it answers a challenge again.
   * May run twice for one version of a subject: the second time it changes nothing.
   */
  async publish(tx: EntityManager, event: NewPartnerEvent, at: Date): Promise<void> {
    const id = await this.write(tx, { ...event, isTest: false, body: bodyOf(event.type, at, domainData(event)) });
    if (id) await this.deliverToAll(tx, id);
  }

  /** The same of an invented match, for endpoints for tests. It is about nobody, so that no consent is asked for. */
  async publishInvented(tx: EntityManager, event: NewPartnerEvent, at: Date): Promise<void> {
    const id = await this.write(tx, { ...event, actorId: null, isTest: true, body: bodyOf(event.type, at, domainData(event)) });
    if (id) await this.deliverToAll(tx, id);
  }

  /**
   * News of one endpoint for the others of its institution: it may be the one that does not answer. May run twice.
   * @returns the id of the event, or null when it has been told of already
   */
  async publishTrouble(tx: EntityManager, event: NewOperationalEvent & { type: TroubleType }, at: Date): Promise<string | null> {
    const { type, institutionId, subjectId, version, endpointId } = event;
    const body = bodyOf(type, at, operationalData(event));
    const isTest = await isTestEndpoint(tx, endpointId);
    const id = await this.write(tx, { type, institutionId, subjectId, version, actorId: null, isTest, body });
    if (id) await this.deliverToAll(tx, id, endpointId);
    return id;
  }

  /** Tells an institution that an offer of its own was paused. May run twice. */
  async publishLapse(tx: EntityManager, { institutionId, offerId, slug, version }: LapsedOffer, at: Date): Promise<void> {
    const data = { offer: slug, version, institution_id: institutionId, links: { self: `/api/v1/offers/${slug}` } };
    const row = { type: 'offer.lapsed' as const, institutionId, subjectId: offerId, version, actorId: null, isTest: false };
    const id = await this.write(tx, { ...row, body: bodyOf('offer.lapsed', at, data) });
    if (id) await this.deliverToAll(tx, id);
  }

  /** A test event, for its endpoint alone, whatever that asked for. @returns the id of the event */
  async publishTest(tx: EntityManager, event: Omit<NewOperationalEvent, 'type'>, at: Date): Promise<string> {
    const { institutionId, subjectId, version, endpointId } = event;
    const type = 'endpoint.test';
    const body = bodyOf(type, at, operationalData({ ...event, type }));
    const isTest = await isTestEndpoint(tx, endpointId);
    const id = (await this.write(tx, { type, institutionId, subjectId, version, actorId: null, isTest, body }))!;
    await tx.query('insert into webhook_deliveries (id, event_id, endpoint_id) values ($1, $2, $3)', [uuid(), id, endpointId]);
    return id;
  }

  /** @returns null when this version of the subject has been told of already */
  private async write(tx: EntityManager, row: Row): Promise<string | null> {
    const id = uuid();
    const insert = tx.createQueryBuilder().insert().into(PartnerEvent).values({ id, ...row, traceparent: currentTraceparent() }).orIgnore(); // prettier-ignore
    const { raw } = await insert.returning('id').execute();
    return (raw as unknown[]).length > 0 ? id : null;
  }

  private async deliverToAll(tx: EntityManager, eventId: string, exceptId: string | null = null): Promise<void> {
    await tx.query(
      `insert into webhook_deliveries (id, event_id, endpoint_id, state)
       select gen_random_uuid(), event.id, endpoint.id, case when endpoint.status = 'active' then 'pending' else 'held' end
       from partner_events event join webhook_endpoints endpoint
         on endpoint.institution_id = event.institution_id and endpoint.is_test = event.is_test and event.type = any(endpoint.event_types)
       where event.id = $1 and endpoint.verified_at is not null and endpoint.status <> 'deleted' and endpoint.id is distinct from $2::uuid`,
      [eventId, exceptId],
    );
  }

  /** Ends what is still on its way about an actor to an institution, except the news of the withdrawal itself. */
  async cancelPending(tx: EntityManager, actorId: string, institutionId: string): Promise<void> {
    await tx.query(
      `update webhook_deliveries set state = 'cancelled'
       from partner_events event
       where event.id = event_id and event.actor_id = $1 and event.institution_id = $2
         and event.type not in ('consent.withdrawn', 'match.withdrawn') and state in ('pending', 'held')`,
      [actorId, institutionId],
    );
  }
}
