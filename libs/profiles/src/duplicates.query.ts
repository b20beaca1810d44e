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
