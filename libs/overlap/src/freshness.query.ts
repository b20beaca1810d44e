import type { SourceFreshness } from '@sambung/matching';
import { EntityManager } from 'typeorm';

/**
 * How well each register is known for actors, by actor: as a whole, by the lists brought from it, or because an officer looked this actor
 * up. The newest complete look counts.
 */
export async function freshnessFor(
  tx: EntityManager,
  actorIds: readonly string[],
): Promise<ReadonlyMap<string, Record<string, SourceFreshness>>> {
  const rows: { actor: string; source: string; asOf: string; complete: boolean }[] = await tx.query(
    `select distinct on (actor, source) actor, source, as_of::text as "asOf", complete from (
       select asked.actor, code as source, as_of, complete from ledger_sources cross join unnest($1::uuid[]) as asked(actor)
       union all select actor_id, source, as_of, true from register_checks where actor_id = any($1)) known
     order by actor, source, complete desc, as_of desc`,
    [actorIds],
  );
  const known = new Map<string, Record<string, SourceFreshness>>(actorIds.map((id) => [id, {}]));
  for (const { actor, source, asOf, complete } of rows) known.get(actor)![source] = { asOf, complete, reachable: true };
  return known;
}
