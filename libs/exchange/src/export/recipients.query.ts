import { Principal } from '@sambung/accounts';
import { EntityManager } from 'typeorm';

export const RECIPIENT_COLUMNS = ['id', 'actorId', 'actorName', 'regionCode', 'intervention', 'kind', 'level', 'funder', 'programme', 'offer', 'status', 'from', 'to', 'amount', 'source'] as const; // prettier-ignore

/** Who received what, by our own matches. Amounts are IDR. */
export interface RecipientRow {
  id: string;
  actorId: string;
  actorName: string;
  regionCode: string;
  intervention: string;
  kind: string;
  level: string;
  funder: string | null;
  programme: string | null;
  offer: string | null;
  status: string;
  from: string;
  to: string | null;
  amount: number | null;
  source: string;
}

/** Lists that others brought stay with those who brought them: only what our own matches gave leaves here. */
export function recipientsPage(
  tx: EntityManager,
  { role, regionCode }: Principal,
  afterId: string | null,
  limit: number,
): Promise<RecipientRow[]> {
  return tx.query(
    `select entry.id, actor.id as "actorId", actor.name as "actorName", actor.region_code as "regionCode", entry.intervention, entry.kind,
       entry.level, entry.funder, entry.programme, entry.offer, entry.status, entry.starts_on::text as "from", entry.ends_on::text as "to",
       entry.amount::float8 as amount, entry.source
     from ledger_entries entry
     join actors actor on actor.id = entry.actor_id and actor.status <> 'erased'
     where entry.match_id is not null
       and ($1::text is null or actor.region_code = $1 or actor.region_code like $1 || '.%')
       and ($2::uuid is null or entry.id > $2)
     order by entry.id limit $3`,
    [role === 'admin' ? null : regionCode, afterId, limit],
  );
}
