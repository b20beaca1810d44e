import { evaluate, isOfficerCheck, leavesOf } from '@sambung/matching';
import { Pair as ActorAndOffer, SuggestionsService } from '@sambung/matches';
import { Actor } from '@sambung/profiles';
import { INestApplicationContext } from '@nestjs/common';
import { DataSource, EntityManager, In } from 'typeorm';
import { holdsInWorstCase } from './worst-case';

/** A pair that an officer could approve once the named checks are answered. */
export interface Pair {
  actorId: string;
  regionCode: string;
  slug: string;
  institutionId: string;
  checks: string[];
}

/** Counts over all pairs of invented actors and open offers. */
export class Survey {
  eligible = 0;
  undetermined = 0;
  notEligible = 0;
  /** Eligible pairs that some completion of the unknown facts would refuse. Must be 0. */
  eligibleOnAGuess = 0;
  /** Refusals that name no culprit. Must be 0. */
  unexplained = 0;
  readonly missing = new Map<string, number>();
  readonly pairs: Pair[] = [];

  add(actor: Actor, { offer, situation }: ActorAndOffer): void {
    const { requires } = offer.version.document;
    const explanation = evaluate(requires, situation);
    const leaves = new Map(explanation.leaves.map((leaf) => [leaf.path, leaf]));
    if (explanation.verdict === 'notEligible') {
      this.notEligible += 1;
      if (explanation.culprits.length === 0) this.unexplained += 1;
      return;
    }
    if (explanation.verdict === 'eligible') {
      this.eligible += 1;
      if (!holdsInWorstCase(requires, (path) => leaves.get(path)!.value)) this.eligibleOnAGuess += 1;
    } else {
      this.undetermined += 1;
      for (const { text } of explanation.settle) this.missing.set(text.en, (this.missing.get(text.en) ?? 0) + 1);
    }
    if (explanation.settle.some((entry) => entry.cause !== 'officerCheck')) return;
    const open = new Set(explanation.settle.map((entry) => entry.leaf));
    const checks = leavesOf(requires).flatMap(([path, leaf]) =>
      isOfficerCheck(leaf) && open.has(leaf.id ?? path) ? [leaf.officerCheck] : [],
    );
    this.pairs.push({
      actorId: actor.id,
      regionCode: actor.regionCode,
      slug: offer.offer.slug,
      institutionId: offer.offer.institutionId,
      checks,
    });
  }

  summary(): string {
    return `${this.eligible} eligible, ${this.undetermined} undetermined, ${this.notEligible} not eligible`;
  }

  mostMissing(count: number): [string, number][] {
    return [...this.missing].sort((a, b) => b[1] - a[1]).slice(0, count);
  }
}

const BATCH = 200;

async function surveyBatch(tx: EntityManager, service: SuggestionsService, ids: readonly string[], survey: Survey): Promise<void> {
  const actors = await tx.findBy(Actor, { id: In([...ids]) });
  for (const actor of actors) {
    const { pairs } = await service.of(tx, actor);
    for (const pair of [...pairs, ...(await service.notEligible(tx, actor))]) survey.add(actor, pair);
  }
}

/** Looks at every pair of these actors: what fits, what lacks an answer and which, what is refused and why. */
export async function surveyActors(services: INestApplicationContext, actorIds: readonly string[]): Promise<Survey> {
  const survey = new Survey();
  const { manager } = services.get(DataSource);
  for (let start = 0; start < actorIds.length; start += BATCH) {
    await surveyBatch(manager, services.get(SuggestionsService), actorIds.slice(start, start + BATCH), survey);
  }
  return survey;
}
