import { Consent, ConsentsService, institutionOf, Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { emit } from '@sambung/events';
import { refuseFaults } from '@sambung/errors';
import { factsRead } from '@sambung/matching';
import { CurrentOffer, OffersService } from '@sambung/offers';
import { Actor, Contacts, FactRow, FactsService, StoredValue } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull, SelectQueryBuilder } from 'typeorm';
import { noteDisclosure } from './disclosures';
import { holdMatch, matchUnknown, onMatch } from './match-access';
import { Match, MatchTransition } from './match.entity';
import { MatchLog } from './match-log';
import { MatchState, ReasonCode, SHARED, STANDING, UNDECIDED } from './states';

/** States of a match that its partner may know of. */
export const PARTNER_SEES = [...SHARED, 'declined', 'completed', 'dropped'] as const;
export type PartnerAnswer = 'accepted' | 'declined' | 'inProgress' | 'completed';

export interface GivenAnswer {
  status: PartnerAnswer;
  reasonCode: ReasonCode | null;
  note: string | null;
  outcome: Record<string, unknown> | null;
}

/** What a partner may know of a match while the owner's consent lasts. */
export interface SharedMatch {
  match: Match;
  actor: Actor;
  phone: string;
  offer: CurrentOffer;
  /** Only facts that the offer's conditions read. */
  facts: FactRow[];
}

/** @throws DomainError for a refusal that does not say why */
export function assertReason({ status, reasonCode }: Pick<GivenAnswer, 'status' | 'reasonCode'>): void {
  if (status !== 'declined' || reasonCode) return;
  const detail = { id: 'Sebutkan alasan bila menolak.', en: 'Give a reason when declining.' };
  refuseFaults([{ pointer: '/reasonCode', code: 'ReasonMissing', detail }]);
}

@Injectable()
export class SharingService {
  constructor(
    private readonly consents: ConsentsService,
    private readonly offers: OffersService,
    private readonly facts: FactsService,
    private readonly contacts: Contacts,
    private readonly log: MatchLog,
  ) {}

  /**
   * Hands an approved match over to the partner. May run twice; only the first run does anything.
   * @returns the match when it was handed over now, null when there is nothing to share any more
   */
  async offerToPartner(tx: EntityManager, matchId: string): Promise<Match | null> {
    const match = await holdMatch(tx, matchId);
    if (match?.state !== 'approved') return null;
    if (!(await this.mayShare(tx, match))) return null;
    await this.log.step(tx, match, { to: 'offered', by: null, reasonCode: null, note: null });
    await audit(tx, null, onMatch('match.shared', match));
    return match;
  }

  /** @returns the match of a seat that its owner has accepted, null when there is nothing to share any more */
  async takenSeat(tx: EntityManager, matchId: string): Promise<Match | null> {
    const match = await holdMatch(tx, matchId);
    if (match?.state !== 'accepted') return null;
    return (await this.consents.stands(tx, match.actorId, 'sharing', match.institutionId)) ? match : null;
  }

  /** @throws DomainError MatchUnknown also for matches of other institutions and after the consent has ended */
  async shared(tx: EntityManager, principal: Principal, id: string): Promise<SharedMatch> {
    const match = await this.ownMatch(tx, principal, id);
    const actor = await tx.findOneByOrFail(Actor, { id: match.actorId });
    const offer = await this.offers.byVersion(tx, match.offerVersionId);
    const needed = factsRead(offer.version.document.requires);
    const facts = (await this.facts.current(tx, actor)).filter((fact) => needed.has(fact.key));
    const fields = ['name', 'phone', 'roles', 'regionCode', ...facts.map((fact) => fact.key)];
    await noteDisclosure(tx, match, fields);
    await audit(tx, principal, { ...onMatch('details.read', match), fields });
    return { match, actor, phone: await this.contacts.phoneOf(tx, actor), offer, facts };
  }

  async list(tx: EntityManager, principal: Principal, page: { after?: string; limit: number; state?: MatchState }): Promise<Match[]> {
    const query = this.seen(tx, principal);
    if (page.state) query.andWhere('match.state = :state', { state: page.state });
    if (page.after) query.andWhere('match.id < :after', { after: page.after });
    return query.orderBy('match.id', 'DESC').take(page.limit).getMany();
  }

  /** Those of the matches that the partner may know of; texts that are no id name nothing. */
  async known(tx: EntityManager, principal: Principal, ids: readonly string[]): Promise<Match[]> {
    return this.seen(tx, principal)
      .andWhere('match.id::text in (:...ids)', { ids: ['', ...ids] })
      .getMany();
  }

  private seen(tx: EntityManager, principal: Principal): SelectQueryBuilder<Match> {
    return tx
      .createQueryBuilder(Match, 'match')
      .where('match.institution_id = :institutionId', { institutionId: institutionOf(principal) })
      .andWhere('match.state in (:...states)', { states: PARTNER_SEES })
      .andWhere(`not (match.state = 'offered' and match.round_id is not null)`)
      .andWhere(
        `exists (select from consents where consents.actor_id = match.actor_id and consents.purpose = 'sharing'
          and consents.institution_id = match.institution_id and consents.withdrawn_at is null)`,
      )
      .andWhere('exists (select from actors where actors.id = match.actor_id and actors.restricted_at is null)');
  }

  /** Consent stands and the owner has not restricted the data. */
  private async mayShare(tx: EntityManager, { actorId, institutionId }: Match): Promise<boolean> {
    if (!(await this.consents.stands(tx, actorId, 'sharing', institutionId))) return false;
    return tx.existsBy(Actor, { id: actorId, restrictedAt: IsNull() });
  }

  private async ownMatch(tx: EntityManager, principal: Principal, id: string): Promise<Match> {
    const match = await tx.findOneBy(Match, { id, institutionId: institutionOf(principal), state: In([...PARTNER_SEES]) });
    const isUnanswered = match?.state === 'offered' && match.roundId !== null;
    if (!match || isUnanswered || !(await this.mayShare(tx, match))) throw matchUnknown();
    return match;
  }

  /** The partner's answer. Giving the same one again changes nothing. */
  async answer(tx: EntityManager, principal: Principal, id: string, answer: GivenAnswer): Promise<Match> {
    await holdMatch(tx, id);
    const match = await this.ownMatch(tx, principal, id);
    if (match.state === answer.status) return match;
    assertReason(answer);
    const { status: to, ...rest } = answer;
    await this.log.step(tx, match, { to, by: principal, ...rest });
    await audit(tx, principal, { ...onMatch('match.answered', match), reason: answer.reasonCode, result: to });
    if (to === 'completed') await emit(tx, 'match.completed', { matchId: id });
    return match;
  }

  /**
   * What completing the offer brings about becomes a fact, so that offers which wait for it open. A partner may not write facts:
   * the matcher does it, perhaps twice.
   */
  async grantFacts(tx: EntityManager, matchId: string): Promise<void> {
    const match = await holdMatch(tx, matchId);
    if (match?.state !== 'completed') return;
    const { offer, version } = await this.offers.byVersion(tx, match.offerVersionId);
    const actor = await tx.findOneByOrFail(Actor, { id: match.actorId });
    await this.facts.grant(tx, actor, (version.document.grants ?? []) as { fact: string; value: StoredValue }[], `offer ${offer.slug}`);
  }

  /** Ends what a withdrawn consent no longer covers. May run twice. */
  async endAfterWithdrawal(tx: EntityManager, consent: Consent): Promise<number> {
    const covered =
      consent.purpose === 'sharing'
        ? { actorId: consent.actorId, institutionId: consent.institutionId!, state: In([...STANDING]) }
        : { actorId: consent.actorId, state: In([...UNDECIDED]) };
    await tx.findOne(Actor, { where: { id: consent.actorId }, lock: { mode: 'pessimistic_write' } });
    const matches = await tx.find(Match, { where: covered, lock: { mode: 'pessimistic_write' } });
    for (const match of matches) {
      await this.log.step(tx, match, { to: 'withdrawn', by: null, reasonCode: null, note: 'consent' });
    }
    return matches.length;
  }

  lastTransition(tx: EntityManager, matchId: string): Promise<MatchTransition | null> {
    return tx.findOne(MatchTransition, { where: { matchId }, order: { at: 'desc', id: 'desc' } });
  }
}
