import { ConsentsService, Person, Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { conflict, refuseFaults } from '@sambung/errors';
import { OfferStatus } from '@sambung/matching';
import { CurrentOffer, OffersService } from '@sambung/offers';
import { Actor, ActorsService, ActorStatus, maySee } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { RecordedStep } from './decision-records.service';
import { explain, Explanation, StoredExplanation } from './explanation';
import { assertUnrestricted, assertVersion, matchForChange, onMatch, visibleMatch } from './match-access';
import { Match } from './match.entity';
import { MatchLog } from './match-log';
import { ProfileReader } from './profile-reader.service';
import { statusFor } from './rank';
import { ReasonsMask } from './reasons-mask';
import { assertReviewStep, OPEN } from './states';

@Injectable()
export class MatchesService {
  constructor(
    private readonly actors: ActorsService,
    private readonly consents: ConsentsService,
    private readonly offers: OffersService,
    private readonly reader: ProfileReader,
    private readonly log: MatchLog,
  ) {}

  /**
   * Opens a match, or returns the one that is open: the owner's interest, or an officer's proposal to the owner.
   * @throws DomainError ConsentMissing, OfferNotOpen, or MatchNotEligible with the reasons
   */
  async open(
    tx: EntityManager,
    principal: Principal,
    input: { actorId: string; offerSlug: string; origin: Match['origin'] },
  ): Promise<Match> {
    const actor = await this.actors.getForChange(tx, principal, input.actorId);
    assertUnrestricted(actor);
    const current = await this.offers.getPublic(tx, input.offerSlug);
    if (!(await this.consents.stands(tx, actor.id, 'matching'))) throw matchingConsentMissing();
    const existing = await tx.findOneBy(Match, { actorId: actor.id, offerId: current.offer.id, state: In(OPEN) });
    if (existing) return this.reopen(tx, principal, existing, input.origin);
    const explanation = await this.assess(tx, actor, current);
    if (explanation.verdict === 'notEligible') throw notEligible(shownExplanation(principal, explanation, current));
    return this.insert(tx, principal, { actor, current, explanation, origin: input.origin });
  }

  private async reopen(tx: EntityManager, principal: Principal, match: Match, origin: Match['origin']): Promise<Match> {
    const interested = origin === 'interest' && ['suggested', 'returned'].includes(match.state);
    if (interested) await this.log.step(tx, match, { to: 'interested', by: principal, reasonCode: null, note: null });
    return match;
  }

  private async assess(tx: EntityManager, actor: Actor, current: CurrentOffer): Promise<Explanation> {
    const situation = await this.reader.situationOf(tx, actor);
    const status = statusFor(current, situation);
    if (actor.status !== 'active' || status !== 'open') {
      throw offerNotOpen({ offerStatus: status, actorStatus: actor.status });
    }
    return explain(current, situation);
  }

  private async insert(
    tx: EntityManager,
    principal: Principal,
    given: { actor: Actor; current: CurrentOffer; explanation: Explanation; origin: Match['origin'] },
  ): Promise<Match> {
    const { actor, current, explanation, origin } = given;
    const match = {
      id: uuid(),
      actorId: actor.id,
      offerId: current.offer.id,
      offerVersionId: current.version.id,
      institutionId: current.offer.institutionId,
      regionCode: actor.regionCode,
      origin,
      state: origin === 'interest' ? ('interested' as const) : ('suggested' as const),
      verdict: explanation.verdict,
      fit: explanation.fit.total,
      coverage: explanation.fit.coverage,
    };
    await tx.insert(Match, match);
    const created = await tx.findOneByOrFail(Match, { id: match.id });
    await this.log.write(tx, created, { to: match.state, by: principal, reasonCode: null, note: null }, null);
    await audit(tx, principal, onMatch('match.opened', created));
    return created;
  }

  /** The owner is not interested after all, at any time before a decision. */
  async decline(tx: EntityManager, principal: Principal, id: string): Promise<Match> {
    const { match } = await matchForChange(tx, principal, id);
    await this.log.step(tx, match, { to: 'notInterested', by: principal, reasonCode: 'notInterested', note: null });
    await audit(tx, principal, onMatch('match.declined', match));
    return match;
  }

  /** Takes a match for review, or hands it to a colleague; null puts it back into the queue. */
  async assign(
    tx: EntityManager,
    principal: Principal,
    id: string,
    change: { assigneeId: string | null; expectedVersion: number | null },
  ): Promise<Match> {
    const { match, actor } = await matchForChange(tx, principal, id);
    assertVersion(match, change.expectedVersion);
    const { assigneeId } = change;
    const to = assigneeId ? 'inReview' : 'interested';
    if (match.state === to && match.assigneeId === assigneeId) return match;
    if (match.state !== to) assertReviewStep(match.state, to);
    if (assigneeId) await this.assertAssignable(tx, assigneeId, actor);
    await this.log.write(tx, match, { to, by: principal, reasonCode: null, note: null, assigneeId });
    await audit(tx, principal, onMatch('match.assigned', match));
    return match;
  }

  /** @throws DomainError AssigneeUnknown for anybody who could not decide about the actor's matches */
  private async assertAssignable(tx: EntityManager, assigneeId: string, actor: Actor): Promise<void> {
    const person = await tx.findOneBy(Person, { id: assigneeId, role: In(['officer', 'admin']), disabledAt: IsNull() });
    if (person && maySee(person, actor)) return;
    const detail = { id: 'Pilih petugas di wilayah ini.', en: 'Choose an officer of this territory.' };
    refuseFaults([{ pointer: '/assigneeId', code: 'AssigneeUnknown', detail }]);
  }

  /** On record unless the owner asks. */
  async get(tx: EntityManager, principal: Principal, id: string): Promise<{ match: Match; actor: Actor }> {
    const found = await visibleMatch(tx, principal, id);
    const subjectId = found.actor.id;
    if (found.actor.ownerId !== principal.id) await audit(tx, principal, { action: 'match.read', object: ['match', id], subjectId });
    return found;
  }

  /** Every step, with the explanations as the principal may see them. */
  async history(tx: EntityManager, principal: Principal, match: Match): Promise<RecordedStep[]> {
    const steps = await this.log.stepsOf(tx, match.id);
    const offer = await this.offers.byVersion(tx, match.offerVersionId);
    const shown = (explanation: StoredExplanation | null) => explanation && shownExplanation(principal, explanation, offer);
    return steps.map((step) => Object.assign(step, { explanation: shown(step.explanation) }));
  }

  /** Matches of one institution that it may know of. */
  ofActor(tx: EntityManager, actorId: string): Promise<Match[]> {
    return tx.find(Match, { where: { actorId, state: Not('superseded') }, order: { id: 'desc' } });
  }
}

/** An explanation as the principal may see it: with values for the owner alone. */
export const shownExplanation = <E extends StoredExplanation>({ role }: Principal, explanation: E, offer: CurrentOffer): E =>
  role === 'owner' ? explanation : new ReasonsMask(explanation, offer).explanation(explanation);

export const matchingConsentMissing = () =>
  conflict(
    'ConsentMissing',
    'Pemilik belum setuju datanya dicocokkan. Minta persetujuannya dulu.',
    'The owner has not agreed to be matched. Ask for consent first.',
  );

export const offerNotOpen = (extra: { offerStatus: OfferStatus; actorStatus?: ActorStatus }) =>
  conflict('OfferNotOpen', 'Tawaran ini tidak terbuka untuk pelaku usaha ini.', 'This offer is not open to this actor.', extra);

export const notEligible = (explanation: Explanation) =>
  conflict('MatchNotEligible', explanation.sentence.id, explanation.sentence.en, {
    verdict: explanation.verdict,
    culprits: explanation.culprits,
    settle: explanation.settle,
    leaves: explanation.leaves,
  });
