/** Pieces of SQL about `delivery` and `endpoint` that ringing and leasing share. */

/** Due, and in nobody's hand. */
export const FREE = `delivery.state = 'pending' and delivery.next_attempt_at <= now()
  and (delivery.locked_until is null or delivery.locked_until < now())`;

/** An endpoint that keeps order gets an event only when no earlier one about its actor is under way. */
export const IN_ORDER = `(endpoint.ordering = 'none' or not exists (
  select from webhook_deliveries waiting
  join partner_events earlier on earlier.id = waiting.event_id
  join partner_events event on event.id = delivery.event_id
  where waiting.endpoint_id = endpoint.id and waiting.state in ('pending', 'held')
    and earlier.actor_id = event.actor_id and (earlier.xid, earlier.id) < (event.xid, event.id)))`;

/** What the endpoint's bucket holds: it fills by so many a second and holds no more than that. */
export const TOKENS = (rate: string): string => `least(${rate}::float8, endpoint.rate_tokens
  + extract(epoch from now() - greatest(endpoint.rate_at, now() - interval '1 minute')) * ${rate}::float8)`;

/** Only the news of an end, and what is about no actor, may leave without the owner's consent. */
export const MAY_LEAVE = `(event.actor_id is null or event.type in ('consent.withdrawn', 'match.withdrawn') or exists (
  select from consents where consents.actor_id = event.actor_id and consents.purpose = 'sharing'
    and consents.institution_id = event.institution_id and consents.withdrawn_at is null))`;
