import { forPurpose } from '@sambung/database';
import type { LedgerEntry } from '@sambung/matching';
import { EntityManager } from 'typeorm';

/**
 * What the ledger holds of an actor, and of others on the same family card, as the engine reads it. Entries of a list are found by
 * the actor's keys, so that somebody who registers later has a past at once.
 * @param household digest of the actor's family card, null when it is not known
 */
export const entriesOf = (tx: EntityManager, actorId: string, household: Buffer | null): Promise<LedgerEntry[]> =>
  forPurpose(tx, 'identity', () =>
    tx.query(
      `with mine as (
       select id from ledger_entries where actor_id = $1
       union
       select entry.id from identity_keys key
         join ledger_entries entry on entry.subject_kind = key.kind and entry.subject = key.digest and entry.actor_id is null
         where key.actor_id = $1 or key.actor_id in (select id from actors where merged_into = $1)
       union
       select entry_id from identity_reviews where actor_id = $1 and state = 'open'
     ), seen as (select id from mine union select id from ledger_entries where household = $2)
     select entry.id,
       case when mine.id is not null then $1::text
         else coalesce(entry.actor_id::text, encode(entry.subject, 'hex'), entry.id::text) end as actor,
       encode(entry.household, 'hex') as household, entry.intervention, entry.kind, entry.level, entry.funder, entry.offer,
       entry.programme, entry.region_code as area, entry.amount::float8 as amount, entry.status, entry.evidence, entry.source,
       entry.starts_on::text as "from", entry.ends_on::text as "to",
       exists (select from identity_reviews review where review.entry_id = entry.id and review.state = 'open') as disputed
     from seen join ledger_entries entry on entry.id = seen.id left join mine on mine.id = seen.id
     order by entry.id`,
      [actorId, household],
    ),
  );
