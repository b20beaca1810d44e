import type { NeedCount } from '@sambung/matching';
import { EntityManager } from 'typeorm';

/**
 * How many active actors state each need today, by kecamatan and by the first of their roles, so that nobody counts twice in one need.
 * Only of actors that agreed to be matched.
 */
export const statedNeeds = (tx: EntityManager, today: string): Promise<Omit<NeedCount, 'quarter'>[]> =>
  tx.query(
    `select array_to_string((string_to_array(actors.region_code, '.'))[1:3], '.') as district, need as intervention, actors.roles[1] as target,
       count(distinct actors.id)::int as count
     from facts
     join actors on actors.id = facts.actor_id and actors.status = 'active'
     cross join jsonb_array_elements_text(facts.value) as need
     where facts.key = 'need.wanted' and facts.ended_at is null and (facts.valid_until is null or facts.valid_until >= $1)
       and exists (select from consents where consents.actor_id = actors.id and consents.purpose = 'matching' and consents.withdrawn_at is null)
     group by 1, 2, 3`,
    [today],
  );
