import { Clock } from '@sambung/config';
import { Situation } from '@sambung/matching';
import { Actor, FactsService, OfficerCheckRow, regencyOf } from '@sambung/profiles';
import { Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { Any, EntityManager, IsNull } from 'typeorm';
import { toSituation } from './facts';
import { FactsDigest } from './facts-digest.service';
import { BatchedProfile, profileBatch } from './rematch/profile-batch.query';

@Injectable()
export class ProfileReader {
  constructor(
    private readonly facts: FactsService,
    private readonly vault: Vault,
    private readonly digest: FactsDigest,
    private readonly clock: Clock,
  ) {}

  /** Names the facts of a situation in the database. */
  digestOf(situation: Situation): string {
    return this.digest.of(situation);
  }

  /** Profiles with all that matching reads of them, in one statement. */
  batch(tx: EntityManager, actorIds: readonly string[]): Promise<BatchedProfile[]> {
    return profileBatch(tx, this.vault, actorIds);
  }

  /** What the engine may know of the actor today. */
  async situationOf(tx: EntityManager, actor: Actor): Promise<Situation> {
    const facts = await this.facts.current(tx, actor);
    const checks = await this.facts.checks(tx, actor.id);
    return toSituation({ actor, facts, checks }, this.clock.today());
  }

  /** The same for many actors at once, by their ids. */
  async situationsOf(tx: EntityManager, actors: readonly Actor[]): Promise<Map<string, Situation>> {
    const where = { actorId: Any(actors.map(({ id }) => id)), endedAt: IsNull() };
    const regency = Any([...new Set(actors.map(regencyOf))]);
    const facts = byActor(await this.facts.find(tx, { where: { ...where, regency }, order: { key: 'asc' } }));
    const checks = byActor(await tx.find(OfficerCheckRow, { where, order: { checkId: 'asc' } }));
    const today = this.clock.today();
    return new Map(
      actors.map((actor) => [
        actor.id,
        toSituation({ actor, facts: facts.get(actor.id) ?? [], checks: checks.get(actor.id) ?? [] }, today),
      ]),
    );
  }
}

function byActor<Row extends { actorId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) grouped.set(row.actorId, [...(grouped.get(row.actorId) ?? []), row]);
  return grouped;
}
