import { Clock } from '@sambung/config';
import { emitProfilesSaved } from '@sambung/events';
import { ENGINE_VERSION, Situation } from '@sambung/matching';
import { CurrentOffer } from '@sambung/offers';
import { regencyOf } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { isConcerned } from '../concerned';
import { toSituation } from '../facts';
import { OpenOffers } from '../open-offers.service';
import { ProfileReader } from '../profile-reader.service';
import { Recompute } from '../recompute.service';
import { CatalogueMatcher } from './catalogue-matcher';
import { HeldPart, Rematches } from './rematches.service';
import { NewSuggestion, replaceSuggestions } from './suggestion-copy';

/** Matches the actors of a part again, a batch a call. Writes what {@link Recompute.profile} would. */
@Injectable()
export class RegionRematch {
  /** Actors a transaction. Saves of these wait for it, a few hundred milliseconds. */
  batchSize = 500;
  private compiled?: { offers: readonly CurrentOffer[]; asOf: string; matcher: CatalogueMatcher };

  constructor(
    private readonly rematches: Rematches,
    private readonly openOffers: OpenOffers,
    private readonly recompute: Recompute,
    private readonly reader: ProfileReader,
    private readonly clock: Clock,
  ) {}

  /** The next batch of a part. May come twice, late or for a part that is done: then it does nothing. */
  async next(tx: EntityManager, partId: string): Promise<void> {
    const held = await this.rematches.hold(tx, partId);
    if (!held) return;
    const { part } = held;
    const actorIds = await this.page(tx, held);
    const regency = regencyOf(part);
    await this.match(tx, regency, await this.holdFree(tx, regency, actorIds));
    const afterId = actorIds.length < this.batchSize ? null : actorIds.at(-1)!;
    await this.rematches.advance(tx, part, { matched: actorIds.length, afterId });
  }

  private async page(tx: EntityManager, { part: { regionCode, afterId }, concerned }: HeldPart): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select id from actors
       where region_code like $1 || '%' and left(region_code, 8) = $1 and status = 'active' and ($2::uuid is null or id > $2)
         and ($4::jsonb is null or ${isConcerned('$4::jsonb')})
       order by id limit $3`,
      [regionCode, afterId, this.batchSize, concerned && JSON.stringify(concerned)],
    );
    return rows.map(({ id }) => id);
  }

  /** Holds the actors' rows, except those that somebody is writing or has moved away: these are matched on their own, after that. */
  private async holdFree(tx: EntityManager, regency: string, actorIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      'select id from actors where id = any($1) and regency = $2 order by id for update skip locked',
      [actorIds, regency],
    );
    const held = new Set(rows.map(({ id }) => id));
    const busy = actorIds.filter((id) => !held.has(id));
    if (busy.length > 0) await emitProfilesSaved(tx, 'select unnest($1::uuid[]) as actor_id', [busy]);
    return [...held];
  }

  private async match(tx: EntityManager, regency: string, actorIds: readonly string[]): Promise<void> {
    const asOf = this.clock.today();
    const matcher = await this.matcherFor(tx, asOf);
    const profiles = await this.reader.batch(tx, actorIds);
    const isPlain = ({ consented, hasMatches }: (typeof profiles)[number]) => consented && !hasMatches;
    const rows = profiles.filter(isPlain).map((profile) => this.suggestion(profile.actor.id, toSituation(profile, asOf), matcher));
    await replaceSuggestions(tx, regency, rows);
    for (const profile of profiles) if (!isPlain(profile)) await this.recompute.profile(tx, profile.actor.id);
  }

  /** Compiled once for as long as offers and day stand still. */
  private async matcherFor(tx: EntityManager, asOf: string): Promise<CatalogueMatcher> {
    const offers = await this.openOffers.all(tx);
    if (this.compiled?.offers !== offers || this.compiled.asOf !== asOf) {
      this.compiled = { offers, asOf, matcher: new CatalogueMatcher(offers, asOf) };
    }
    return this.compiled.matcher;
  }

  private suggestion(actorId: string, situation: Situation, matcher: CatalogueMatcher): NewSuggestion {
    const { packed, validUntil } = matcher.best(situation);
    const factsHash = this.reader.digestOf(situation);
    return { actorId, packed, factsHash, engine: ENGINE_VERSION, asOf: situation.asOf, validUntil };
  }
}
