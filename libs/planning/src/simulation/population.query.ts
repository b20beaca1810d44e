import { BatchedProfile, concernedBy, isConcerned, profileBatch } from '@sambung/matches';
import { OfferDocument } from '@sambung/offers';
import { Vault } from '@sambung/vault';
import { EntityManager } from 'typeorm';

/** Profiles in memory at a time, and looked at before saves get their turn: tens of milliseconds. */
const BATCH = 100;

/** Active actors that one of the documents may concern; all others it refuses whatever else is known. */
const CONCERNED = `from actors
  where status = 'active' and ($2::text is null or region_code = $2 or region_code like $2 || '.%') and ${isConcerned('$1::jsonb')}`;

export interface Population {
  documents: readonly OfferDocument[];
  regionCode: string | null;
}

const parametersOf = ({ documents, regionCode }: Population): [string, string | null] => [
  JSON.stringify(documents.map(concernedBy)),
  regionCode,
];

export async function countPopulation(tx: EntityManager, population: Population): Promise<number> {
  const [{ count }] = (await tx.query(`select count(*)::int as count ${CONCERNED}`, parametersOf(population))) as [{ count: number }];
  return count;
}

export interface PopulationBatch {
  /** Those whose owners let them be matched. */
  profiles: readonly BatchedProfile[];
  scanned: number;
  /** The last one looked at; null when there is nobody after. */
  last: string | null;
}

/** The people after one of them, in the order of their ids. */
export async function populationAfter(
  tx: EntityManager,
  vault: Vault,
  population: Population,
  afterId: string | null,
): Promise<PopulationBatch> {
  const rows: { id: string }[] = await tx.query(`select id ${CONCERNED} and ($3::uuid is null or id > $3) order by id limit ${BATCH}`, [
    ...parametersOf(population),
    afterId,
  ]);
  const ids = rows.map(({ id }) => id);
  const profiles = ids.length === 0 ? [] : (await profileBatch(tx, vault, ids)).filter(({ consented }) => consented);
  return { profiles, scanned: ids.length, last: ids.length < BATCH ? null : ids.at(-1)! };
}
