import { FactRow, openFactsWith } from '@sambung/profiles';
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

/** As JSON has it: bytes in base64. */
interface BatchRow extends Omit<BatchedProfile, 'facts'> {
  facts: (Omit<FactRow, 'valueSealed'> & { valueSealed: string | null })[];
  keys: (Omit<WrappedKey, 'wrapped'> & { wrapped: string })[];
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

/** Many profiles in one statement, by id: facts and findings that stand, as `FactsService` reads them one by one, and their keys. */
export async function profileBatch(tx: EntityManager, vault: Vault, actorIds: readonly string[]): Promise<BatchedProfile[]> {
  const rows: BatchRow[] = await tx.query(
    `select json_build_object('id', id, 'roles', roles, 'regionCode', region_code) as actor,
       objected_at is null and restricted_at is null
         and exists (select from consents where actor_id = actors.id and purpose = 'matching' and withdrawn_at is null) as consented,
       exists (select from matches where actor_id = actors.id and state = any($2)) as "hasMatches",
       coalesce((
         select json_agg(json_build_object('id', id, 'key', key, 'value', value, 'valueSealed', encode(value_sealed, 'base64'), 'level', level,
           'source', source, 'observedAt', observed_at, 'validUntil', valid_until))
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
    const sealed = facts.map((fact) => ({ ...fact, valueSealed: fact.valueSealed === null ? null : bytes(fact.valueSealed) }));
    return { ...rest, facts: openFactsWith(vault, unwrappable, sealed) };
  });
}
