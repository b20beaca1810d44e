import type { SourceFreshness } from '@sambung/matching';
import { EntityManager } from 'typeorm';

/**
 * How well each register is known for one actor: as a whole, by the lists brought from it, or because an officer looked this actor up.
 * The newest complete look counts.
 */
export async function freshnessFor(tx: EntityManager, actorId: string): Promise<Record<string, SourceFreshness>> {
  const rows: { source: string; asOf: string; complete: boolean }[] = await tx.query(
    `select distinct on (source) source, as_of::text as "asOf", complete from (
       select code as source, as_of, complete from ledger_sources
       union all select source, as_of, true from register_checks where actor_id = $1) known
     order by source, complete desc, as_of desc`,
    [actorId],
  );
  return Object.fromEntries(rows.map(({ source, asOf, complete }) => [source, { asOf, complete, reachable: true }]));
}
