import { forPurpose } from '@sambung/database';
import type { LedgerEntry } from '@sambung/matching';
import { EntityManager } from 'typeorm';

/** Whose entries are looked for. */
export interface AskedActor {
  id: string;
  /** Digest of the actor's family card, null when it is not known. */
  household: Buffer | null;
}

/**
 * What the ledger holds of actors, and of others on the same family cards, as the engine reads it, by actor. Entries of a list are found
 * by the actor's keys, so that somebody who registers later has a past at once.
 */
export async function entriesOf(tx: EntityManager, actors: readonly AskedActor[]): Promise<ReadonlyMap<string, LedgerEntry[]>> {
  const rows: (LedgerEntry & { asked: string })[] = await forPurpose(tx, 'identity', () =>
    tx.query(
      `with asked as (select * from unnest($1::uuid[], $2::bytea[]) as asked(actor, household)),
       known as (select actor, actor as id from asked union select asked.actor, actors.id from asked join actors on actors.merged_into = asked.actor),
       mine as (
       select asked.actor, entry.id from asked join ledger_entries entry on entry.actor_id = asked.actor
       union
       select known.actor, entry.id from known join identity_keys key on key.actor_id = known.id
         join ledger_entries entry on entry.subject_kind = key.kind and entry.subject = key.digest and entry.actor_id is null
       union
       select asked.actor, review.entry_id from asked join identity_reviews review on review.actor_id = asked.actor and review.state = 'open'
     ), seen as (
       select actor, id from mine
       union
       select asked.actor, entry.id from asked join ledger_entries entry on entry.household = asked.household)
     select seen.actor as asked, entry.id,
       case when mine.id is not null then seen.actor::text
         else coalesce(entry.actor_id::text, encode(entry.subject, 'hex'), entry.id::text) end as actor,
       encode(entry.household, 'hex') as household, entry.intervention, entry.kind, entry.level, entry.funder, entry.offer,
       entry.programme, entry.region_code as area, entry.amount::float8 as amount, entry.status, entry.evidence, entry.source,
       entry.starts_on::text as "from", entry.ends_on::text as "to",
       exists (select from identity_reviews review where review.entry_id = entry.id and review.state = 'open') as disputed
     from seen join ledger_entries entry on entry.id = seen.id left join mine on mine.id = seen.id and mine.actor = seen.actor
     order by entry.id`,
      [actors.map(({ id }) => id), actors.map(({ household }) => household)],
    ),
  );
  const found = new Map<string, LedgerEntry[]>(actors.map(({ id }) => [id, []]));
  for (const { asked, ...entry } of rows) found.get(asked)!.push(entry);
  return found;
}
