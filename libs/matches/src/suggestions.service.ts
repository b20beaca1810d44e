import { QuestionOptions, Situation } from '@sambung/matching';
import { Actor, ofActor } from '@sambung/profiles';
import { Clock } from '@sambung/config';
import { CurrentOffer, isStale, OffersService, sinkStale } from '@sambung/offers';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { factsHash } from './facts';
import { Match } from './match.entity';
import { OpenOffers } from './open-offers.service';
import { ProfileReader } from './profile-reader.service';
import { rank, statusFor } from './rank';
import { Asked, askNext, joinable, Pair } from './reasons';
import { unpack } from './suggestion-pack';
import { SuggestionRow } from './suggestion.entity';

export interface Suggestions {
  /** When the matcher last looked; null when it has not yet. */
  computedAt: Date | null;
  /** False while a newer save waits to be matched. */
  current: boolean;
  pairs: readonly Pair[];
}

@Injectable()
export class SuggestionsService {
  constructor(
    private readonly openOffers: OpenOffers,
    private readonly offers: OffersService,
    private readonly reader: ProfileReader,
    private readonly clock: Clock,
  ) {}

  /**
   * What fits, best first, then what lacks an answer; of each, what its organiser has not confirmed for long comes last: that concerns
   * everybody on one day, so it is done when shown, and nobody is matched again for it. Reasons are made when shown; only the pack is stored.
   */
  async of(tx: EntityManager, actor: Actor): Promise<Suggestions> {
    const row = await tx.findOneBy(SuggestionRow, ofActor(actor));
    if (!row) return { computedAt: null, current: false, pairs: [] };
    const situation = await this.reader.situationOf(tx, actor);
    const open = await this.openOffers.all(tx);
    const byOrdinal = new Map(open.map((current) => [current.version.ordinal, current]));
    const now = this.clock.now();
    const entries = unpack(row.packed).filter(({ ordinal }) => byOrdinal.has(ordinal));
    const shown = sinkStale(entries, ({ verdict }) => verdict, ({ ordinal }) => isStale(byOrdinal.get(ordinal)!, now)); // prettier-ignore
    const known = shown.map(({ ordinal }) => byOrdinal.get(ordinal)!);
    const current = row.factsHash === this.reader.digestOf(situation);
    return { computedAt: row.computedAt, current, pairs: pairsOf(known, open, situation) };
  }

  /** Offers whose requirements are not met. */
  async notEligible(tx: EntityManager, actor: Actor): Promise<readonly Pair[]> {
    const situation = await this.reader.situationOf(tx, actor);
    const open = await this.openOffers.all(tx);
    const refused = rank(open, situation).ranked.filter(({ verdict }) => verdict === 'notEligible');
    return pairsOf(refused.map(({ current }) => current), open, situation); // prettier-ignore
  }

  /** One offer for one actor, whatever comes out. */
  async one(tx: EntityManager, actor: Actor, slug: string): Promise<{ pair: Pair; status: string }> {
    const offer = await this.offers.getPublic(tx, slug);
    const pair = await this.pair(tx, actor, offer);
    return { pair, status: statusFor(offer, pair.situation) };
  }

  /** The pair of a match as it stands now, with the version that it is about. */
  async ofMatch(tx: EntityManager, match: Match, actor: Actor): Promise<Pair> {
    return this.pair(tx, actor, await this.offers.byVersion(tx, match.offerVersionId));
  }

  private async pair(tx: EntityManager, actor: Actor, offer: CurrentOffer): Promise<Pair> {
    const situation = await this.reader.situationOf(tx, actor);
    return pairsOf([offer], await this.openOffers.all(tx), situation)[0]!;
  }

  /** What to ask the actor next, as the facts stand now. */
  async nextQuestion(tx: EntityManager, actor: Actor, options: QuestionOptions): Promise<Asked & { asOf: string }> {
    const situation = await this.reader.situationOf(tx, actor);
    return { ...askNext(await this.openOffers.all(tx), situation, options), asOf: situation.asOf };
  }
}

function pairsOf(offers: readonly CurrentOffer[], open: readonly CurrentOffer[], situation: Situation): Pair[] {
  const shared = { situation, profileHash: factsHash(situation), others: joinable(open, situation) };
  return offers.map((offer) => ({ ...shared, offer }));
}
