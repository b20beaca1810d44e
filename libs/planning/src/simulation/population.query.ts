import { BatchedProfile, profileBatch, requiredRegions } from '@sambung/matches';
import { OfferDocument } from '@sambung/offers';
import { Vault } from '@sambung/vault';
import { EntityManager } from 'typeorm';

/** Profiles in memory at a time. */
const BATCH = 500;

/** Ids of active actors that one of the documents may concern; all others it refuses whatever else is known. */
async function page(tx: EntityManager, concerned: string, regionCode: string | null, afterId: string | null): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select id from actors
     where status = 'active' and ($3::uuid is null or id > $3) and ($2::text is null or region_code = $2 or region_code like $2 || '.%')
       and exists (
         select from jsonb_to_recordset($1) as version(roles jsonb, regions jsonb)
         where (jsonb_array_length(version.roles) = 0 or version.roles ?| actors.roles)
           and (version.regions is null or exists (
             select from jsonb_array_elements_text(version.regions) region
             where actors.region_code = region or actors.region_code like region || '.%' or region like actors.region_code || '.%')))
     order by id limit ${BATCH}`,
    [concerned, regionCode, afterId],
  );
  return rows.map(({ id }) => id);
}

/** Batches of the profiles that one of the documents may concern and whose owners let them be matched. */
export async function* population(
  tx: EntityManager,
  vault: Vault,
  documents: readonly OfferDocument[],
  regionCode: string | null,
): AsyncGenerator<readonly BatchedProfile[]> {
  const concerned = JSON.stringify(documents.map(({ roles, requires }) => ({ roles, regions: requiredRegions(requires) })));
  let ids = await page(tx, concerned, regionCode, null);
  while (ids.length > 0) {
    yield (await profileBatch(tx, vault, ids)).filter(({ consented }) => consented);
    ids = ids.length < BATCH ? [] : await page(tx, concerned, regionCode, ids.at(-1)!);
  }
}
