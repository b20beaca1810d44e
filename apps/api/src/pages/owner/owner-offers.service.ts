import { ConsentsService, currentText, Institution, Principal } from '@sambung/accounts';
import { DetailedSuggestion, ExplainedSeat, Match, MatchesService, OutlookService, Suggestion } from '@sambung/matches';
import { Actor } from '@sambung/profiles';
import { SeatOutcomes } from '@sambung/rounds';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

/** An offer as the owner of an actor sees it. */
export interface OwnerOffer {
  suggestion: DetailedSuggestion;
  /** The newest match with it, if anybody has touched the pair. */
  match: Match | null;
  /** How the round of that match came out for it. */
  allocation: ExplainedSeat | undefined;
  /** Name of the institution that provides it. */
  institution: string;
  /** Whether the owner has agreed to sharing with the institution. */
  hasConsent: boolean;
}

/** What an owner may do about offers. Each method may run twice and does its work once. */
@Injectable()
export class OwnerOffers {
  constructor(
    private readonly consents: ConsentsService,
    private readonly matches: MatchesService,
    private readonly outlook: OutlookService,
    private readonly seats: SeatOutcomes,
  ) {}

  async all(tx: EntityManager, actor: Actor): Promise<{ suggestions: Suggestion[]; matches: Match[] }> {
    const suggestions = await this.outlook.all(tx, await this.outlook.situationOf(tx, actor));
    return { suggestions, matches: await this.matches.ofActor(tx, actor.id) };
  }

  async one(tx: EntityManager, actor: Actor, slug: string): Promise<OwnerOffer> {
    const suggestion = await this.outlook.one(tx, await this.outlook.situationOf(tx, actor), slug);
    const { id: offerId, institutionId } = suggestion.offer.offer;
    const match = await tx.findOne(Match, { where: { actorId: actor.id, offerId }, order: { id: 'desc' } });
    const allocation = match ? await this.seats.ofMatch(tx, match) : undefined;
    const { name } = await tx.findOneByOrFail(Institution, { id: institutionId });
    const hasConsent = await this.consents.stands(tx, actor.id, 'sharing', institutionId);
    return { suggestion, match, allocation, institution: name, hasConsent };
  }

  /**
   * The owner wants the offer, and agrees to sharing with its institution.
   * @returns false, and nothing is done, while the consent is missing
   * @throws DomainError ConsentMissing, OfferNotOpen, MatchNotEligible
   */
  async want(tx: EntityManager, owner: Principal, actor: Actor, wish: { slug: string; agrees: boolean; locale: string }): Promise<boolean> {
    const { suggestion, hasConsent } = await this.one(tx, actor, wish.slug);
    if (!hasConsent && !wish.agrees) return false;
    if (!hasConsent) {
      const { institutionId } = suggestion.offer.offer;
      await this.consents.give(tx, {
        actorId: actor.id, purpose: 'sharing', institutionId, textVersion: currentText('sharing').version, channel: 'web',
        locale: wish.locale, evidence: null, givenBy: owner.id,
      }); // prettier-ignore
    }
    await this.matches.open(tx, owner, { actorId: actor.id, offerSlug: wish.slug, origin: 'interest' });
    return true;
  }

  async decline(tx: EntityManager, owner: Principal, actor: Actor, slug: string): Promise<void> {
    const { match } = await this.one(tx, actor, slug);
    if (match && match.state !== 'notInterested') await this.matches.decline(tx, owner, match.id);
  }
}
