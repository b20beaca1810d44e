import { Person, Principal } from '@sambung/accounts';
import { Clock, Config } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { DomainError } from '@sambung/errors';
import { Match } from '@sambung/matches';
import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { EntityManager, IsNull } from 'typeorm';

const LIFE_DAYS = 7;
const DAY_SECONDS = 86_400;
const UUID_BYTES = 16;
const FIELDS_BYTES = 2 * UUID_BYTES + 8;

export interface AnswerLink {
  matchId: string;
  /** Who made the link and answers for it. */
  principal: Principal;
  /** The match as it was then: once it has changed, the link has done its work. */
  version: number;
}

const linkDead = (): DomainError =>
  new DomainError('gone', 'LinkDead', {
    id: 'Tautan ini salah atau lewat waktunya. Minta tautan baru.',
    en: 'This link is wrong or has run out. Ask for a new one.',
  });

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** Links with which somebody without an account answers one match, once. Nothing is stored: what they allow is signed. */
@Injectable()
export class AnswerLinks {
  private readonly key: Buffer;

  constructor(
    private readonly clock: Clock,
    config: Config,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(config.SECRET_KEY, 'base64'), '', 'answer-links.v1', 32));
  }

  private get seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }

  private digest(fields: Buffer): Buffer {
    return createHmac('sha256', this.key).update(fields).digest();
  }

  /** The last part of the link's address; it holds for 7 days, or until the match changes. */
  issue({ id: personId }: Principal, { id, version }: Match): string {
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32BE(version, 0);
    numbers.writeUInt32BE(this.seconds + LIFE_DAYS * DAY_SECONDS, 4);
    const fields = Buffer.concat([bytesOf(id), bytesOf(personId), numbers]);
    return Buffer.concat([fields, this.digest(fields)]).toString('base64url');
  }

  /** @throws DomainError LinkDead for a link that is forged, has run out, or whose maker may no longer answer */
  async open(tx: EntityManager, text: string): Promise<AnswerLink> {
    const bytes = Buffer.from(text, 'base64url');
    const fields = bytes.subarray(0, FIELDS_BYTES);
    const [given, expected] = [bytes.subarray(FIELDS_BYTES), this.digest(fields)];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw linkDead();
    if (fields.readUInt32BE(2 * UUID_BYTES + 4) < this.seconds) throw linkDead();
    const matchId = idOf(fields.subarray(0, UUID_BYTES));
    const version = fields.readUInt32BE(2 * UUID_BYTES);
    const person = await forPurpose(tx, 'accounts', () =>
      tx.findOneBy(Person, {
        id: idOf(fields.subarray(UUID_BYTES, 2 * UUID_BYTES)),
        role: 'partner',
        disabledAt: IsNull(),
      }),
    );
    if (!person) throw linkDead();
    const { id, role, name, regionCode, institutionId } = person;
    return { matchId, version, principal: { id, kind: 'person', role, name, regionCode, institutionId } };
  }

  isUsed({ version }: AnswerLink, match: Match): boolean {
    return match.version !== version;
  }
}
