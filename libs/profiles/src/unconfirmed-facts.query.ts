import { EntityManager } from 'typeorm';
import { Actor, LocatedActor, ofActor } from './actor.entity';
import { FactRow } from './fact.entity';

/** Facts that stand, that somebody else entered and that the owner has not confirmed. */
export const unconfirmedFacts = (tx: EntityManager, actor: LocatedActor & Pick<Actor, 'ownerId'>): Promise<FactRow[]> =>
  tx
    .createQueryBuilder(FactRow, 'fact')
    .where(ofActor(actor))
    .andWhere('fact.ended_at is null and fact.confirmed_at is null')
    .andWhere('fact.recorded_by is distinct from :ownerId', { ownerId: actor.ownerId })
    .orderBy('fact.key')
    .getMany();
