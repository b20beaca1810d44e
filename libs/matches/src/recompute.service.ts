import { ConsentsService } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { emitProfilesSaved } from '@sambung/events';
import { ENGINE_VERSION, Situation } from '@sambung/matching';
import { CurrentOffer, Offer } from '@sambung/offers';
import { Actor, ofActor } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Match } from './match.entity';
import { MatchLog } from './match-log';
import { OpenOffers } from './open-offers.service';
import { ProfileReader } from './profile-reader.service';
import { rank, Ranked } from './rank';
import { STANDING, UNDECIDED } from './states';
import { MOST_ELIGIBLE, MOST_UNDETERMINED, pack, SuggestionEntry } from './suggestion-pack';
import { SuggestionRow } from './suggestion.entity';

const BREAKPOINT_BATCH = 1_000;

/** Brings suggestions and matches of one profile up to date. Safe to run twice, late and out of order. */
@Injectable()
export class Recompute {
  constructor(
    private readonly openOffers: OpenOffers,
    private readonly reader: ProfileReader,
    private readonly consents: ConsentsService,
    private readonly log: MatchLog,
    private readonly clock: Clock,
  ) {}

  /** Holds the actor's row, so that two workers never write results of one profile in the wrong order. */
  async profile(tx: EntityManager, actorId: string): Promise<void> {
    const actor = await tx.findOne(Actor, { where: { id: actorId }, lock: { mode: 'pessimistic_write' } });
    const allowed = actor?.status === 'active' && (await this.consents.stands(tx, actorId, 'matching'));
    if (!actor) return;
    if (!allowed) return this.forget(tx, actor);
    if (actor.objectedAt || actor.restrictedAt) return this.forgetSuggestions(tx, actor);
    const situation = await this.reader.situationOf(tx, actor);
    const offers = await this.openOffers.all(tx);
    const { ranked, validUntil } = rank(offers, situation);
    await this.storeSuggestions(tx, actor, situation, { ranked, validUntil });
    await this.refreshMatches(tx, actor, ranked, offers);
  }

  /** What people opened stays for people to decide. */
  private async forgetSuggestions(tx: EntityManager, actor: Actor): Promise<void> {
    await tx.delete(SuggestionRow, ofActor(actor));
  }

  private async forget(tx: EntityManager, actor: Actor): Promise<void> {
    await this.forgetSuggestions(tx, actor);
    const undecided = await tx.findBy(Match, { actorId: actor.id, state: In(UNDECIDED) });
    for (const match of undecided) await this.log.step(tx, match, { to: 'withdrawn', by: null, reasonCode: null, note: 'consent' });
  }

  private async storeSuggestions(
    tx: EntityManager,
    actor: Actor,
    situation: Situation,
    result: { ranked: Ranked[]; validUntil: string | null },
  ): Promise<void> {
    const withVerdict = (verdict: Ranked['verdict']) => result.ranked.filter((ranked) => ranked.verdict === verdict);
    const kept = [...withVerdict('eligible').slice(0, MOST_ELIGIBLE), ...withVerdict('undetermined').slice(0, MOST_UNDETERMINED)];
    const row = {
      ...ofActor(actor),
      packed: pack(kept.map(toEntry)),
      factsHash: this.reader.digestOf(situation),
      engine: ENGINE_VERSION,
      asOf: situation.asOf,
      validUntil: result.validUntil,
      computedAt: () => 'clock_timestamp()',
    };
    await tx.upsert(SuggestionRow, row, ['actorId', 'regency']);
  }

  /** A person's decision is never overwritten: a standing match that no longer fits is only marked for review. */
  private async refreshMatches(tx: EntityManager, actor: Actor, ranked: readonly Ranked[], offers: readonly CurrentOffer[]): Promise<void> {
    const matches = await tx.findBy(Match, { actorId: actor.id, state: In([...UNDECIDED, ...STANDING]) });
    for (const match of matches) {
      const now = ranked.find(({ current }) => current.offer.id === match.offerId);
      if (STANDING.includes(match.state)) await this.markForReview(tx, match, now);
      else if (now) await this.refresh(tx, match, actor, now);
      else if (await this.isOver(tx, match, offers)) await this.supersede(tx, match);
    }
  }

  /** Whether the offer of a match that was not ranked has ended or leaves the actor out. A pause ends nothing. */
  private async isOver(tx: EntityManager, { offerId }: Match, offers: readonly CurrentOffer[]): Promise<boolean> {
    const isPublished = offers.some(({ offer }) => offer.id === offerId);
    return isPublished || tx.existsBy(Offer, { id: offerId, status: 'closed' });
  }

  private async supersede(tx: EntityManager, match: Match): Promise<void> {
    await this.log.step(tx, match, { to: 'superseded', by: null, reasonCode: 'providerClosed', note: null });
  }

  private async markForReview(tx: EntityManager, match: Match, now: Ranked | undefined): Promise<void> {
    const reviewNeeded = now !== undefined && now.verdict !== 'eligible';
    if (reviewNeeded !== match.reviewNeeded) await tx.update(Match, { id: match.id }, { reviewNeeded });
  }

  private async refresh(tx: EntityManager, match: Match, actor: Actor, now: Ranked): Promise<void> {
    const fresh = {
      verdict: now.verdict,
      fit: now.fit.total,
      coverage: now.fit.coverage,
      offerVersionId: now.current.version.id,
      regionCode: actor.regionCode,
    };
    const changed = (Object.keys(fresh) as (keyof typeof fresh)[]).some((key) => fresh[key] !== match[key]);
    if (changed) await tx.update(Match, { id: match.id }, { ...fresh, version: match.version + 1 });
  }

  /** Asks for the profiles whose results a date has overtaken to be matched. Runs in every process, at any time. */
  async overtakenByDate(tx: EntityManager): Promise<number> {
    return emitProfilesSaved(
      tx,
      `select actor_id from suggestions where valid_until <= $1 order by valid_until limit ${BREAKPOINT_BATCH}`,
      [this.clock.today()],
    );
  }
}

const toEntry = ({ current, verdict, fit }: Ranked): SuggestionEntry => ({
  ordinal: current.version.ordinal,
  verdict: verdict as SuggestionEntry['verdict'],
  fit: fit.total,
  coverage: fit.coverage,
});
