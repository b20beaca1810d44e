import { Config } from '@sambung/config';
import { inScope, PIPELINE } from '@sambung/database';
import { Doorbell, DoorbellSource } from '@sambung/events';
import { DataSource, EntityManager } from 'typeorm';

const MOST_IN_FLIGHT = 5;
/** Endpoints that one round serves, those that have waited longest first. */
const MOST_ENDPOINTS = 100;
/** Couriers claim one after another: each must see what the others have under way. */
const CLAIM_LOCK = 7_266_227;

/** Due, and under way with nobody. */
const FREE = `delivery.state = 'pending' and delivery.next_attempt_at <= now()
  and (delivery.locked_until is null or delivery.locked_until < now())
  and (delivery.enqueued_at is null or delivery.enqueued_at < now() - make_interval(secs => $1))`;

/** An endpoint that keeps order gets an event only when no earlier one about its actor is under way. */
const IN_ORDER = `not exists (
  select from webhook_deliveries waiting
  join partner_events earlier on earlier.id = waiting.event_id
  join partner_events event on event.id = delivery.event_id
  where waiting.endpoint_id = endpoint.id and waiting.state in ('pending', 'held')
    and earlier.actor_id = event.actor_id and (earlier.xid, earlier.id) < (event.xid, event.id))`;

/**
 * Each endpoint has five places and a bucket of tokens that fills by the second; one whose circuit was opened has a
 * single place until an attempt succeeds. Parameters: lease in seconds, places, tokens a second, endpoints.
 */
const CLAIM = `
  with burden as (
    select id, ordering, rate_at,
      least($3::float8, rate_tokens + extract(epoch from now() - greatest(rate_at, now() - interval '1 minute')) * $3::float8) as tokens,
      case when circuit_open_until is null then $2 else 1 end - (
        select count(*) from webhook_deliveries busy
        where busy.endpoint_id = webhook_endpoints.id and busy.state = 'pending'
          and (busy.locked_until > now() or busy.enqueued_at > now() - make_interval(secs => $1))) as places
    from webhook_endpoints
    where status = 'active' and (circuit_open_until is null or circuit_open_until <= now())
      and exists (select from webhook_deliveries delivery where delivery.endpoint_id = webhook_endpoints.id and ${FREE})
  ), endpoint as (
    select * from burden where places > 0 and tokens >= 1 order by rate_at limit $4
  ), due as (
    select chosen.id, endpoint.id as endpoint_id
    from endpoint cross join lateral (
      select delivery.id from webhook_deliveries delivery
      where delivery.endpoint_id = endpoint.id and ${FREE} and (endpoint.ordering = 'none' or ${IN_ORDER})
      order by delivery.next_attempt_at, delivery.event_id
      limit least(endpoint.places, floor(endpoint.tokens))::int
      for update of delivery skip locked
    ) chosen
  ), spent as (
    update webhook_endpoints set rate_at = now(),
      rate_tokens = endpoint.tokens - (select count(*) from due where due.endpoint_id = endpoint.id)
    from endpoint where webhook_endpoints.id = endpoint.id
  )
  update webhook_deliveries delivery set enqueued_at = now() from due where delivery.id = due.id
  returning delivery.id`;

/** Deliveries whose next attempt is due, by the database's clock, as many as their endpoints bear. */
export class DeliverySource implements DoorbellSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  async claim(): Promise<Doorbell[]> {
    const rows = await inScope(this.dataSource, PIPELINE, (tx) => this.claimDue(tx));
    return rows.map(({ id }) => ({ id, queue: 'deliver', job: 'send-delivery' }));
  }

  private async claimDue(tx: EntityManager): Promise<{ id: string }[]> {
    await tx.query('select pg_advisory_xact_lock($1)', [CLAIM_LOCK]);
    const { OUTBOX_LEASE_SECONDS: lease, WEBHOOK_REQUESTS_PER_SECOND: rate } = this.config;
    const [rows] = (await tx.query(CLAIM, [lease, MOST_IN_FLIGHT, rate, MOST_ENDPOINTS])) as [{ id: string }[], number];
    return rows;
  }

  async giveBack(ids: readonly string[]): Promise<void> {
    await inScope(this.dataSource, PIPELINE, (tx) =>
      tx.query('update webhook_deliveries set enqueued_at = null where id = any($1)', [ids]),
    );
  }
}
