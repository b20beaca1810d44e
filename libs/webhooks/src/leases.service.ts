import { Config } from '@sambung/config';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FREE, IN_ORDER, MAY_LEAVE, TOKENS } from './due-deliveries';
import { TOTAL_TIMEOUT_MS } from './http-post.service';
import type { SigningKeys } from './signature';
import { SEALED_KEYS, SealedKeys, SigningKeysService } from './signing-keys.service';

/** Calls that one endpoint gets at once. */
export const MOST_IN_FLIGHT = 5;
/** The call and three seconds to record it; a courier that was killed holds an endpoint and its deliveries no longer than that. */
const LOCK_SECONDS = TOTAL_TIMEOUT_MS / 1_000 + 3;

/** A delivery in this process's hand. */
export interface LeasedDelivery {
  id: string;
  endpointId: string;
  institutionId: string;
  /** Rises with every lease: whoever holds an older number has been overtaken. */
  attempts: number;
  eventId: string;
  type: string;
  body: string;
  traceparent: string | null;
  url: URL;
  keys: SigningKeys;
  /** The endpoint has failed since its last success. */
  doubted: boolean;
  /** What `performance.now()` lacks of the database's time: a host whose own clock is wrong signs with the right time. */
  clockOffset: number;
}

type LeasedRow = Pick<LeasedDelivery, 'id' | 'attempts' | 'eventId' | 'type' | 'body' | 'traceparent'>;

/** What an endpoint's deliveries have in common. */
type Shared = SealedKeys & { url: string; doubted: boolean; alone: boolean; now: number };

/** A courier that serves an endpoint. */
export interface Caller {
  id: string;
  /** Whether it has found that nobody else has deliveries of the endpoint under way. */
  alone: boolean;
}

/**
 * Makes one caller the only one who serves an endpoint and puts due deliveries into its hand, as many as the bucket of
 * tokens allows. An endpoint whose circuit was opened gets a single one until an attempt succeeds, and what a caller who
 * vanished may still have under way counts against the five; there is none while a caller goes on who has found none.
 * What has lost its consent or its body is cancelled. What they all share is in the first row alone.
 * Parameters: endpoint, caller, seconds, deliveries that the caller may hold in all, ids that it holds, tokens a second, whether it has
 * found nobody else's.
 */
const LEASE = `
  with endpoint as (
    select endpoint.*, ${TOKENS('$6')} as tokens,
      case when $7 and sending_by = $2 then 0 else (select count(*) from webhook_deliveries busy
       where busy.endpoint_id = $1 and busy.state = 'pending' and busy.locked_until > now() and busy.id <> all($5::uuid[])) end as strangers
    from webhook_endpoints endpoint
    where id = $1 and status = 'active' and (circuit_open_until is null or circuit_open_until <= now())
      and (sending_by = $2 or sending_until is null or sending_until < now())
    for no key update
  ), due as (
    select chosen.* from endpoint cross join lateral (
      select delivery.id, delivery.event_id from webhook_deliveries delivery
      where delivery.endpoint_id = endpoint.id and ${FREE} and ${IN_ORDER}
      order by delivery.next_attempt_at, delivery.event_id
      limit greatest(0, least(
        floor(endpoint.tokens),
        case when endpoint.circuit_open_until is not null then 1 when endpoint.strangers > 0 then ${MOST_IN_FLIGHT} else $4::int end
          - endpoint.strangers - cardinality($5::uuid[])))::int
      for update of delivery skip locked
    ) chosen
  ), decided as (
    select due.id, event.id as event_id, event.type, event.body, event.traceparent, ${MAY_LEAVE} and event.body is not null as may_leave
    from due join partner_events event on event.id = due.event_id
  ), ended as (
    update webhook_deliveries delivery set state = 'cancelled' from decided where delivery.id = decided.id and not may_leave
  ), leased as (
    update webhook_deliveries delivery
    set locked_until = now() + make_interval(secs => $3), attempts = delivery.attempts + 1
    from decided where delivery.id = decided.id and may_leave
    returning delivery.id, delivery.attempts, decided.event_id, decided.type, decided.body, decided.traceparent
  ), taken as (
    update webhook_endpoints set sending_by = $2, sending_until = now() + make_interval(secs => $3), rate_at = now(),
      rate_tokens = endpoint.tokens - (select count(*) from leased)
    from endpoint where webhook_endpoints.id = endpoint.id
  ), shared as (
    select 1 as place, endpoint.strangers = 0 as alone, endpoint.url, extract(epoch from clock_timestamp())::float8 * 1000 as now,
      endpoint.failing_since is not null or endpoint.circuit_open_until is not null as doubted, ${SEALED_KEYS}
    from endpoint
  ), placed as (
    select row_number() over () as place, leased.* from leased
  )
  select placed.id, placed.attempts, placed.event_id as "eventId", placed.type, placed.body, placed.traceparent, shared.*
  from placed left join shared using (place) order by placed.place`;

/** Who may send what, kept in the database: no two couriers serve one endpoint at a time. */
@Injectable()
export class Leases {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly keys: SigningKeysService,
  ) {}

  /** @param most how many deliveries the caller may hold in all. @param held ids of those that it holds */
  async take(endpointId: string, caller: Caller, most: number, held: readonly string[]): Promise<LeasedDelivery[]> {
    const { WEBHOOK_REQUESTS_PER_SECOND: rate } = this.config;
    const parameters = [endpointId, caller.id, LOCK_SECONDS, most, held, rate, caller.alone];
    const rows: (LeasedRow & Shared)[] = await this.dataSource.query(LEASE, parameters);
    if (rows.length === 0) return [];
    const first = rows[0]!;
    caller.alone = first.alone;
    const { institutionId, doubted } = first;
    const shared = {
      endpointId,
      institutionId,
      doubted,
      url: new URL(first.url),
      keys: this.keys.open(first),
      clockOffset: first.now - performance.now(),
    };
    return rows.map(({ id, attempts, eventId, type, body, traceparent }) => ({
      id,
      attempts,
      eventId,
      type,
      body,
      traceparent,
      ...shared,
    }));
  }

  /** Puts deliveries back that were not sent: that was no attempt. */
  async putBack(unsent: readonly LeasedDelivery[]): Promise<void> {
    if (unsent.length === 0) return;
    await this.dataSource.query(
      `update webhook_deliveries delivery set locked_until = null, attempts = delivery.attempts - 1
       from unnest($1::uuid[], $2::int[]) as unsent (id, attempts)
       where delivery.id = unsent.id and delivery.attempts = unsent.attempts and delivery.state = 'pending'`,
      [unsent.map(({ id }) => id), unsent.map(({ attempts }) => attempts)],
    );
  }

  /** Leaves the endpoint to whoever comes next. */
  async leave(endpointId: string, caller: string): Promise<void> {
    await this.dataSource.query(
      'update webhook_endpoints set sending_by = null, sending_until = null, rung_at = null where id = $1 and sending_by = $2',
      [endpointId, caller],
    );
  }
}
