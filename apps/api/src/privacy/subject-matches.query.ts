import { EntityManager } from 'typeorm';
import type { SubjectMatchView } from './privacy.views';

/** Matches of an actor with every step taken, the newest match first. */
export const subjectMatches = (tx: EntityManager, actorId: string): Promise<SubjectMatchView[]> =>
  tx.query(
    `select offers.slug as offer, institutions.name as institution, matches.state,
       (select coalesce(jsonb_agg(jsonb_build_object(
           'state', step.to_state, 'at', to_char(step.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'by', case when step.api_key_id is not null then 'partner' else coalesce(account_role(step.person_id), 'system') end,
           'reasonCode', step.reason_code, 'note', step.note) order by step.at), '[]')
        from match_transitions step where step.match_id = matches.id) as steps
     from matches join offers on offers.id = matches.offer_id join institutions on institutions.id = matches.institution_id
     where matches.actor_id = $1 order by matches.id desc`,
    [actorId],
  );
