import { Config } from '@sambung/config';
import { inScope, PIPELINE } from '@sambung/database';
import { Doorbell, DoorbellSource } from '@sambung/events';
import { DataSource, EntityManager } from 'typeorm';
import { FREE, IN_ORDER, TOKENS } from './due-deliveries';

/** Endpoints that have something to send, bear it and are served by nobody, those that have waited longest first. */
const CLAIM = `
  with due as (
    select endpoint.id from webhook_endpoints endpoint
    where endpoint.status = 'active' and (endpoint.circuit_open_until is null or endpoint.circuit_open_until <= now())
      and (endpoint.sending_until is null or endpoint.sending_until < now())
      and (endpoint.rung_at is null or endpoint.rung_at < now() - make_interval(secs => $1))
      and ${TOKENS('$2')} >= 1
      and exists (select from webhook_deliveries delivery where delivery.endpoint_id = endpoint.id and ${FREE} and ${IN_ORDER})
    order by endpoint.rate_at limit $3 for no key update skip locked
  )
  update webhook_endpoints endpoint set rung_at = now() from due where due.id = endpoint.id
  returning endpoint.id`;

/** One bell stands for all that an endpoint has to get. */
export class DeliverySource implements DoorbellSource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
  ) {}

  async claim(limit: number): Promise<Doorbell[]> {
    const { OUTBOX_LEASE_SECONDS: lease, WEBHOOK_REQUESTS_PER_SECOND: rate } = this.config;
    const claim = (tx: EntityManager): Promise<[{ id: string }[], number]> => tx.query(CLAIM, [lease, rate, limit]);
    const [rows] = await inScope(this.dataSource, PIPELINE, claim);
    // A bell whose courier is about to leave must not pass for the next one.
    const ring = String(Date.now());
    return rows.map(({ id }) => ({ id, queue: 'deliver', job: 'send-deliveries', ring }));
  }

  async giveBack(ids: readonly string[]): Promise<void> {
    await inScope(this.dataSource, PIPELINE, (tx) => tx.query('update webhook_endpoints set rung_at = null where id = any($1)', [ids]));
  }
}
