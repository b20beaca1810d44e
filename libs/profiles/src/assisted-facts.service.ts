import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Actor, regencyOf } from './actor.entity';
import { ActorsService } from './actors.service';
import { FactRow } from './fact.entity';
import { unconfirmedFacts } from './unconfirmed-facts.query';

/** What others entered for an owner: who did stays with each fact, and the owner is asked whether it is right. */
@Injectable()
export class AssistedFacts {
  constructor(
    private readonly actors: ActorsService,
    private readonly clock: Clock,
  ) {}

  /**
   * The owner finds facts right; with the last one the whole entry is confirmed. Confirming again changes nothing.
   * @param keys null for everything that others entered
   */
  async confirm(tx: EntityManager, owner: Principal, actorId: string, keys: readonly string[] | null): Promise<Actor> {
    const actor = await this.actors.getForChange(tx, owner, actorId);
    const open = await unconfirmedFacts(tx, actor);
    const confirmed = open.filter(({ key }) => keys === null || keys.includes(key));
    await tx.update(FactRow, { id: In(confirmed.map(({ id }) => id)), regency: regencyOf(actor) }, { confirmedAt: this.clock.now() });
    const isAll = confirmed.length === open.length;
    return isAll ? this.actors.confirm(tx, owner, actorId) : actor;
  }
}
