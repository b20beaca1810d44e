import { Principal } from '@sambung/accounts';
import { EntityManager } from 'typeorm';
import type { ReviewReason, ReviewState } from './identity-review.entity';

interface Side {
  regionCode: string | null;
  list: string | null;
  programme: string | null;
  intervention: string | null;
  from: string | null;
  actorId: string | null;
}

export interface ReviewRow {
  id: string;
  reason: ReviewReason;
  state: ReviewState;
  note: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  recordedAt: Date;
  entryId: string;
  entrySealed: Buffer | null;
  otherEntryId: string | null;
  otherSealed: Buffer | null;
  actorName: string | null;
  entry: Side;
  other: Side;
}

const side = (alias: string, list: string) =>
  `json_build_object('regionCode', ${alias}.region_code, 'list', ${list}.title, 'programme', ${alias}.programme,
     'intervention', ${alias}.intervention, 'from', ${alias}.starts_on, 'actorId', null::text)`;

/** Likely pairs that the principal may settle: of the own territory by any of the places, or of a list that the principal brought. */
export function reviewsFor(
  tx: EntityManager,
  principal: Principal,
  filter: { id?: string; state?: ReviewState; after?: string; limit: number },
): Promise<ReviewRow[]> {
  const territory = principal.role === 'admin' ? null : principal.regionCode;
  return tx.query(
    `select review.id, review.reason, review.state, review.note, review.decided_by as "decidedBy", review.decided_at as "decidedAt",
       review.recorded_at as "recordedAt", entry.id as "entryId", entry.name_sealed as "entrySealed",
       other.id as "otherEntryId", other.name_sealed as "otherSealed", actors.name as "actorName",
       ${side('entry', 'list')} as entry,
       case when actors.id is null then ${side('other', 'other_list')}
         else json_build_object('regionCode', actors.region_code, 'list', null, 'programme', null, 'intervention', null, 'from', null, 'actorId', actors.id)
       end as other
     from identity_reviews review
     join ledger_entries entry on entry.id = review.entry_id
     join recipient_lists list on list.id = entry.list_id
     left join actors on actors.id = review.actor_id
     left join ledger_entries other on other.id = review.other_entry_id
     left join recipient_lists other_list on other_list.id = other.list_id
     where ($1::text is null or list.recorded_by = $2 or exists (
         select from unnest(array[entry.region_code, other.region_code, actors.region_code]) as place where place = $1 or place like $1 || '.%'))
       and ($3::uuid is null or review.id = $3)
       and ($4::text is null or review.state = $4)
       and ($5::uuid is null or review.id > $5)
     order by review.id limit $6`,
    [territory, principal.id, filter.id, filter.state, filter.after, filter.limit],
  );
}
