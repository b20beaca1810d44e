import { Principal } from '@sambung/accounts';
import { EntityManager } from 'typeorm';
import type { MatchState, ReasonCode } from '../states';

/** One decision on a match, by whom and why. */
export interface LoggedDecision {
  id: string;
  at: Date;
  matchId: string;
  actorId: string;
  actorName: string;
  offerName: { id: string; en: string };
  toState: MatchState;
  reasonCode: ReasonCode | null;
  officer: string | null;
  undone: boolean;
}

/** Decisions in the principal's territory, the latest first; `before` is the id of the last one of the page before. */
export const decisionLog = (
  tx: EntityManager,
  { role, regionCode }: Principal,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<LoggedDecision[]> =>
  tx.query(
    `select step.id, step.at, match.id as "matchId", actor.id as "actorId", actor.name as "actorName", version.document->'name' as "offerName",
       step.to_state as "toState", step.reason_code as "reasonCode", person.name as officer, step.undone_at is not null as undone
     from match_transitions step
     join matches match on match.id = step.match_id
     join actors actor on actor.id = match.actor_id
     join offer_versions version on version.id = match.offer_version_id
     left join people person on person.id = step.person_id
     where step.to_state in ('approved', 'returned', 'rejected') and ($2::uuid is null or step.id < $2)
       and ($1::text is null or match.region_code = $1 or match.region_code like $1 || '.%')
     order by step.id desc limit $3`,
    [role === 'admin' ? null : regionCode, before ?? null, limit],
  );
