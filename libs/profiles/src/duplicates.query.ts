import { Principal } from '@sambung/accounts';
import { forPurpose } from '@sambung/database';
import { EntityManager } from 'typeorm';
import type { IdentityKind } from './identity-keys';

export interface Duplicate {
  actorId: string;
  kinds: IdentityKind[];
}

/** Other actors, not withdrawn, that share an exact key with this one. */
export const duplicatesOf = (tx: EntityManager, actorId: string): Promise<Duplicate[]> =>
  forPurpose(tx, 'identity', () =>
    tx.query(
      `select other.actor_id as "actorId", array_agg(other.kind order by other.kind) as kinds
     from identity_keys own
     join identity_keys other on other.kind = own.kind and other.digest = own.digest and other.actor_id <> own.actor_id
     join actors on actors.id = other.actor_id and actors.status not in ('withdrawn', 'erased')
     where own.actor_id = $1
     group by other.actor_id order by other.actor_id`,
      [actorId],
    ),
  );

/** What two records have in common: an exact key, or name and village. */
export type Likeness = IdentityKind | 'nameAndPlace';

/** Two records that may be one person's; the older one comes first. */
export interface TwinPair {
  actorId: string;
  otherId: string;
  kinds: Likeness[];
}

interface TwinFilter {
  /** Only pairs with this actor. */
  actorId?: string | undefined;
  limit: number;
}

const NORMAL_NAME = (alias: string): string => `lower(regexp_replace(${alias}.name, '[^[:alnum:]]', '', 'g'))`;

/**
 * Pairs of the principal's territory that nobody has told apart, those with a number in common first. The territory is asked for here,
 * not by row rules: these would be asked for each key.
 */
export const twinPairs = (tx: EntityManager, { role, regionCode }: Principal, { actorId, limit }: TwinFilter): Promise<TwinPair[]> =>
  forPurpose(tx, 'identity', () =>
    tx.query(
      `with known as materialized (
         select id, name, region_code from actors
         where status not in ('withdrawn', 'erased') and ($1::text is null or region_code = $1 or region_code like $1 || '.%')
       ), one as (select * from known where $2::uuid is null or id = $2), alike as (
         select own.actor_id as a, other.actor_id as b, own.kind from one
           join identity_keys own on own.actor_id = one.id
           join identity_keys other on other.kind = own.kind and other.digest = own.digest and other.actor_id <> own.actor_id
           join known on known.id = other.actor_id
         union all
         select one.id, known.id, 'nameAndPlace' from one
           join known on known.region_code = one.region_code and ${NORMAL_NAME('known')} = ${NORMAL_NAME('one')} and known.id <> one.id
       ), pairs as (
         select least(a, b) as a, greatest(a, b) as b, array_agg(distinct kind order by kind) as kinds from alike group by 1, 2
       )
       select a as "actorId", b as "otherId", kinds from pairs
       where not exists (select from actor_distinctions where actor_id = a and other_id = b)
       order by kinds = array['nameAndPlace'], a, b limit $3`,
      [role === 'admin' ? null : regionCode, actorId ?? null, limit],
    ),
  );
