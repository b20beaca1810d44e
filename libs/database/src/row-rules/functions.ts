import { inTerritory } from './conditions';
import { REPORT_FUNCTIONS } from './report-functions';

/**
 * What policies and queries call; `conditions.ts` says how. An unset setting and an empty one are the same: null, which no row equals.
 */
export const FUNCTIONS = `
  create or replace function app_setting(name text) returns text language sql stable parallel safe
    as $$ select nullif(current_setting('app.' || name, true), '') $$;
  create or replace function app_role() returns text language sql stable parallel safe as $$ select app_setting('role') $$;
  create or replace function app_purpose() returns text language sql stable parallel safe as $$ select app_setting('purpose') $$;
  create or replace function app_person() returns uuid language sql stable parallel safe as $$ select app_setting('person')::uuid $$;
  create or replace function app_institution() returns uuid language sql stable parallel safe
    as $$ select app_setting('institution')::uuid $$;
  create or replace function app_draft() returns bytea language sql stable parallel safe as $$ select decode(app_setting('draft'), 'hex') $$;

  -- The functions below see every row and tell one thing. They break the circles that policies may not run in.
  create or replace function app_consents_to_share(actor uuid, institution uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from consents where actor_id = actor and purpose = 'sharing' and institution_id = institution and withdrawn_at is null)
      and exists (select from actors where id = actor and restricted_at is null) $$;
  create or replace function app_is_shared(actor uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select app_consents_to_share(actor, app_institution()) and exists (
      select from matches where actor_id = actor and institution_id = app_institution()
        and state in ('offered', 'accepted', 'inProgress', 'declined', 'completed', 'dropped')
        and not (state = 'offered' and round_id is not null)) $$;
  create or replace function app_is_applicant(actor uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from round_rankings where round_id = app_setting('round')::uuid and actor_id = actor) $$;
  create or replace function app_is_first_key(actor uuid, person uuid, draft uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select not exists (select from actors where id = actor) and not exists (select from people where id = person)
      and not exists (select from drafts where id = draft) $$;
  create or replace function app_provides_for(round uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
      select from round_batches batch join offers offer on offer.id = batch.offer_id
      where batch.round_id = round and offer.institution_id = app_institution()) $$;

  -- Matches of the caller's territory in some states whose applicants have earlier help on record, lists of others included, apart from
  -- what the match itself brought. All at once: asked of each row, the same takes minutes for some ten thousand.
  create or replace function app_helped_matches(wanted text[]) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    with waiting as materialized (select id, actor_id from matches where state = any(wanted) and ${inTerritory()})
    select waiting.id from waiting join ledger_entries entry on entry.actor_id = waiting.actor_id
      where entry.status <> 'cancelled' and entry.match_id is distinct from waiting.id
    union
    select waiting.id from waiting join identity_reviews review on review.actor_id = waiting.actor_id where review.state = 'open'
    union
    select waiting.id from waiting join identity_keys key on key.actor_id = waiting.actor_id
      join ledger_entries entry on entry.subject_kind = key.kind and entry.subject = key.digest where entry.actor_id is null
    union
    select waiting.id from waiting join actors merged on merged.merged_into = waiting.actor_id
      join identity_keys key on key.actor_id = merged.id
      join ledger_entries entry on entry.subject_kind = key.kind and entry.subject = key.digest where entry.actor_id is null $$;

  -- Figures for who watches the system: how many, not whose.
  create or replace function app_open_requests() returns table (state text, count integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    select case when due_at <= now() then 'overdue' when asked_at <= now() - interval '48 hours' then 'late' else 'open' end, count(*)::int
    from rights_requests where settled_at is null group by 1 $$;

  -- After a merge: what the API's caller may not write follows to the record that was kept, and only where one was merged into another.
  create or replace function app_follow_merge(merged uuid) returns void
    language sql security definer set search_path = public, pg_temp as $$
    update partner_events set actor_id = actors.merged_into from actors where actors.id = merged and merged_into is not null and actor_id = merged;
    insert into profile_pins (actor_id, pin_hash, tries, set_at)
      select actors.merged_into, pin_hash, tries, set_at from profile_pins join actors on actors.id = actor_id
      where actors.id = merged and merged_into is not null on conflict do nothing;
    update actor_merges set pin_hash = own.pin_hash from profile_pins own where merged_id = merged and own.actor_id = merged;
    delete from profile_pins using actors where actors.id = merged and merged_into is not null and actor_id = merged $$;

  -- And back, while the join is on record and the merged record leads nowhere any more.
  create or replace function app_follow_split(kept uuid, merged uuid) returns void
    language sql security definer set search_path = public, pg_temp as $$
    update partner_events set actor_id = merged
      where actor_id = kept and exists (select from actor_merges where actor_merges.actor_id = kept and merged_id = merged)
        and subject_id in (select id from matches where matches.actor_id = merged union select id from consents where consents.actor_id = merged);
    delete from profile_pins using actor_merges
      where profile_pins.actor_id = kept and actor_merges.actor_id = kept and merged_id = merged and profile_pins.pin_hash = actor_merges.pin_hash;
    insert into profile_pins (actor_id, pin_hash)
      select merged_id, pin_hash from actor_merges where actor_merges.actor_id = kept and merged_id = merged and pin_hash is not null
      on conflict do nothing $$;

  -- A role is no secret; who holds it is.
  create or replace function account_role(person uuid) returns text
    language sql stable security definer set search_path = public, pg_temp as $$ select role from people where id = person $$;
${REPORT_FUNCTIONS}`;
