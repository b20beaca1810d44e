import { Clock, Config } from '@sambung/config';
import { inScope, one, Purpose } from '@sambung/database';
import { conflict, DomainError } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, MoreThanOrEqual } from 'typeorm';
import { codeWrong } from './codes/code-sign-in.service';
import type { CodeChannelName } from './codes/code-channel';
import { OneTimeCodes, SentCode } from './codes/one-time-codes.service';
import { hashPassword, isGoodPin, passwordMatches } from './passwords';
import { PeopleService } from './people.service';
import { Person } from './person.entity';
import { Principal } from './principal';
import { ProfilePin } from './profile-pin.entity';
import { Session } from './session.entity';

const TRIES = 5;
const MINUTE_MS = 60_000;
/** Without a request for so long, an open profile asks for its PIN again. */
const PAUSE_MINUTES = 15;

const refusal = (pointer: '/pin' | '/current', code: string, id: string, en: string, more: { triesLeft?: number } = {}): DomainError => {
  const detail = { id, en };
  return new DomainError('invalid', code, detail, { ...more, errors: [{ pointer, code, detail }] });
};

const phoneMissing = (): DomainError => conflict('PhoneMissing', 'Akun ini tidak punya nomor HP.', 'This account has no phone number.');

/**
 * PINs of profiles. Several people may use one phone and one account: a PIN keeps a profile from the others. It is no
 * factor of signing in: whoever gets the account's one-time codes may set another. The caller has checked that the
 * profile is the person's own.
 */
@Injectable()
export class ProfilePins {
  constructor(
    private readonly dataSource: DataSource,
    private readonly codes: OneTimeCodes,
    private readonly people: PeopleService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  isSet(tx: EntityManager, actorId: string): Promise<boolean> {
    return tx.existsBy(ProfilePin, { actorId });
  }

  /** Whether only a one-time code opens it any more. */
  isBlocked(owner: Principal, actorId: string): Promise<boolean> {
    return this.as(owner, (tx) => tx.existsBy(ProfilePin, { actorId, tries: MoreThanOrEqual(TRIES) }));
  }

  /** In a transaction of its own: a try counts although it is refused. */
  private as<T>({ role, id: personId }: Principal, work: (tx: EntityManager) => Promise<T>, purpose?: Purpose): Promise<T> {
    return inScope(this.dataSource, { role, personId, purpose }, work);
  }

  /**
   * Sets the PIN, or changes it with the present one. @param current the present PIN, if there is one
   * @throws DomainError with a pointer
   */
  async set(owner: Principal, actorId: string, pin: string, current: string | undefined): Promise<void> {
    assertGood(pin);
    await this.check(owner, actorId, current ?? '');
    await this.as(owner, (tx) => this.store(tx, actorId, pin));
  }

  /** @throws DomainError with a pointer */
  async remove(owner: Principal, actorId: string, current: string): Promise<void> {
    await this.check(owner, actorId, current);
    await this.as(owner, (tx) => tx.delete(ProfilePin, { actorId }));
  }

  private async store(tx: EntityManager, actorId: string, pin: string): Promise<void> {
    await tx.upsert(ProfilePin, { actorId, pinHash: await hashPassword(pin), tries: 0, setAt: this.clock.now() }, ['actorId']);
  }

  /**
   * Counts a try before the PIN is looked at, so that many at once get no more than five; a profile without a PIN takes
   * anything.
   * @throws DomainError PinWrong, PinBlocked
   */
  private async check(owner: Principal, actorId: string, pin: string): Promise<void> {
    const counted = await this.as(owner, (tx) => this.count(tx, actorId));
    if (!counted) return;
    if (counted === 'blocked') {
      throw refusal(
        '/current',
        'PinBlocked',
        'PIN salah 5 kali. Buat PIN baru dengan kode.',
        'Five wrong PINs. Set a new one with a code.',
      );
    }
    if (!(await passwordMatches(counted.pin_hash, pin))) {
      throw refusal('/current', 'PinWrong', 'PIN salah.', 'The PIN is wrong.', { triesLeft: TRIES - counted.tries });
    }
    await this.as(owner, (tx) => tx.update(ProfilePin, { actorId }, { tries: 0 }));
  }

  /** @returns null where there is no PIN */
  private async count(tx: EntityManager, actorId: string): Promise<{ pin_hash: string; tries: number } | 'blocked' | null> {
    const counted = await one<{ pin_hash: string; tries: number }>(
      tx,
      `with counted as (update profile_pins set tries = tries + 1 where actor_id = $1 and tries < $2 returning pin_hash, tries)
       select pin_hash, tries from counted`,
      [actorId, TRIES],
    );
    return counted ?? ((await this.isSet(tx, actorId)) ? 'blocked' : null);
  }

  /** Opens the profile in the caller's session, and closes the one that was open. @throws DomainError PinWrong, PinBlocked */
  async open(owner: Principal, actorId: string, pin: string): Promise<void> {
    await this.check(owner, actorId, pin);
    await this.as(owner, (tx) => this.noteOpen(tx, owner.sessionId, actorId));
  }

  private async noteOpen(tx: EntityManager, sessionId: string | undefined, actorId: string | null): Promise<void> {
    if (sessionId) await tx.update(Session, { id: sessionId }, { profileId: actorId, profileSeenAt: actorId && this.clock.now() });
  }

  /** Whether the PIN must be given first. Whoever turns to another profile leaves the one that was open. */
  isLocked(owner: Principal, actorId: string): Promise<boolean> {
    return this.as(owner, (tx) => this.turnTo(tx, owner.sessionId, actorId));
  }

  private async turnTo(tx: EntityManager, sessionId: string | undefined, actorId: string): Promise<boolean> {
    const state = await one<{ isProtected: boolean; open: string | null; seenAt: Date | null }>(
      tx,
      `select actors.id is not null as "isProtected", sessions.profile_id as open, sessions.profile_seen_at as "seenAt"
       from sessions left join profile_pins on profile_pins.actor_id = $2
       left join actors on actors.id = profile_pins.actor_id and actors.owner_id = sessions.person_id
       where sessions.id = $1`,
      [sessionId, actorId],
    );
    if (!state?.isProtected) {
      if (state?.open) await this.noteOpen(tx, sessionId, null);
      return false;
    }
    const pauseMs = this.clock.now().getTime() - (state.seenAt?.getTime() ?? 0);
    if (state.open !== actorId || pauseMs > PAUSE_MINUTES * MINUTE_MS) return true;
    if (pauseMs > MINUTE_MS) await this.noteOpen(tx, sessionId, actorId);
    return false;
  }

  /** Since when a profile must have been in use to be open still. */
  openSince(): Date {
    return new Date(this.clock.now().getTime() - PAUSE_MINUTES * MINUTE_MS);
  }

  /** Sends a code for a new PIN to the phone of the account. @returns the code only with the development switch */
  async sendCode(
    principal: Principal,
    channel?: CodeChannelName,
  ): Promise<Omit<SentCode, 'code'> & { code: string | null; phone: string }> {
    const phone = await this.phoneOf(principal);
    const sent = await this.codes.send(phone, 'pin', channel);
    return { ...sent, code: this.config.SHOW_CODES ? sent.code : null, phone };
  }

  private async phoneOf(owner: Principal): Promise<string> {
    const { phone } = await this.as(owner, async (tx) => this.people.contactOf(tx, await tx.findOneByOrFail(Person, { id: owner.id })));
    if (!phone) throw phoneMissing();
    return phone;
  }

  /** Sets a new PIN with a one-time code in place of the present one, and opens the profile. @throws DomainError CodeWrong; with a pointer */
  async reset(owner: Principal, actorId: string, renewal: { requestId: string; code: string; pin: string }): Promise<void> {
    const { requestId, code, pin } = renewal;
    assertGood(pin);
    const phone = await this.codes.check(requestId, 'pin', code);
    if (phone === null || phone !== (await this.phoneOf(owner))) throw codeWrong();
    const work = async (tx: EntityManager) => {
      if (!(await this.codes.use(tx, requestId))) throw codeWrong();
      await this.store(tx, actorId, pin);
      await this.noteOpen(tx, owner.sessionId, actorId);
    };
    await this.as(owner, work, 'accounts');
  }
}

function assertGood(pin: string): void {
  if (isGoodPin(pin)) return;
  const id = 'PIN 6 angka, bukan angka berulang, berurutan, atau yang sering dipakai.';
  throw refusal('/pin', 'PinWeak', id, 'Six digits that neither repeat nor count and that few people use.');
}
