import { MatchState } from '@sambung/matches';
import { EntityManager } from 'typeorm';

/** One step of a match, as its owner sees it. */
export interface NewsRow {
  id: string;
  actorId: string;
  actorName: string;
  offerSlug: string;
  offerName: { id: string; en: string };
  state: MatchState;
  /** The officer's words where something was asked for or refused. */
  note: string | null;
  at: Date;
}

export interface NewsOf {
  ownerId: string;
  /** What happened behind a PIN shows while the profile is open in this session, since then at the earliest. */
  sessionId: string | undefined;
  openSince: Date;
  undoSeconds: number;
  limit: number;
}

/** Every step of every match of an owner, newest first. Decisions show once they can no longer be taken back. */
export const newsOf = (tx: EntityManager, { ownerId, sessionId, openSince, undoSeconds, limit }: NewsOf): Promise<NewsRow[]> =>
  tx.query(
    `select step.id, actor.id as "actorId", actor.name as "actorName", offer.slug as "offerSlug",
       version.document->'name' as "offerName", step.to_state as state, step.at,
       case when step.to_state in ('returned', 'rejected') then step.note end as note
     from match_transitions step
     join matches match on match.id = step.match_id
     join actors actor on actor.id = match.actor_id
     join offers offer on offer.id = match.offer_id
     join offer_versions version on version.id = match.offer_version_id
     where actor.owner_id = $1
       and (not exists (select from profile_pins where profile_pins.actor_id = actor.id)
         or exists (select from sessions where sessions.id = $4 and profile_id = actor.id and profile_seen_at >= $5))
       and step.undone_at is null and step.note is distinct from 'undo'
       and (step.to_state not in ('approved', 'returned', 'rejected') or step.at < now() - make_interval(secs => $2))
     order by step.at desc, step.id desc limit $3`,
    [ownerId, undoSeconds, limit, sessionId, openSince],
  );
