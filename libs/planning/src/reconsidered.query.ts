import type { OfferDocument } from '@sambung/offers';
import { EntityManager } from 'typeorm';

export interface ReconsideredRow {
  id: string;
  actorId: string;
  actorName: string;
  offerSlug: string;
  offerName: { id: string; en: string };
  verdict: 'eligible' | 'undetermined';
  toldAt: Date;
  /** The rule by which it was refused, and the one that would not refuse it now. */
  refusedBy: OfferDocument['requires'];
  now: OfferDocument['requires'];
}

/**
 * Refusals of an actor, or of all actors of an owner, that the rule in force would not repeat, newest first. Those that a still newer
 * version has overtaken, or that the actor has applied for again, are news no more.
 */
export const reconsideredOf = (
  tx: EntityManager,
  of: { actorId: string } | { ownerId: string },
  limit: number,
): Promise<ReconsideredRow[]> =>
  tx.query(
    `select told.id, actor.id as "actorId", actor.name as "actorName", offer.slug as "offerSlug", version.document->'name' as "offerName",
       told.verdict, told.told_at as "toldAt", old.document->'requires' as "refusedBy", version.document->'requires' as now
     from reconsidered_refusals told
     join matches match on match.id = told.match_id and match.state = 'rejected'
     join actors actor on actor.id = match.actor_id and actor.status <> 'erased'
     join offers offer on offer.id = match.offer_id and offer.status = 'published'
     join offer_versions version on version.id = told.offer_version_id and version.retired_at is null
     join offer_versions old on old.id = match.offer_version_id
     where ($1::uuid is null or actor.id = $1) and ($2::uuid is null or actor.owner_id = $2)
       and not exists (select from matches again where again.actor_id = actor.id and again.offer_id = offer.id and again.created_at > match.created_at)
     order by told.told_at desc, told.id desc limit $3`,
    ['actorId' in of ? of.actorId : null, 'ownerId' in of ? of.ownerId : null, limit],
  );
