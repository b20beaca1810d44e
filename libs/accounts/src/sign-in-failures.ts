import { Clock, Config } from '@sambung/config';
import { one } from '@sambung/database';
import { DomainError, tooMany } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync } from 'node:crypto';
import { EntityManager } from 'typeorm';

const FREE_TRIES = 3;
const LONGEST_WAIT_SECONDS = 300;

/**
 * Slows guessing down: after three failures the wait doubles, up to five minutes. An account that does not exist waits
 * just as long. Each try is noted before its password is looked at, so that many at once gain nothing.
 */
@Injectable()
export class SignInFailures {
  private readonly key: Buffer;

  constructor(
    private readonly clock: Clock,
    config: Config,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(config.SECRET_KEY, 'base64'), '', 'sign-in-failures.v1', 32));
  }

  private digest(login: string): Buffer {
    return createHmac('sha256', this.key).update(login).digest();
  }

  /** Counts a try. @throws DomainError SignInDelayed while the wait lasts */
  async count(tx: EntityManager, login: string): Promise<void> {
    const now = this.clock.now();
    const counted = await one(
      tx,
      `insert into sign_in_failures as known (login_digest, failures, retry_at) values ($1, 1, $2)
       on conflict (login_digest) do update set
         failures = least(known.failures + 1, 100),
         retry_at = $2::timestamptz + make_interval(secs => least($4, case when known.failures < $3 then 0 else power(2, least(known.failures - $3 + 1, 20)) end))
       where known.retry_at <= $2
       returning failures`,
      [this.digest(login), now, FREE_TRIES, LONGEST_WAIT_SECONDS],
    );
    if (!counted) throw await this.delayed(tx, login, now);
  }

  private async delayed(tx: EntityManager, login: string, now: Date): Promise<DomainError> {
    const row = await one<{ retry_at: Date }>(tx, 'select retry_at from sign_in_failures where login_digest = $1', [this.digest(login)]);
    const seconds = Math.max(1, Math.ceil(((row?.retry_at.getTime() ?? 0) - now.getTime()) / 1000));
    return tooMany(
      'SignInDelayed',
      `Terlalu banyak percobaan. Coba lagi ${seconds} detik lagi.`,
      `Too many attempts. Try again in ${seconds} seconds.`,
      seconds,
    );
  }

  /** The password was right and the second factor is asked for: this try is not counted, but earlier ones stay so. */
  async uncount(tx: EntityManager, login: string): Promise<void> {
    await tx.query('update sign_in_failures set failures = failures - 1, retry_at = $2 where login_digest = $1', [
      this.digest(login),
      this.clock.now(),
    ]);
  }

  async forget(tx: EntityManager, login: string): Promise<void> {
    await tx.query('delete from sign_in_failures where login_digest = $1', [this.digest(login)]);
  }
}
