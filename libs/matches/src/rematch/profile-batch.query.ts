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

/** Many profiles in one statement, by id: facts and findings that stand, as `FactsService` reads them one by one. */
export async function profileBatch(tx: EntityManager, actorIds: readonly string[]): Promise<BatchedProfile[]> {
  return tx.query(
    `select json_build_object('id', id, 'roles', roles, 'regionCode', region_code) as actor,
       objected_at is null and restricted_at is null
         and exists (select from consents where actor_id = actors.id and purpose = 'matching' and withdrawn_at is null) as consented,
       exists (select from matches where actor_id = actors.id and state = any($2)) as "hasMatches",
       coalesce((
         select json_agg(json_build_object('key', key, 'value', value, 'level', level, 'source', source, 'observedAt', observed_at, 'validUntil', valid_until))
         from facts where actor_id = actors.id and ended_at is null), '[]') as facts,
       coalesce((
         select json_agg(json_build_object('checkId', check_id, 'value', value, 'reason', reason))
         from officer_checks where actor_id = actors.id and ended_at is null), '[]') as checks
     from actors where id = any($1) order by id`,
    [actorIds, [...UNDECIDED, ...STANDING]],
  );
}
