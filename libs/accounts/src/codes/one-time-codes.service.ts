import { Clock, Config } from '@sambung/config';
import { ACCOUNTS, inScope, one } from '@sambung/database';
import { tooMany, waitText } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto';
import { DataSource, EntityManager, IsNull, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { PeopleService } from '../people.service';
import { SealedSecrets } from '../sealed-secrets';
import type { CodeChannelName } from './code-channel';
import { CodeChannels } from './code-channels.service';
import { CodePurpose, OneTimeCode } from './one-time-code.entity';

const DIGITS = 6;
const MINUTES = 5;
const TRIES = 5;

/** Seconds, and how many codes one number may get in them. */
const BUDGETS = [
  [60, 1],
  [3_600, 5],
  [86_400, 10],
] as const;

export interface SentCode {
  /** Of the request; the code works with it alone. */
  id: string;
  channel: CodeChannelName;
  expiresAt: Date;
  code: string;
}

/** One-time codes sent to phones. Nothing differs for a number without an account. */
@Injectable()
export class OneTimeCodes {
  private readonly key: Buffer;
  private readonly phones: SealedSecrets;

  constructor(
    private readonly dataSource: DataSource,
    private readonly channels: CodeChannels,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(config.SECRET_KEY, 'base64'), '', 'one-time-codes.v1', 32));
    this.phones = new SealedSecrets(config, 'one-time-code-phones.v1');
  }

  private digest(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }

  private codeDigest(id: string, purpose: CodePurpose, code: string): Buffer {
    return this.digest(`${purpose}:${id}:${code}`);
  }

  /**
   * Sends a code; an earlier one for the same purpose stops working.
   * @param phone E.164
   * @throws DomainError CodeBudgetSpent, ChannelUnavailable
   */
  async send(phone: string, purpose: CodePurpose, asked?: CodeChannelName): Promise<SentCode> {
    const channel = this.channels.choose(asked);
    const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
    const { id, expiresAt } = await inScope(this.dataSource, ACCOUNTS, (tx) => this.store(tx, { phone, purpose, channel, code }));
    try {
      await this.channels.send(channel, { phone, email: await this.emailOf(phone), purpose, code, minutes: MINUTES });
    } catch (error) {
      await inScope(this.dataSource, ACCOUNTS, (tx) => tx.delete(OneTimeCode, { id }));
      throw error;
    }
    return { id, channel, expiresAt, code };
  }

  private emailOf(phone: string): Promise<string | null> {
    const read = async (tx: EntityManager) => {
      const account = await this.people.byPhone(tx, phone);
      return account && (await this.people.contactOf(tx, account)).email;
    };
    return inScope(this.dataSource, ACCOUNTS, read, 'read');
  }

  private async store(
    tx: EntityManager,
    { phone, purpose, channel, code }: { phone: string; purpose: CodePurpose; channel: CodeChannelName; code: string },
  ): Promise<OneTimeCode> {
    const now = this.clock.now();
    const phoneDigest = this.digest(phone);
    await tx.query('select pg_advisory_xact_lock($1)', [phoneDigest.readBigInt64BE()]);
    await this.assertBudget(tx, phoneDigest, now);
    await tx.update(OneTimeCode, { phoneDigest, purpose, endedAt: IsNull() }, { endedAt: now });
    const id = uuid();
    const row = {
      id, purpose, phoneDigest, channel, phoneSealed: this.phones.seal(id, phone), codeDigest: this.codeDigest(id, purpose, code), tries: 0,
      createdAt: now, expiresAt: new Date(now.getTime() + MINUTES * 60_000), endedAt: null,
    }; // prettier-ignore
    await tx.insert(OneTimeCode, row);
    return row;
  }

  private async assertBudget(tx: EntityManager, phoneDigest: Buffer, now: Date): Promise<void> {
    const longest = BUDGETS.at(-1)![0];
    const since = new Date(now.getTime() - longest * 1000);
    const sent = await tx.find(OneTimeCode, { where: { phoneDigest, createdAt: MoreThan(since) }, order: { createdAt: 'desc' } });
    const waits = BUDGETS.map(([seconds, most]) => {
      const oldest = sent[most - 1];
      return oldest ? Math.ceil((oldest.createdAt.getTime() - now.getTime()) / 1000 + seconds) : 0;
    });
    const wait = Math.max(...waits);
    if (wait <= 0) return;
    const { id, en } = waitText(wait);
    throw tooMany(
      'CodeBudgetSpent',
      `Kode untuk nomor ini sudah dikirim. Tunggu ${id}, lalu minta kode baru.`,
      `A code was sent to this number. Wait ${en}, then ask for a new one.`,
      wait,
    );
  }

  /**
   * Counts a try, then says whether the code is right. Every try is counted before the code is looked at, so that many
   * at once get no more than five.
   * @returns the phone, or null for a wrong, used, replaced or expired code
   */
  check(id: string, purpose: CodePurpose, code: string): Promise<string | null> {
    return inScope(this.dataSource, ACCOUNTS, (tx) => this.checkOnce(tx, id, purpose, code));
  }

  private async checkOnce(tx: EntityManager, id: string, purpose: CodePurpose, code: string): Promise<string | null> {
    const counted = await one(
      tx,
      `with counted as (
         update one_time_codes set tries = tries + 1
         where id = $1 and purpose = $2 and ended_at is null and expires_at > $3 and tries < $4 returning 1)
       select * from counted`,
      [id, purpose, this.clock.now(), TRIES],
    );
    if (!counted) return null;
    const row = await tx.findOneByOrFail(OneTimeCode, { id });
    return timingSafeEqual(row.codeDigest, this.codeDigest(id, purpose, code)) ? this.phones.open(id, row.phoneSealed) : null;
  }

  /** Uses the code up. @returns false when somebody else was faster */
  async use(tx: EntityManager, id: string): Promise<boolean> {
    const { affected } = await tx.update(OneTimeCode, { id, endedAt: IsNull() }, { endedAt: this.clock.now() });
    return affected === 1;
  }
}
