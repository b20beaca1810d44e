import { Principal } from '@sambung/accounts';
import { EntityManager } from 'typeorm';
import type { MatchState } from './states';

export interface QueueFilter {
  states: readonly MatchState[];
  regionCode?: string;
  offerSlug?: string;
  kind?: string;
  verdict?: string;
  assignee?: 'me' | 'none';
  reviewNeeded?: boolean;
  after?: string;
  limit: number;
}

/** One line of the officer's list. */
export interface QueueRow {
  id: string;
  state: MatchState;
  verdict: string;
  fit: number | null;
  coverage: number;
  reviewNeeded: boolean;
  version: number;
  assigneeId: string | null;
  createdAt: Date;
  actorId: string;
  actorName: string;
  regionCode: string;
  regionName: string;
  offerSlug: string;
  offerName: { id: string; en: string };
  offerKind: string;
  institutionName: string;
}

/** Matches of the principal's territory, oldest first; `after` is the id of the last row of the page before. */
export function officerQueue(tx: EntityManager, principal: Principal, filter: QueueFilter): Promise<QueueRow[]> {
  const territory = principal.role === 'admin' ? null : principal.regionCode;
  return tx.query(
    `with page as materialized (
       select match.* from matches match
       where match.state = any($1)
         and ($2::text is null or match.region_code = $2 or match.region_code like $2 || '.%')
         and ($3::text is null or match.region_code = $3 or match.region_code like $3 || '.%')
         and ($4::text is null or match.offer_id = (select id from offers where slug = $4))
         and ($5::text is null or exists (
           select from offer_versions version where version.id = match.offer_version_id and version.document->>'kind' = $5))
         and ($6::text is null or match.verdict = $6)
         and ($7::text is null or ($7 = 'me' and match.assignee_id = $8) or ($7 = 'none' and match.assignee_id is null))
         and ($9::boolean is null or match.review_needed = $9)
         and ($10::uuid is null or match.id > $10)
       order by match.id limit $11)
     select match.id, match.state, match.verdict, match.fit, match.coverage, match.review_needed as "reviewNeeded",
       match.version, match.assignee_id as "assigneeId", match.created_at as "createdAt",
       actor.id as "actorId", actor.name as "actorName", match.region_code as "regionCode", region.name as "regionName",
       offer.slug as "offerSlug", version.document->'name' as "offerName", version.document->>'kind' as "offerKind",
       institution.name as "institutionName"
     from page match
     join actors actor on actor.id = match.actor_id
     join offers offer on offer.id = match.offer_id
     join offer_versions version on version.id = match.offer_version_id
     join institutions institution on institution.id = match.institution_id
     join regions region on region.code = match.region_code
     order by match.id`,
    [
      filter.states, territory, filter.regionCode, filter.offerSlug, filter.kind, filter.verdict, filter.assignee,
      principal.id, filter.reviewNeeded, filter.after, filter.limit,
    ], // prettier-ignore
  );
}
