import { Clock, Config } from '@sambung/config';
import { one } from '@sambung/database';
import { conflict, refuseFaults } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { EntityManager } from 'typeorm';
import { PeopleService } from './people.service';
import { Person } from './person.entity';
import { SealedSecrets } from './sealed-secrets';
import { digestOf } from './tokens';

const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_CODE = /^[a-z2-7]{24}$/;

/** An authenticator app as second factor (RFC 6238, six digits, 30 s), with recovery codes for a lost phone. */
@Injectable()
export class SecondFactor {
  private readonly secrets: SealedSecrets;

  constructor(
    private readonly people: PeopleService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.secrets = new SealedSecrets(config, 'totp-secrets.v1');
  }

  /**
   * Makes a secret, which counts once a code of it was confirmed. Enrolling again before that makes another.
   * @returns the secret in base32 and an otpauth:// address for the QR code
   */
  async enrol(tx: EntityManager, personId: string): Promise<{ secret: string; address: string }> {
    const person = await tx.findOneByOrFail(Person, { id: personId });
    if (person.totpConfirmedAt) {
      throw conflict('SecondFactorEnrolled', 'Aplikasi kode sudah terpasang.', 'An authenticator app is enrolled already.');
    }
    const secret = new Secret({ size: SECRET_BYTES });
    await tx.update(Person, { id: personId }, { totpSealed: this.secrets.seal(personId, secret.base32) });
    const { email } = await this.people.contactOf(tx, person);
    return { secret: secret.base32, address: this.totp(secret.base32, email ?? person.name).toString() };
  }

  /** Confirms the enrolment with a first code. @returns recovery codes, never shown again */
  async confirm(tx: EntityManager, personId: string, code: string): Promise<string[]> {
    const person = await tx.findOneOrFail(Person, { where: { id: personId }, lock: { mode: 'pessimistic_write' } });
    if (person.totpConfirmedAt || !(await this.codeMatches(tx, person, plain(code)))) {
      const detail = { id: 'Kode salah. Periksa jam ponsel.', en: 'The code is wrong. Check the clock of the phone.' };
      refuseFaults([{ pointer: '/code', code: 'CodeWrong', detail }]);
    }
    await tx.update(Person, { id: personId }, { totpConfirmedAt: this.clock.now() });
    return this.newRecoveryCodes(tx, personId);
  }

  private async newRecoveryCodes(tx: EntityManager, personId: string): Promise<string[]> {
    await tx.query('delete from recovery_codes where person_id = $1', [personId]);
    const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
    await tx.query('insert into recovery_codes (person_id, digest) select $1, unnest($2::bytea[])', [personId, codes.map(digestOf)]);
    return codes;
  }

  /** How many recovery codes still work; null without an app. */
  async recoveryCodesLeft(tx: EntityManager, personId: string): Promise<number | null> {
    const found = await one<{ left: number }>(
      tx,
      `select count(recovery_codes.person_id) filter (where used_at is null)::int as left
       from people left join recovery_codes on recovery_codes.person_id = people.id
       where people.id = $1 and totp_confirmed_at is not null group by people.id`,
      [personId],
    );
    return found?.left ?? null;
  }

  /** Takes the app and its recovery codes off the account; `totp_step` stays, so that no code counts twice. */
  async forget(tx: EntityManager, personId: string): Promise<void> {
    await tx.query('delete from recovery_codes where person_id = $1', [personId]);
    await tx.update(Person, { id: personId }, { totpSealed: null, totpConfirmedAt: null });
  }

  /** Whether the text is a code of the app or a recovery code. Each works once. */
  matches(tx: EntityManager, person: Person, text: string): Promise<boolean> {
    const entered = plain(text);
    return RECOVERY_CODE.test(entered) ? this.useRecoveryCode(tx, person.id, entered) : this.codeMatches(tx, person, entered);
  }

  private async useRecoveryCode(tx: EntityManager, personId: string, code: string): Promise<boolean> {
    const used = await one(
      tx,
      'with used as (update recovery_codes set used_at = $3 where person_id = $1 and digest = $2 and used_at is null returning 1) select * from used',
      [personId, digestOf(grouped(code)), this.clock.now()],
    );
    return used !== undefined;
  }

  /** A code of one step before or after is taken too, but none of a step that was used already (RFC 6238 §5.2). */
  private async codeMatches(tx: EntityManager, person: Person, token: string): Promise<boolean> {
    if (!person.totpSealed || !/^\d{6}$/.test(token)) return false;
    const timestamp = this.clock.now().getTime();
    const delta = this.totp(this.secrets.open(person.id, person.totpSealed), person.name).validate({ token, timestamp, window: 1 });
    if (delta === null) return false;
    const step = Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
    const fresh = await one(
      tx,
      'with fresh as (update people set totp_step = $2 where id = $1 and (totp_step is null or totp_step < $2) returning 1) select * from fresh',
      [person.id, step],
    );
    return fresh !== undefined;
  }

  private totp(secret: string, label: string): TOTP {
    return new TOTP({ issuer: 'Sambung', label, secret: Secret.fromBase32(secret), period: STEP_SECONDS, digits: 6 });
  }
}

/** Codes are read off in groups and written with the blanks and dashes between them, or without. */
const plain = (text: string): string => text.replaceAll(/[\s-]/g, '').toLowerCase();
const grouped = (code: string): string => code.replaceAll(/.{4}(?=.)/g, '$&-');

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 120 bits: enough for a digest without a slow hash (ASVS 5.0, 6.5.2). */
const recoveryCode = (): string => grouped(Array.from(randomBytes(24), (byte) => ALPHABET[byte % 32]).join(''));
