import { BatchedProfile, concernedBy, isConcerned, profileBatch } from '@sambung/matches';
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
       and ${isConcerned('$1::jsonb')}
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
  const concerned = JSON.stringify(documents.map(concernedBy));
  let ids = await page(tx, concerned, regionCode, null);
  while (ids.length > 0) {
    yield (await profileBatch(tx, vault, ids)).filter(({ consented }) => consented);
    ids = ids.length < BATCH ? [] : await page(tx, concerned, regionCode, ids.at(-1)!);
  }
}
