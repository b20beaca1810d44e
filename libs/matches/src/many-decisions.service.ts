import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { DomainError } from '@sambung/errors';
import { emitAll } from '@sambung/events';
import { OverlapOffer, Situation } from '@sambung/matching';
import { CurrentOffer, OffersService } from '@sambung/offers';
import { OverlapPast } from '@sambung/overlap';
import { Actor, maySee } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { DecisionRules } from './decision-rules';
import type { Decision } from './decisions.service';
import { explain, Explanation } from './explanation';
import { assertUnrestricted, assertVersion, matchUnknown, onMatch } from './match-access';
import { Match } from './match.entity';
import { MatchLog } from './match-log';
import { ProfileReader } from './profile-reader.service';
import { statusFor } from './rank';
import { Snapshot, snapshotOf } from './snapshot';
import { assertStep } from './states';

/** One of many matches to decide on, as the officer saw it. */
export interface ChosenMatch {
  id: string;
  expectedVersion: number;
}

interface Case {
  match: Match;
  actor: Actor;
}

interface Decided extends Case {
  explanation: Explanation;
  snapshot: Snapshot;
}

/** An offer that is decided about, with what overlaps are asked of it and of those who want it. */
interface AskedOffer {
  current: CurrentOffer;
  about: readonly OverlapOffer[];
  pasts: ReadonlyMap<string, OverlapPast>;
}

const LOCKED = { order: { id: 'asc' }, lock: { mode: 'pessimistic_write' } } as const;

/** The same decision on many matches, each by the rules of `DecisionsService`, with one statement where that has one a match. */
@Injectable()
export class ManyDecisions {
  constructor(
    private readonly offers: OffersService,
    private readonly reader: ProfileReader,
    private readonly log: MatchLog,
    private readonly rules: DecisionRules,
  ) {}

  /**
   * Decides in the caller's transaction.
   * @returns why each match that is not decided on is not, by id: the others are
   */
  async decide(
    tx: EntityManager,
    principal: Principal,
    chosen: readonly ChosenMatch[],
    decision: Pick<Decision, 'decision' | 'reasonCode' | 'note'>,
  ): Promise<ReadonlyMap<string, DomainError>> {
    const refusals = new Map<string, DomainError>();
    const cases = await this.hold(tx, principal, chosen, { decision, refusals });
    const decided = await this.judge(tx, principal, cases, { decision, refusals });
    const ids = decided.map(({ match }) => match.id);
    if (ids.length === 0) return refusals;
    const { decision: to, reasonCode, note } = decision;
    await this.log.decideAll(tx, decided, { to, by: principal, reasonCode, note });
    await this.rules.claims.end(tx, ...ids);
    if (to === 'approved') await emitAll(tx, 'match.approved', ids.map((matchId) => ({ matchId })), this.rules.undoSeconds); // prettier-ignore
    await audit(tx, principal, ...decided.map(({ match }) => ({ ...onMatch('match.decided', match), reason: reasonCode, result: to })));
    return refusals;
  }

  /** Holds first the rows of the actors and then those of the matches, each in the order of their ids; leaves out what may not be decided on. */
  private async hold(
    tx: EntityManager,
    principal: Principal,
    chosen: readonly ChosenMatch[],
    { decision, refusals }: { decision: Pick<Decision, 'decision'>; refusals: Map<string, DomainError> },
  ): Promise<Case[]> {
    const ids = chosen.map(({ id }) => id);
    const known = await tx.findBy(Match, { id: In(ids) });
    const actors = await tx.find(Actor, { where: { id: In(known.map(({ actorId }) => actorId)) }, ...LOCKED });
    const matches = new Map((await tx.find(Match, { where: { id: In(ids) }, ...LOCKED })).map((match) => [match.id, match]));
    const byId = new Map(actors.map((actor) => [actor.id, actor]));
    const claimed = await this.rules.claims.refusals(tx, principal, ids);
    return chosen.flatMap(({ id, expectedVersion }) => {
      const match = matches.get(id);
      const actor = match && byId.get(match.actorId);
      return this.attempt(id, refusals, () => {
        if (!match || !actor || !maySee(principal, actor)) throw matchUnknown();
        assertUnrestricted(actor);
        if (claimed.has(id)) throw claimed.get(id)!;
        assertVersion(match, expectedVersion);
        assertStep(match.state, decision.decision);
        return { match, actor };
      });
    });
  }

  /** Explains each pair anew, and of approvals asks whether they may be. */
  private async judge(
    tx: EntityManager,
    principal: Principal,
    cases: readonly Case[],
    { decision, refusals }: { decision: Pick<Decision, 'decision'>; refusals: Map<string, DomainError> },
  ): Promise<Decided[]> {
    const situations = await this.reader.situationsOf(tx, cases.map(({ actor }) => actor)); // prettier-ignore
    const offers = await this.offersOf(tx, cases);
    const isShared = await this.rules.shared(tx, cases.map(({ match }) => match)); // prettier-ignore
    const decided: Decided[] = [];
    for (const { match, actor } of cases) {
      const { current, about, pasts } = offers.get(match.offerVersionId)!;
      const situation = situations.get(actor.id)!;
      const explanation = explain(current, situation);
      if (decision.decision === 'approved') {
        const open = { explanation, current, offerStatus: statusFor(current, situation), isShared: isShared(match) };
        const refusal = await this.refusal(tx, principal, match, open, {
          actor,
          current,
          situation,
          offers: about,
          past: pasts.get(actor.id)!,
        });
        if (refusal) refusals.set(match.id, refusal);
        if (refusal) continue;
      }
      decided.push({ match, actor, explanation, snapshot: snapshotOf(current.version.document, situation) });
    }
    return decided;
  }

  private async refusal(
    tx: EntityManager,
    principal: Principal,
    match: Match,
    open: Parameters<DecisionRules['assertApprovable']>[1],
    question: { actor: Actor; current: CurrentOffer; situation: Situation; offers: readonly OverlapOffer[]; past: OverlapPast },
  ): Promise<DomainError | null> {
    try {
      this.rules.assertApprovable(match, open);
      await this.rules.assertNoOverlap(tx, principal, question);
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private async offersOf(tx: EntityManager, cases: readonly Case[]): Promise<ReadonlyMap<string, AskedOffer>> {
    const found = new Map<string, AskedOffer>();
    for (const versionId of new Set(cases.map(({ match }) => match.offerVersionId))) {
      const current = await this.offers.byVersion(tx, versionId);
      const actorIds = cases.filter(({ match }) => match.offerVersionId === versionId).map(({ actor }) => actor.id);
      const pasts = await this.rules.overlapPasts(tx, actorIds, current);
      found.set(versionId, { current, about: await this.rules.overlapOffers(tx, current), pasts });
    }
    return found;
  }

  private attempt<T>(id: string, refusals: Map<string, DomainError>, work: () => T): T[] {
    try {
      return [work()];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refusals.set(id, error);
      return [];
    }
  }
}
