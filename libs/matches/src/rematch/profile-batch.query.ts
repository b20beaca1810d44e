import { Level, openFactsWith, StoredValue } from '@sambung/profiles';
import { Vault, WrappedKey } from '@sambung/vault';
import { EntityManager } from 'typeorm';
import { Profile } from '../facts';
import { STANDING, UNDECIDED } from '../states';

/** A profile with everything that matching reads of it. */
export interface BatchedProfile extends Profile {
  /** Whether its owner lets it be matched. */
  consented: boolean;
  /** Whether matches hang on its results. */
  hasMatches: boolean;
}

/** One fact without the names of its columns, which cost the server and the reader more than the values; the id of sealed ones alone. */
type FactTuple = [
  key: string,
  value: StoredValue,
  level: Level,
  source: string,
  observedAt: string,
  validUntil: string | null,
  id: string | null,
  valueSealed: string | null,
];

/** As JSON has it: bytes in base64. */
interface BatchRow extends Omit<BatchedProfile, 'facts'> {
  facts: FactTuple[];
  keys: (Omit<WrappedKey, 'wrapped'> & { wrapped: string })[];
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

const toFact = ([key, value, level, source, observedAt, validUntil, id, sealed]: FactTuple) => ({
  id: id ?? '',
  key,
  value,
  valueSealed: sealed === null ? null : bytes(sealed),
  level,
  source,
  observedAt,
  validUntil,
});

/** Many profiles in one statement, by id: facts and findings that stand, as `FactsService` reads them one by one, and their keys. */
export async function profileBatch(tx: EntityManager, vault: Vault, actorIds: readonly string[]): Promise<BatchedProfile[]> {
  const rows: BatchRow[] = await tx.query(
    `select json_build_object('id', id, 'roles', roles, 'regionCode', region_code) as actor,
       objected_at is null and restricted_at is null
         and exists (select from consents where actor_id = actors.id and purpose = 'matching' and withdrawn_at is null) as consented,
       exists (select from matches where actor_id = actors.id and state = any($2)) as "hasMatches",
       coalesce((
         select json_agg(json_build_array(key, value, level, source, observed_at, valid_until,
           case when value_sealed is not null then id end, encode(value_sealed, 'base64')))
         from facts where actor_id = actors.id and regency = actors.regency and ended_at is null), '[]') as facts,
       coalesce((
         select json_agg(json_build_object('id', id, 'ownerId', actor_id, 'kek', kek, 'wrapped', encode(wrapped, 'base64')))
         from data_keys where actor_id = actors.id and retired_at is null), '[]') as keys,
       coalesce((
         select json_agg(json_build_object('checkId', check_id, 'value', value, 'reason', reason))
         from officer_checks where actor_id = actors.id and ended_at is null), '[]') as checks
     from actors where id = any($1) order by id`,
    [actorIds, [...UNDECIDED, ...STANDING]],
  );
  return rows.map(({ keys, facts, ...rest }) => {
    const unwrappable = keys.map((key) => ({ ...key, wrapped: bytes(key.wrapped) }));
    return { ...rest, facts: openFactsWith(vault, unwrappable, facts.map(toFact)) };
  });
}
