import { Principal } from '@sambung/accounts';
import { one } from '@sambung/database';
import { EntityManager } from 'typeorm';
import type { MatchState } from './states';

/** How the desk reads a queue. */
export interface DeskFilter {
  /** Claims made before have ended. */
  claimsSince: Date;
  /** `YYYY-MM-DD` */
  today: string;
  /** What was put aside until a later day, instead of what was not. */
  snoozed: boolean;
  /** Also what somebody took and then left alone. */
  withReleased: boolean;
  /** Only of those who had help before. */
  withHelp: boolean;
}

export interface QueueFilter {
  states: readonly MatchState[];
  regionCode?: string;
  offerSlug?: string;
  kind?: string;
  verdict?: string;
  assignee?: 'me' | 'none';
  reviewNeeded?: boolean;
  /** The desk also minds claims and what was put aside; the API does not. */
  desk?: DeskFilter;
  /** Ids of the rows, of which those are shown that are in the queue. */
  only?: readonly string[];
  /** Part of the name of business or offer. */
  search?: string;
  after?: string;
  /** Id of the last row that is let through. */
  upTo?: string;
  /** null for all there are, which is for counting a part only. */
  limit: number | null;
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
  /** Whose hands it is in, and since when. */
  claimedBy: string | null;
  claimedAt: Date | null;
  snoozedUntil: string | null;
}

const likeness = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Matches of the principal's territory that a filter lets through, as `match`; the parameters are those of {@link parametersOf}. */
const FOUND = `
  from matches match
  left join desk_claims claim on claim.match_id = match.id
  left join desk_snoozes snooze on snooze.match_id = match.id and snooze.until > $13
  where (match.state = any($1) or $14 and match.state = 'inReview' and claim.claimed_at <= $12)
    and ($15::boolean is null or (snooze.match_id is not null) = $15)
    and ($2::text is null or match.region_code = $2 or match.region_code like $2 || '.%')
    and ($3::text is null or match.region_code = $3 or match.region_code like $3 || '.%')
    and ($4::text is null or match.offer_id = (select id from offers where slug = $4))
    and ($5::text is null or exists (
      select from offer_versions version where version.id = match.offer_version_id and version.document->>'kind' = $5))
    and ($6::text is null or match.verdict = $6)
    and ($7::text is null or ($7 = 'me' and match.assignee_id = $8) or ($7 = 'none' and match.assignee_id is null))
    and ($9::boolean is null or match.review_needed = $9)
    and ($10::uuid is null or match.id > $10)
    and ($16::uuid[] is null or match.id = any($16))
    and ($17::text is null
      or exists (select from actors where actors.id = match.actor_id and actors.name ilike $17)
      or exists (select from offer_versions version where version.id = match.offer_version_id and version.document->'name'->>'id' ilike $17))
    and (not $18 or match.id in (select app_helped_matches($1)))
    and ($19::uuid is null or match.id <= $19)`;

const NO_DESK = { claimsSince: null, today: null, withReleased: false, snoozed: null, withHelp: false };

function parametersOf({ id, role, regionCode }: Principal, filter: QueueFilter): unknown[] {
  const { claimsSince, today, withReleased, snoozed, withHelp } = { ...NO_DESK, ...filter.desk };
  return [
    filter.states, role === 'admin' ? null : regionCode, filter.regionCode, filter.offerSlug, filter.kind, filter.verdict, filter.assignee, id,
    filter.reviewNeeded, filter.after, filter.limit, claimsSince, today, withReleased, snoozed,
    filter.only, filter.search && likeness(filter.search), withHelp, filter.upTo,
  ]; // prettier-ignore
}

/** Matches of the principal's territory, oldest first; `after` is the id of the last row of the page before. */
export const officerQueue = (tx: EntityManager, principal: Principal, filter: QueueFilter): Promise<QueueRow[]> =>
  tx.query(
    `with page as materialized (
       select match.*, claim.person_id as holder_id, claim.claimed_at, snooze.until as snoozed_until ${FOUND} order by match.id limit $11)
     select match.id, match.state, match.verdict, match.fit, match.coverage, match.review_needed as "reviewNeeded",
       match.version, match.assignee_id as "assigneeId", match.created_at as "createdAt",
       actor.id as "actorId", actor.name as "actorName", match.region_code as "regionCode", region.name as "regionName",
       offer.slug as "offerSlug", version.document->'name' as "offerName", version.document->>'kind' as "offerKind",
       institution.name as "institutionName", holder.name as "claimedBy",
       case when holder.id is not null then match.claimed_at end as "claimedAt", match.snoozed_until::text as "snoozedUntil"
     from page match
     join actors actor on actor.id = match.actor_id
     join offers offer on offer.id = match.offer_id
     join offer_versions version on version.id = match.offer_version_id
     join institutions institution on institution.id = match.institution_id
     join regions region on region.code = match.region_code
     left join people holder on holder.id = match.holder_id and match.claimed_at > $12
     order by match.id`,
    parametersOf(principal, filter),
  );

/** How many there are, `limit` at most where there is one. */
export async function queueSize(tx: EntityManager, principal: Principal, filter: QueueFilter): Promise<number> {
  const sql = `select count(*)::int as size from (select ${FOUND} limit $11) found`;
  return (await one<{ size: number }>(tx, sql, parametersOf(principal, filter)))!.size;
}
