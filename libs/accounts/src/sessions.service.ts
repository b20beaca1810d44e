import { Clock, Config } from '@sambung/config';
import { ACCOUNTS, inScope } from '@sambung/database';
import { notFound } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Person } from './person.entity';
import { AccountRole, Principal } from './principal';
import { Session, SignInMethod } from './session.entity';
import { digestOf, newToken } from './tokens';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LONGEST_DEVICE_TEXT = 200;

/** Milliseconds without a request, and in all, after which a session ends. */
const LIMITS = {
  owner: { idle: 30 * DAY_MS, absolute: 90 * DAY_MS },
  staff: { idle: 30 * MINUTE_MS, absolute: DAY_MS / 2 },
} as const;
const limitsOf = (role: AccountRole) => (role === 'owner' ? LIMITS.owner : LIMITS.staff);

/** Roles that may use the service only with a second factor. */
const SECOND_FACTOR_ROLES: readonly AccountRole[] = ['officer', 'admin'];

export interface OpenedSession {
  /** Never shown again. */
  token: string;
  expiresAt: Date;
  person: Person;
  /** Nothing but enrolling an authenticator app is allowed yet. */
  secondFactorMissing: boolean;
}

export interface SignInContext {
  method: SignInMethod;
  device: string | null;
  /** The session that the caller already had: signing in ends it. */
  replaces?: string | null;
}

@Injectable()
export class SessionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Opens a session under a new token; the one that it replaces ends. */
  async open(tx: EntityManager, person: Person, { method, device, replaces }: SignInContext): Promise<OpenedSession> {
    const now = this.clock.now();
    const token = newToken('sbs');
    const expiresAt = new Date(now.getTime() + limitsOf(person.role).absolute);
    if (replaces) await tx.update(Session, { tokenDigest: digestOf(replaces), endedAt: IsNull() }, { endedAt: now });
    const shown = device?.slice(0, LONGEST_DEVICE_TEXT) ?? null;
    const times = { createdAt: now, lastSeenAt: now, expiresAt };
    await tx.insert(Session, { id: uuid(), personId: person.id, tokenDigest: token.digest, method, device: shown, ...times });
    return { token: token.text, expiresAt, person, secondFactorMissing: this.lacksSecondFactor(person, method) };
  }

  async signOut(token: string): Promise<void> {
    const own = { tokenDigest: digestOf(token), endedAt: IsNull() };
    await inScope(this.dataSource, ACCOUNTS, (tx) => tx.update(Session, own, { endedAt: this.clock.now() }));
  }

  /** The person's sessions that still work, the newest first. */
  async list(principal: Principal): Promise<Session[]> {
    const now = this.clock.now().getTime();
    const lastSeenAt = MoreThan(new Date(now - limitsOf(principal.role).idle));
    const where = { personId: principal.id, endedAt: IsNull(), expiresAt: MoreThan(new Date(now)), lastSeenAt };
    return inScope(this.dataSource, ACCOUNTS, (tx) => tx.find(Session, { where, order: { id: 'desc' } }), 'read');
  }

  /** @throws DomainError SessionUnknown for sessions of others */
  async revoke(principal: Principal, id: string): Promise<void> {
    const own = { id, personId: principal.id, endedAt: IsNull() };
    const { affected } = await inScope(this.dataSource, ACCOUNTS, (tx) => tx.update(Session, own, { endedAt: this.clock.now() }));
    if (!affected) throw notFound('SessionUnknown', 'Sesi tidak ditemukan.', 'There is no such session.');
  }

  /** Ends every session of the person but one. */
  async revokeOthers(tx: EntityManager, personId: string, exceptId: string | null): Promise<void> {
    const others = { personId, endedAt: IsNull(), ...(exceptId && { id: Not(exceptId) }) };
    await tx.update(Session, others, { endedAt: this.clock.now() });
  }

  /** Also notes that the session is in use, at most once a minute. */
  principalOf(token: string): Promise<Principal | null> {
    return inScope(this.dataSource, ACCOUNTS, (tx) => this.recognise(tx, token));
  }

  private async recognise(tx: EntityManager, token: string): Promise<Principal | null> {
    const now = this.clock.now();
    const session = await tx.findOneBy(Session, { tokenDigest: digestOf(token), endedAt: IsNull() });
    if (!session || session.expiresAt <= now) return null;
    const person = await tx.findOneBy(Person, { id: session.personId, disabledAt: IsNull() });
    if (!person) return null;
    const idleMs = now.getTime() - session.lastSeenAt.getTime();
    if (idleMs > limitsOf(person.role).idle) return null;
    if (idleMs > MINUTE_MS) await tx.update(Session, { id: session.id }, { lastSeenAt: now });
    return this.principal(person, session);
  }

  private lacksSecondFactor({ role, totpConfirmedAt }: Person, method: SignInMethod): boolean {
    return this.config.REQUIRE_SECOND_FACTOR && method === 'password' && SECOND_FACTOR_ROLES.includes(role) && !totpConfirmedAt;
  }

  private principal(person: Person, { id: sessionId, method }: Session): Principal {
    const { id, role, name, regionCode, institutionId } = person;
    const secondFactorMissing = this.lacksSecondFactor(person, method);
    return { id, kind: 'person', role, name, regionCode, institutionId, sessionId, secondFactorMissing };
  }
}
