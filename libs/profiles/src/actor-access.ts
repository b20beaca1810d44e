import { Principal } from '@sambung/accounts';
import { notFound } from '@sambung/errors';
import { inRegion } from '@sambung/reference';
import { SelectQueryBuilder } from 'typeorm';
import { Actor, ActorStatus } from './actor.entity';

/** Owners see their own actors, officers those of their territory, admins all; everybody else none. Nobody sees an erased one. */
export function maySee(
  principal: Pick<Principal, 'id' | 'role' | 'regionCode'>,
  actor: Pick<Actor, 'ownerId' | 'regionCode'> & { status?: ActorStatus },
): boolean {
  if (actor.status === 'erased') return false;
  switch (principal.role) {
    case 'admin':
      return true;
    case 'officer':
      return principal.regionCode !== null && inRegion(actor.regionCode, principal.regionCode);
    case 'owner':
      return actor.ownerId === principal.id;
    default:
      return false;
  }
}

/** The same rule as {@link maySee}, as a condition of a query whose actor is called `alias`. */
export function onlyVisible<T extends object>(query: SelectQueryBuilder<T>, principal: Principal, alias = 'actor'): SelectQueryBuilder<T> {
  query.andWhere(`${alias}.status <> 'erased'`);
  switch (principal.role) {
    case 'admin':
      return query;
    case 'officer': {
      const parameters = { region: principal.regionCode, subtree: `${principal.regionCode}.%` };
      return query.andWhere(`(${alias}.region_code = :region or ${alias}.region_code like :subtree)`, parameters);
    }
    case 'owner':
      return query.andWhere(`${alias}.owner_id = :ownerId`, { ownerId: principal.id });
    default:
      return query.andWhere('false');
  }
}

/** The same answer for an actor that does not exist and for one that is none of the asker's business. */
export const actorUnknown = () => notFound('ActorUnknown', 'Pelaku usaha tidak ditemukan.', 'There is no such actor.');
