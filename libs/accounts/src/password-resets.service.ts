import { Clock, Config } from '@sambung/config';
import { ACCOUNTS, inScope, one } from '@sambung/database';
import { notFound, refuseFaults } from '@sambung/errors';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, EntityManager, IsNull } from 'typeorm';
import { Mailer } from './mailer';
import { hashPassword, passwordFaults } from './passwords';
import { PeopleService } from './people.service';
import { Person } from './person.entity';
import { SessionsService } from './sessions.service';
import { digestOf, newToken } from './tokens';

const MINUTES = 30;
const MOST_AN_HOUR = 5;
const PATH = '/masuk/sandi';

const linkUnknown = () =>
  notFound('ResetUnknown', 'Tautan ini salah, sudah dipakai, atau lewat 30 menit.', 'This link is wrong, used or older than 30 minutes.');

export interface IssuedReset {
  /** Path of the page that takes the new password; never shown again. */
  path: string;
  expiresAt: Date;
}

/**
 * New passwords for staff who forgot theirs: by a link that works once. It opens no session, so that the authenticator app
 * is asked for as ever. Accounts without a password, which sign in at their organisation, get none this way.
 */
@Injectable()
export class PasswordResets {
  private readonly logger = new Logger(PasswordResets.name);
  private readonly mailer: Mailer | null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    const { SMTP_URL, MAIL_FROM, PUBLIC_URL } = config;
    this.mailer = SMTP_URL && PUBLIC_URL ? new Mailer(SMTP_URL, MAIL_FROM) : null;
  }

  /** Whether links go by e-mail here; without that an administrator issues them. */
  get goesByMail(): boolean {
    return this.mailer !== null;
  }

  /** Sends a link where the address has an account. Nobody waits for it: neither answer nor time tells whether there is one. */
  request(email: string): void {
    this.send(email.toLowerCase()).catch((error: Error) => this.logger.error(`link for a new password: ${error.message}`));
  }

  private async send(email: string): Promise<void> {
    const issued = await inScope(this.dataSource, ACCOUNTS, (tx) => this.issue(tx, email, MOST_AN_HOUR));
    if (!issued || !this.mailer) return;
    const address = `${this.config.PUBLIC_URL!}${issued.path}`;
    await this.mailer.send({
      to: email,
      subject: 'Kata sandi baru untuk Sambung',
      lines: [
        `Buat kata sandi baru di sini, dalam ${MINUTES} menit:`,
        address,
        'Kalau bukan Anda yang meminta, abaikan pesan ini.',
        '',
        `Set a new password at the address above within ${MINUTES} minutes. If you did not ask for it, ignore this message.`,
      ],
    });
  }

  /**
   * @param login e-mail address or phone number in E.164
   * @param most links an hour; beyond them none is issued
   * @returns null when there is no such account of staff with a password
   */
  async issue(tx: EntityManager, login: string, most = Infinity): Promise<IssuedReset | null> {
    const known = login.includes('@') ? await this.people.byEmail(tx, login) : await this.people.byPhone(tx, login);
    const person = known && (await tx.findOne(Person, { where: { id: known.id }, lock: { mode: 'pessimistic_write' } }));
    if (!person?.passwordHash || person.disabledAt || person.role === 'owner') return null;
    const now = this.clock.now();
    const hourAgo = new Date(now.getTime() - 3_600_000);
    const recent = await one<{ count: number }>(
      tx,
      'select count(*)::int as count from password_resets where person_id = $1 and created_at > $2',
      [person.id, hourAgo],
    );
    if (recent!.count >= most) return null;
    const token = newToken('sbr');
    const expiresAt = new Date(now.getTime() + MINUTES * 60_000);
    await tx.query('insert into password_resets (token_digest, person_id, created_at, expires_at) values ($1, $2, $3, $4)', [
      token.digest,
      person.id,
      now,
      expiresAt,
    ]);
    return { path: `${PATH}/${token.text}`, expiresAt };
  }

  /** @returns whose link it is. @throws DomainError ResetUnknown */
  private async personOf(tx: EntityManager, token: string, lock: '' | 'for update'): Promise<Person> {
    const row = await one<{ person_id: string }>(
      tx,
      `select person_id from password_resets where token_digest = $1 and ended_at is null and expires_at > $2 ${lock}`,
      [digestOf(token), this.clock.now()],
    );
    const person = row && (await tx.findOneBy(Person, { id: row.person_id, disabledAt: IsNull() }));
    if (!person) throw linkUnknown();
    return person;
  }

  /** Looks without using the link up: mail programs open links too. @throws DomainError ResetUnknown */
  async assertUsable(token: string): Promise<void> {
    await inScope(this.dataSource, ACCOUNTS, (tx) => this.personOf(tx, token, ''), 'read');
  }

  /** Sets the password; every link and every session of the account ends. @throws DomainError ResetUnknown; with a pointer */
  use(token: string, password: string): Promise<void> {
    return inScope(this.dataSource, ACCOUNTS, (tx) => this.set(tx, token, password));
  }

  private async set(tx: EntityManager, token: string, password: string): Promise<void> {
    const person = await this.personOf(tx, token, 'for update');
    const { email, phone } = await this.people.contactOf(tx, person);
    refuseFaults(passwordFaults('/password', password, [person.name, email, phone]));
    await tx.update(Person, { id: person.id }, { passwordHash: await hashPassword(password) });
    await tx.query('update password_resets set ended_at = $2 where person_id = $1 and ended_at is null', [person.id, this.clock.now()]);
    await this.sessions.revokeOthers(tx, person.id, null);
  }
}
