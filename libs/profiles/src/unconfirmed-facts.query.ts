import { EntityManager } from 'typeorm';
import { Actor } from './actor.entity';
import { FactRow } from './fact.entity';

/** Facts that stand, that somebody else entered and that the owner has not confirmed. */
export const unconfirmedFacts = (tx: EntityManager, { id, ownerId }: Pick<Actor, 'id' | 'ownerId'>): Promise<FactRow[]> =>
  tx
    .createQueryBuilder(FactRow, 'fact')
    .where('fact.actor_id = :id and fact.ended_at is null and fact.confirmed_at is null', { id })
    .andWhere('fact.recorded_by is distinct from :ownerId', { ownerId })
    .orderBy('fact.key')
    .getMany();
