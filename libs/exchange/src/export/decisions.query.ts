import { Principal } from '@sambung/accounts';
import { EntityManager } from 'typeorm';

export const DECISION_COLUMNS = ['id', 'at', 'actorId', 'actorName', 'regionCode', 'offer', 'offerVersion', 'from', 'to', 'reasonCode', 'officer', 'verdict'] as const; // prettier-ignore

export interface DecisionRow {
  id: string;
  at: Date;
  actorId: string;
  actorName: string;
  regionCode: string;
  offer: string;
  offerVersion: number;
  from: string | null;
  to: string;
  reasonCode: string | null;
  officer: string | null;
  verdict: string;
}

/** Decisions of people on matches, the oldest first: of the principal's territory; an erased actor has no name any more. */
export function decisionsPage(
  tx: EntityManager,
  { role, regionCode }: Principal,
  afterId: string | null,
  limit: number,
): Promise<DecisionRow[]> {
  return tx.query(
    `select step.id, step.at, actor.id as "actorId", actor.name as "actorName", match.region_code as "regionCode", offer.slug as offer,
       version.version as "offerVersion", step.from_state as "from", step.to_state as "to", step.reason_code as "reasonCode",
       officer.name as officer, match.verdict
     from match_transitions step
     join matches match on match.id = step.match_id
     join actors actor on actor.id = match.actor_id
     join offers offer on offer.id = match.offer_id
     join offer_versions version on version.id = match.offer_version_id
     left join people officer on officer.id = step.person_id
     where step.to_state in ('approved', 'returned', 'rejected') and step.undone_at is null
       and ($1::text is null or match.region_code = $1 or match.region_code like $1 || '.%')
       and ($2::uuid is null or step.id > $2)
     order by step.id limit $3`,
    [role === 'admin' ? null : regionCode, afterId, limit],
  );
}
