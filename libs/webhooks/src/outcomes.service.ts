import { inTransaction, isUnavailable } from '@sambung/database';
import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { EndpointHealth } from './endpoint-health.service';
import { PostResult } from './http-post.service';
import { LeasedDelivery } from './leases.service';
import { MOST_ATTEMPTS, retryDelay } from './retry-schedule';

const EXCERPT_LENGTH = 2_000;
const MOST_AT_ONCE = 200;
/** How long attempts gather for the next statement once several have come together. */
const GATHER_MS = 20;
/** Failed attempts of one event after which its institution is warned. */
const WARN_AFTER = 4;

/** Attempts that went well, with what they make of their deliveries; parameters are one array a column. */
const RECORD_DELIVERED = `
  with made as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::int[], $6::text[])
      as made (id, delivery_id, endpoint_id, status, duration_ms, response_excerpt)
  ), recorded as (
    insert into webhook_attempts (id, delivery_id, endpoint_id, number, status, duration_ms, response_excerpt)
    select id, delivery_id, endpoint_id,
      coalesce((select max(number) from webhook_attempts earlier where earlier.delivery_id = made.delivery_id), 0) + 1,
      status, duration_ms, response_excerpt
    from made
  )
  update webhook_deliveries delivery set state = 'delivered', delivered_at = now(), locked_until = null
  from made where delivery.id = made.delivery_id`;

export const succeeded = ({ status }: PostResult): boolean => status !== null && status >= 200 && status <= 299;

interface Waiting {
  delivery: LeasedDelivery;
  result: PostResult;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Keeps what came of attempts: an attempt and what it makes of its delivery are always written together. */
@Injectable()
export class Outcomes {
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly health: EndpointHealth,
  ) {}

  /** @returns when it is committed */
  record(delivery: LeasedDelivery, result: PostResult): Promise<void> {
    if (!succeeded(result) || delivery.doubted || result.control)
      return inTransaction(this.dataSource, (tx) => this.recordOne(tx, delivery, result));
    return new Promise((resolve, reject) => {
      this.waiting.push({ delivery, result, resolve, reject });
      if (!this.isWriting) void this.write();
    });
  }

  /** Whatever ends well while one statement is under way goes together into the next. */
  private async write(): Promise<void> {
    this.isWriting = true;
    for (let batch = this.waiting.splice(0, MOST_AT_ONCE); batch.length > 0; batch = this.waiting.splice(0, MOST_AT_ONCE)) {
      try {
        await this.recordDelivered(this.dataSource.manager, batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const one of batch) await this.recordAlone(one, error);
      }
      if (batch.length > 1) await wait(GATHER_MS);
    }
    this.isWriting = false;
  }

  /** One that cannot be recorded must not take the others with it. */
  private async recordAlone(one: Waiting, error: unknown): Promise<void> {
    if (isUnavailable(error)) return one.reject(error);
    await this.recordDelivered(this.dataSource.manager, [one]).then(one.resolve, one.reject);
  }

  private async recordDelivered(tx: EntityManager, made: readonly Pick<Waiting, 'delivery' | 'result'>[]): Promise<void> {
    await tx.query(RECORD_DELIVERED, [
      made.map(() => uuid()),
      made.map(({ delivery }) => delivery.id),
      made.map(({ delivery }) => delivery.endpointId),
      made.map(({ result }) => result.status),
      made.map(({ result }) => result.durationMs),
      made.map(({ result }) => excerptOf(result)),
    ]);
  }

  /** The endpoint's row is locked before the delivery's, as everywhere. */
  private async recordOne(tx: EntityManager, delivery: LeasedDelivery, result: PostResult): Promise<void> {
    if (succeeded(result)) {
      await this.health.succeeded(tx, delivery.endpointId);
      await this.recordDelivered(tx, [{ delivery, result }]);
      return result.control === 'disable' ? this.health.disable(tx, delivery.endpointId, 'gone') : undefined;
    }
    await this.insertFailed(tx, delivery, result);
    if (result.status === 410 || result.control === 'disable') return this.health.disable(tx, delivery.endpointId, 'gone');
    await this.health.failed(tx, delivery.endpointId);
    await this.retryLater(tx, delivery, result);
  }

  private async insertFailed(tx: EntityManager, { id, endpointId }: LeasedDelivery, result: PostResult): Promise<void> {
    const { status, error, durationMs } = result;
    await tx.query(
      `insert into webhook_attempts (id, delivery_id, endpoint_id, number, status, error, duration_ms, response_excerpt)
       select $1, $2, $7, coalesce(max(number), 0) + 1, $3, $4, $5, $6 from webhook_attempts where delivery_id = $2`,
      [uuid(), id, status, error, durationMs, excerptOf(result), endpointId],
    );
  }

  private async retryLater(tx: EntityManager, delivery: LeasedDelivery, { status, error, retryAfter, control }: PostResult): Promise<void> {
    const { id, attempts } = delivery;
    const throttled = status === 429 || error === 'timeout';
    const made = control === 'abort-message' ? MOST_ATTEMPTS : attempts;
    const delay = retryDelay({ attempts: made, throttled, retryAfter }, Math.random());
    const [, changed] = (await tx.query(
      `update webhook_deliveries set locked_until = null,
         state = case when $3::float8 is null then 'exhausted' else state end,
         next_attempt_at = case when $3::float8 is null then next_attempt_at else now() + make_interval(secs => $3) end
       where id = $1 and attempts = $2 and state = 'pending'`,
      [id, attempts, delay],
    )) as [unknown, number];
    if (changed === 0) return;
    if (delay === null) await this.health.warn(tx, 'delivery.exhausted', delivery);
    else if (attempts >= WARN_AFTER) await this.health.warn(tx, 'delivery.failing', delivery);
  }
}

/** A partner's error page may repeat what it was sent; long digit runs could be somebody's number. */
const masked = (text: string): string => text.replaceAll('\0', '').replace(/\d{6,}/g, (digits) => '•'.repeat(digits.length));

const excerptOf = ({ body }: PostResult): string | null => (body ? masked(body).slice(0, EXCERPT_LENGTH) : null);
