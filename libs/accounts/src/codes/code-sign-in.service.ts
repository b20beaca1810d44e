import { Config } from '@sambung/config';
import { ACCOUNTS, inScope } from '@sambung/database';
import { DomainError, refuseFaults } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { hashPassword, isGoodPin, passwordMatches } from '../passwords';
import { PeopleService } from '../people.service';
import { Person } from '../person.entity';
import { OpenedSession, SessionsService, SignInContext } from '../sessions.service';
import type { CodeChannelName } from './code-channel';
import { OneTimeCodes, SentCode } from './one-time-codes.service';

const codeWrong = (): DomainError =>
  new DomainError('unauthenticated', 'CodeWrong', {
    id: 'Kode salah, sudah dipakai, atau lewat waktu. Minta kode baru bila perlu.',
    en: 'The code is wrong, used or too old. Ask for a new one if need be.',
  });

const pinRefused = (given: boolean): DomainError =>
  given
    ? new DomainError('unauthenticated', 'PinWrong', { id: 'PIN salah.', en: 'The PIN is wrong.' })
    : new DomainError('unauthenticated', 'PinRequired', {
        id: 'Akun ini memakai PIN. Masukkan juga PIN 6 angka.',
        en: 'This account has a PIN. Give its 6 digits too.',
      });

export interface CodeCredentials {
  requestId: string;
  code: string;
  /** Only for accounts that have one. */
  pin?: string;
  /** For a number that has no account yet. */
  name?: string;
}

/** How owners sign in: a phone, the code that it gets and, on a shared phone, a PIN. */
@Injectable()
export class CodeSignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly codes: OneTimeCodes,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
    private readonly config: Config,
  ) {}

  /** @returns the code only with the development switch */
  async request(phone: string, channel?: CodeChannelName): Promise<Omit<SentCode, 'code'> & { code: string | null }> {
    const sent = await this.codes.send(phone, 'signIn', channel);
    return { ...sent, code: this.config.SHOW_CODES ? sent.code : null };
  }

  /**
   * The first sign-in with a number creates the owner's account. Staff never get in this way: for them every code is wrong.
   * @throws DomainError CodeWrong, PinRequired, PinWrong
   */
  async signIn({ requestId, code, pin, name }: CodeCredentials, context: Omit<SignInContext, 'method'>): Promise<OpenedSession> {
    const phone = await this.codes.check(requestId, 'signIn', code);
    if (!phone) throw codeWrong();
    const known = await inScope(this.dataSource, ACCOUNTS, (tx) => this.people.byPhone(tx, phone), 'read');
    if (known && (known.role !== 'owner' || known.disabledAt)) throw codeWrong();
    if (known?.pinHash && !(pin && (await passwordMatches(known.pinHash, pin)))) throw pinRefused(pin !== undefined);
    return inScope(this.dataSource, ACCOUNTS, (tx) => this.open(tx, { requestId, phone, name }, context));
  }

  private async open(
    tx: EntityManager,
    { requestId, phone, name }: { requestId: string; phone: string; name?: string },
    context: Omit<SignInContext, 'method'>,
  ): Promise<OpenedSession> {
    if (!(await this.codes.use(tx, requestId))) throw codeWrong();
    const person = await this.people.ownerOfPhone(tx, phone, name ?? 'Pemilik');
    return this.sessions.open(tx, person, { ...context, method: 'code' });
  }

  /** @param pin six digits, or null to do without. @throws DomainError with a pointer */
  async setPin(tx: EntityManager, personId: string, pin: string | null): Promise<void> {
    if (pin !== null && !isGoodPin(pin)) {
      const detail = { id: 'PIN 6 angka, bukan angka berulang atau berurutan.', en: 'Six digits, neither one repeated nor in order.' };
      refuseFaults([{ pointer: '/pin', code: 'PinWeak', detail }]);
    }
    await tx.update(Person, { id: personId }, { pinHash: pin === null ? null : await hashPassword(pin) });
  }
}
