import { Situation } from '@sambung/matching';
import { Clock } from '@sambung/config';
import { CurrentOffer, isStale, OffersService, sinkStale } from '@sambung/offers';
import { Actor } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { explain, Explanation } from './explanation';
import { factsHash } from './facts';
import { OpenOffers } from './open-offers.service';
import { ProfileReader } from './profile-reader.service';
import { rank, statusFor, statusOf } from './rank';
import { joinable, plansOf, ShownPlan } from './reasons';

/** An offer with its reasons in one situation. */
export interface Suggestion {
  offer: CurrentOffer;
  situation: Situation;
  explanation: Explanation;
}

/** One offer, whether it can be joined now, and the ways to it that lead through other offers. */
export interface DetailedSuggestion extends Suggestion {
  status: ReturnType<typeof statusFor>;
  plans: readonly ShownPlan[];
}

/** What the open offers say to one situation, worked out at once: for a person who waits for the page. */
@Injectable()
export class OutlookService {
  constructor(
    private readonly openOffers: OpenOffers,
    private readonly offers: OffersService,
    private readonly reader: ProfileReader,
    private readonly clock: Clock,
  ) {}

  situationOf(tx: EntityManager, actor: Actor): Promise<Situation> {
    return this.reader.situationOf(tx, actor);
  }

  /** Every open offer with its reasons, best first, in the order of {@link SuggestionsService.of}. */
  async all(tx: EntityManager, situation: Situation): Promise<Suggestion[]> {
    const { ranked } = rank(await this.openOffers.all(tx), situation);
    const profileHash = factsHash(situation);
    const now = this.clock.now();
    const shown = sinkStale(ranked, ({ verdict }) => verdict, ({ current }) => isStale(current, now)); // prettier-ignore
    return shown.map(({ current }) => ({ offer: current, situation, explanation: explain(current, situation, profileHash) }));
  }

  /** One offer, whether it is open or not. @throws DomainError OfferUnknown */
  async one(tx: EntityManager, situation: Situation, slug: string): Promise<DetailedSuggestion> {
    const offer = await this.offers.getPublic(tx, slug);
    const profileHash = factsHash(situation);
    const explanation = explain(offer, situation, profileHash);
    const others = joinable(await this.openOffers.all(tx), situation);
    const plans = explanation.verdict === 'eligible' ? [] : plansOf({ offer, situation, profileHash, others });
    return { offer, situation, status: statusFor(offer, situation), explanation, plans };
  }

  /** How many published offers are for kinds of actors that this one is not. */
  async countForOthers(tx: EntityManager, situation: Situation): Promise<number> {
    const offers = await this.openOffers.all(tx);
    return offers.filter(({ version }) => statusOf(version.document, situation) === 'notApplicable').length;
  }

  /** How much the catalogue holds: offers, who provides them, and the needs that they answer. */
  async coverage(tx: EntityManager): Promise<{ offers: number; institutions: number; needs: number }> {
    const offers = await this.openOffers.all(tx);
    return {
      offers: offers.length,
      institutions: new Set(offers.map(({ offer }) => offer.institutionId)).size,
      needs: new Set(offers.flatMap(({ version }) => version.document.needs)).size,
    };
  }
}
