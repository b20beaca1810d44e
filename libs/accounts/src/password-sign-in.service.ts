import { ACCOUNTS, inScope } from '@sambung/database';
import { DomainError, refuseFaults, Text } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { hashPassword, passwordFaults, passwordMatches } from './passwords';
import { PeopleService } from './people.service';
import { Person } from './person.entity';
import { Principal } from './principal';
import { SecondFactor } from './second-factor.service';
import { OpenedSession, SessionsService, SignInContext } from './sessions.service';
import { SignInFailures } from './sign-in-failures';
import { noted } from './sign-in-log';

const refused = (code: string, detail: Text): DomainError => new DomainError('unauthenticated', code, detail);

const credentialsWrong = () =>
  refused('CredentialsWrong', { id: 'Akun atau kata sandi salah.', en: 'The account or the password is wrong.' });

const secondFactorWrong = () =>
  refused('SecondFactorWrong', { id: 'Kode salah atau sudah dipakai.', en: 'The code is wrong or was used before.' });

export interface Credentials {
  /** E-mail address, or phone number in E.164. */
  login: string;
  password: string;
  secondFactor?: string;
}

/** Signing in with a password and, where the account has one, a second factor. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
    private readonly secondFactor: SecondFactor,
    private readonly failures: SignInFailures,
  ) {}

  /**
   * @throws DomainError CredentialsWrong, the same for an unknown account and a wrong password; SecondFactorRequired only
   *   after the right password; SignInDelayed
   */
  signIn(credentials: Credentials, context: Omit<SignInContext, 'method'>): Promise<OpenedSession> {
    return noted('password', () => this.attempt(credentials, context));
  }

  private async attempt(credentials: Credentials, context: Omit<SignInContext, 'method'>): Promise<OpenedSession> {
    const login = credentials.login.toLowerCase();
    await this.inAccounts((tx) => this.failures.count(tx, login));
    const person = await this.inAccounts((tx) => (login.includes('@') ? this.people.byEmail(tx, login) : this.people.byPhone(tx, login)));
    const matches = await passwordMatches(person?.passwordHash, credentials.password);
    if (!person || !matches || person.disabledAt) throw credentialsWrong();
    if (person.totpConfirmedAt) await this.assertSecondFactor(person, login, credentials.secondFactor);
    return this.inAccounts(async (tx) => {
      await this.failures.forget(tx, login);
      return this.sessions.open(tx, person, { ...context, method: 'password' });
    });
  }

  /** A transaction of its own for each step: a try that failed stays counted. */
  private inAccounts<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return inScope(this.dataSource, ACCOUNTS, work);
  }

  private async assertSecondFactor(person: Person, login: string, text: string | undefined): Promise<void> {
    if (!text) {
      await this.inAccounts((tx) => this.failures.uncount(tx, login));
      throw refused('SecondFactorRequired', {
        id: 'Masukkan juga kode dari aplikasi, atau kode pemulihan.',
        en: 'Give the code of the authenticator app too, or a recovery code.',
      });
    }
    if (await this.inAccounts((tx) => this.secondFactor.matches(tx, person, text))) return;
    throw secondFactorWrong();
  }

  /** Takes the app off the account with one more of its codes. @throws DomainError SecondFactorWrong; SignInDelayed */
  async removeSecondFactor({ id }: Principal, code: string): Promise<void> {
    const person = await this.inAccounts((tx) => tx.findOneByOrFail(Person, { id }));
    if (!person.totpConfirmedAt) return;
    await this.inAccounts((tx) => this.failures.count(tx, id));
    if (!(await this.inAccounts((tx) => this.secondFactor.matches(tx, person, code)))) throw secondFactorWrong();
    await this.inAccounts(async (tx) => {
      await this.failures.forget(tx, id);
      await this.secondFactor.forget(tx, id);
    });
  }

  /** Sets a new password and ends every other session. @throws DomainError with a pointer */
  async changePassword(principal: Principal, current: string, password: string): Promise<void> {
    const person = await this.inAccounts((tx) => tx.findOneByOrFail(Person, { id: principal.id }));
    await this.inAccounts((tx) => this.failures.count(tx, person.id));
    if (!(await passwordMatches(person.passwordHash, current))) {
      const detail = { id: 'Kata sandi sekarang salah.', en: 'The present password is wrong.' };
      refuseFaults([{ pointer: '/current', code: 'PasswordWrong', detail }]);
    }
    const { phone, email } = await this.inAccounts((tx) => this.people.contactOf(tx, person));
    refuseFaults(passwordFaults('/password', password, [person.name, email, phone]));
    const passwordHash = await hashPassword(password);
    await this.inAccounts(async (tx) => {
      await this.failures.forget(tx, person.id);
      await tx.update(Person, { id: person.id }, { passwordHash });
      await this.sessions.revokeOthers(tx, person.id, principal.sessionId ?? null);
    });
  }
}
