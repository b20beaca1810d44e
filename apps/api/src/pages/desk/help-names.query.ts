import { LedgerEntry, Text } from '@sambung/matching';
import { EntityManager } from 'typeorm';

/** What offers and institutions of earlier help are called, by the slug that an entry knows them by. */
export async function helpNamesOf(tx: EntityManager, entries: readonly LedgerEntry[]): Promise<ReadonlyMap<string, Text>> {
  const slugs = [...new Set(entries.flatMap(({ offer, funder }) => [offer, funder]))].filter((slug) => slug !== null);
  if (slugs.length === 0) return new Map();
  const rows: { slug: string; name: Text }[] = await tx.query(
    `select slug, jsonb_build_object('id', name, 'en', name) as name from institutions where slug = any($1)
     union all
     select * from (
       select distinct on (offers.slug) offers.slug, version.document->'name'
       from offers join offer_versions version on version.offer_id = offers.id
       where offers.slug = any($1) order by offers.slug, version.version desc
     ) newest`,
    [slugs],
  );
  return new Map(rows.map(({ slug, name }) => [slug, name]));
}
