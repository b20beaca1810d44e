import { Principal } from '@sambung/accounts';
import { AuditAction, AuditEntry } from '@sambung/audit';
import { conflict, DomainError, notFound } from '@sambung/errors';
import { Actor, maySee } from '@sambung/profiles';
import { EntityManager } from 'typeorm';
import { Match } from './match.entity';

export const matchUnknown = (): DomainError => notFound('MatchUnknown', 'Kecocokan tidak ditemukan.', 'There is no such match.');

/** The match and its actor, if the principal may see that actor. */
export async function visibleMatch(tx: EntityManager, principal: Principal, id: string): Promise<{ match: Match; actor: Actor }> {
  const match = await tx.findOneBy(Match, { id });
  const actor = match && (await tx.findOneBy(Actor, { id: match.actorId }));
  if (!actor || !maySee(principal, actor)) throw matchUnknown();
  return { match, actor };
}

const LOCKED = { lock: { mode: 'pessimistic_write' } } as const;

/** Holds first the actor's row and then the match's: every writer takes them in this order. */
export async function holdMatch(tx: EntityManager, id: string): Promise<Match | null> {
  const known = await tx.findOneBy(Match, { id });
  if (!known) return null;
  await tx.findOneOrFail(Actor, { select: { id: true }, where: { id: known.actorId }, ...LOCKED });
  return tx.findOne(Match, { where: { id }, ...LOCKED });
}

/** The match and its actor, both held, if the principal may see that actor. */
export async function matchForChange(tx: EntityManager, principal: Principal, id: string): Promise<{ match: Match; actor: Actor }> {
  await holdMatch(tx, id);
  return visibleMatch(tx, principal, id);
}

/** @throws DomainError ActorRestricted while the owner wants nothing done with the data */
export function assertUnrestricted(actor: Actor): void {
  if (!actor.restrictedAt) return;
  throw conflict(
    'ActorRestricted',
    'Pemilik meminta datanya tidak diproses dulu. Tunggu sampai pembatasan dicabut.',
    'The owner has restricted the use of these data. Wait until the restriction is lifted.',
  );
}

/** @param expectedVersion from If-Match; null when the caller does not mind */
export function assertVersion(match: Match, expectedVersion: number | null): void {
  if (expectedVersion === null || expectedVersion === match.version) return;
  throw new DomainError('precondition', 'MatchChanged', {
    id: 'Kecocokan ini sudah berubah. Muat ulang dulu.',
    en: 'This match has changed. Reload it first.',
  }, { currentVersion: match.version, currentState: match.state }); // prettier-ignore
}

export const onMatch = (action: AuditAction, { id, actorId }: Match): AuditEntry => ({ action, object: ['match', id], subjectId: actorId });
