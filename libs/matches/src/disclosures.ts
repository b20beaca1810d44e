import { EntityManager } from 'typeorm';
import { Match } from './match.entity';

/** Notes which fields an institution has read, once a day for each match: what the owner and a breach notice need to know. */
export async function noteDisclosure(tx: EntityManager, match: Match, fields: readonly string[]): Promise<void> {
  await tx.query(
    `insert into disclosures as known (match_id, day, actor_id, institution_id, fields)
     values ($1, (now() at time zone 'Asia/Jakarta')::date, $2, $3, $4)
     on conflict (match_id, day) do update set times = known.times + 1, last_at = now(),
       fields = array(select distinct unnest(known.fields || excluded.fields) order by 1)`,
    [match.id, match.actorId, match.institutionId, [...fields]],
  );
}

export interface Recipient {
  institutionId: string;
  institution: string;
  /** `read` over the API, with the fields; `notified` by a webhook without personal data. */
  how: 'read' | 'notified';
  fields: string[];
  firstAt: Date;
  lastAt: Date;
  times: number;
}

/** Who has received what about an actor, and when; the latest first. */
export const recipientsOf = (tx: EntityManager, actorId: string): Promise<Recipient[]> =>
  tx.query(
    `select institutions.id as "institutionId", institutions.name as institution, received.how, received.fields,
       received.first_at as "firstAt", received.last_at as "lastAt", received.times
     from (
       select institution_id, 'read' as how, fields, first_at, last_at, times from disclosures where actor_id = $1
       union all
       select event.institution_id, 'notified', array[event.type], delivery.delivered_at, delivery.delivered_at, 1
       from partner_events event join webhook_deliveries delivery on delivery.event_id = event.id and delivery.state = 'delivered'
       where event.actor_id = $1
     ) received join institutions on institutions.id = received.institution_id
     order by received.last_at desc`,
    [actorId],
  );
