import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { Clock } from '@sambung/config';
import { emit } from '@sambung/events';
import { Actor, ActorsService, RightsRequests } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Match } from './match.entity';
import { SuggestionRow } from './suggestion.entity';

/**
 * The owner's switches. Matcher and sharing read them in the transaction in which they act, so that nothing happens
 * after the switch was committed. Setting one twice changes nothing.
 */
@Injectable()
export class SubjectRights {
  constructor(
    private readonly actors: ActorsService,
    private readonly requests: RightsRequests,
    private readonly clock: Clock,
  ) {}

  /** Nothing is suggested by the machine any more; matches that people opened stay for people to decide. */
  async object(tx: EntityManager, principal: Principal, id: string): Promise<Actor> {
    const actor = await this.actors.getForChange(tx, principal, id);
    if (actor.objectedAt) return actor;
    return this.set(tx, principal, actor, { objectedAt: this.clock.now() });
  }

  async allowMatching(tx: EntityManager, principal: Principal, id: string): Promise<Actor> {
    const actor = await this.actors.getForChange(tx, principal, id);
    if (!actor.objectedAt) return actor;
    return this.set(tx, principal, actor, { objectedAt: null });
  }

  /** The data are kept, and nothing is matched, decided or shared until the restriction is lifted. */
  async restrict(tx: EntityManager, principal: Principal, id: string): Promise<Actor> {
    const actor = await this.actors.getForChange(tx, principal, id);
    if (actor.restrictedAt) return actor;
    return this.set(tx, principal, actor, { restrictedAt: this.clock.now() });
  }

  /** Approvals that waited meanwhile go on their way. */
  async lift(tx: EntityManager, principal: Principal, id: string): Promise<Actor> {
    const actor = await this.actors.getForChange(tx, principal, id);
    if (!actor.restrictedAt) return actor;
    const waiting = await tx.findBy(Match, { actorId: id, state: 'approved' });
    for (const match of waiting) await emit(tx, 'match.approved', { matchId: match.id });
    return this.set(tx, principal, actor, { restrictedAt: null });
  }

  private async set(
    tx: EntityManager,
    principal: Principal,
    { id, version, status }: Actor,
    change: Partial<Pick<Actor, 'objectedAt' | 'restrictedAt'>>,
  ): Promise<Actor> {
    await tx.update(Actor, { id }, { ...change, version: version + 1 });
    await this.requests.noteDone(tx, principal, id, 'objectedAt' in change ? 'objection' : 'restriction');
    await audit(tx, principal, { action: 'rights.changed', object: ['actor', id], subjectId: id, fields: Object.keys(change) });
    const isSwitchedOn = Object.values(change).some((value) => value !== null);
    if (isSwitchedOn) await tx.delete(SuggestionRow, { actorId: id });
    else if (status === 'active') await emit(tx, 'profile.saved', { actorId: id });
    return tx.findOneByOrFail(Actor, { id });
  }
}
