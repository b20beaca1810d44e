import { Clock } from '@sambung/config';
import { BatchedProfile, profileBatch, statusOf, toSituation } from '@sambung/matches';
import { verdictOf } from '@sambung/matching';
import { Offer, OfferDocument, OfferVersion } from '@sambung/offers';
import { Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull, Not } from 'typeorm';

const BATCH = 500;

interface Refusal {
  matchId: string;
  actorId: string;
}

interface Reconsidered {
  match_id: string;
  verdict: 'eligible' | 'undetermined';
}

/** Gives those another chance whom a rule refused that is in force no more. */
@Injectable()
export class Refusals {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks again at everybody who was refused by an earlier version as not eligible, and tells those who would not be refused now: once
   * for each version, and only owners who let their profile be matched. May run twice.
   * @returns how many were told
   */
  async reconsider(tx: EntityManager, offerId: string): Promise<number> {
    const version = await tx.findOneBy(OfferVersion, { offerId, publishedAt: Not(IsNull()), retiredAt: IsNull() });
    if (!version || !(await tx.existsBy(Offer, { id: offerId, status: 'published' }))) return 0;
    let told = 0;
    let afterId: string | null = null;
    for (let refusals = await this.page(tx, version, afterId); refusals.length > 0; refusals = await this.page(tx, version, afterId)) {
      told += await this.tell(tx, version, await this.changed(tx, version.document, refusals));
      afterId = refusals.at(-1)!.matchId;
    }
    return told;
  }

  private page(tx: EntityManager, { id, offerId }: OfferVersion, afterId: string | null): Promise<Refusal[]> {
    return tx.query(
      `select match.id as "matchId", match.actor_id as "actorId" from matches match
       join actors actor on actor.id = match.actor_id and actor.status = 'active'
       where match.offer_id = $1 and match.state = 'rejected' and match.offer_version_id <> $2 and ($3::uuid is null or match.id > $3)
         and (select step.reason_code from match_transitions step
              where step.match_id = match.id and step.to_state = 'rejected' and step.undone_at is null
              order by step.at desc, step.id desc limit 1) = 'ineligible'
       order by match.id limit ${BATCH}`,
      [offerId, id, afterId],
    );
  }

  private async changed(tx: EntityManager, document: OfferDocument, refusals: readonly Refusal[]): Promise<Reconsidered[]> {
    const ids = [...new Set(refusals.map(({ actorId }) => actorId))];
    const profiles = new Map((await profileBatch(tx, this.vault, ids)).map((profile) => [profile.actor.id, profile]));
    return refusals.flatMap(({ matchId, actorId }) => {
      const verdict = this.verdict(document, profiles.get(actorId));
      return verdict === 'eligible' || verdict === 'undetermined' ? [{ match_id: matchId, verdict }] : [];
    });
  }

  private verdict(document: OfferDocument, profile: BatchedProfile | undefined): string | null {
    if (!profile?.consented) return null;
    const situation = toSituation(profile, this.clock.today());
    return statusOf(document, situation) === 'open' ? verdictOf(document.requires, situation).verdict : null;
  }

  private async tell(tx: EntityManager, { id }: OfferVersion, rows: readonly Reconsidered[]): Promise<number> {
    const told: unknown[] = await tx.query(
      `insert into reconsidered_refusals (id, match_id, offer_version_id, verdict)
       select gen_random_uuid(), match_id, $2, verdict from jsonb_to_recordset($1) as told(match_id uuid, verdict text)
       on conflict do nothing returning id`,
      [JSON.stringify(rows), id],
    );
    return told.length;
  }
}
