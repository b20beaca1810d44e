/** Counts over all rows, for planners; of nobody in particular. Whoever shows them hides the small ones. */
export const REPORT_FUNCTIONS = `
  create or replace function app_report_funnel() returns table (step text, actors integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    select 'registered', count(*)::int from actors where status = 'active'
    union all select 'needs', count(distinct actor_id)::int from facts where key = 'need.wanted' and ended_at is null
    union all select 'interested', count(distinct actor_id)::int from matches
    union all select reached.name, count(distinct match.actor_id)::int
      from unnest(array['approved', 'accepted', 'completed']) as reached(name)
      left join match_transitions step on step.to_state = reached.name and step.undone_at is null
      left join matches match on match.id = step.match_id group by reached.name $$;

  create or replace function app_report_reasons() returns table (state text, reason text, matches integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    select to_state, coalesce(reason_code, 'other'), count(*)::int from match_transitions
    where to_state in ('returned', 'rejected', 'declined', 'notInterested') and undone_at is null group by 1, 2 $$;

  create or replace function app_report_partners()
    returns table (institution text, offered integer, answered integer, accepted integer, hours double precision)
    language sql stable security definer set search_path = public, pg_temp as $$
    with offered as (select match_id, min(at) as at from match_transitions where to_state = 'offered' group by 1),
      answered as (
        select match_id, min(at) as at, (array_agg(to_state order by at))[1] as state
        from match_transitions where to_state in ('accepted', 'declined') group by 1)
    select institution.name, count(*)::int, count(answered.at)::int, count(*) filter (where answered.state = 'accepted')::int,
      percentile_cont(0.5) within group (order by extract(epoch from answered.at - offered.at) / 3600)
    from offered join matches match on match.id = offered.match_id
    join institutions institution on institution.id = match.institution_id
    left join answered on answered.match_id = offered.match_id group by institution.name $$;

  create or replace function app_report_workload(since timestamptz) returns table (region text, officers integer, decisions integer, in_hand integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(person.region_code, '–'), count(*)::int,
      sum((select count(*) from match_transitions step where step.person_id = person.id and step.undone_at is null
        and step.to_state in ('approved', 'returned', 'rejected') and step.at >= since))::int,
      sum((select count(*) from matches match where match.assignee_id = person.id and match.state = 'inReview'))::int
    from people person where person.role = 'officer' and person.disabled_at is null group by 1 $$;

  create or replace function app_report_quality(today date) returns table (measure text, actors integer, total integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    with active as (select id, regency, updated_at from actors where status = 'active'), found as (
      select 'noNeed' as measure, id from active
        where not exists (select from facts where actor_id = active.id and regency = active.regency and key = 'need.wanted' and ended_at is null)
      union all select 'declaredOnly', id from active
        where not exists (select from facts where actor_id = active.id and regency = active.regency and level <> 'declared' and ended_at is null)
      union all select 'outdated', id from active
        where exists (select from facts where actor_id = active.id and regency = active.regency and ended_at is null and valid_until < today)
      union all select 'untouched', id from active where updated_at < today - 180
      union all select 'twins', id from active
        where exists (select from identity_keys mine join identity_keys other using (kind, digest)
          join actors twin on twin.id = other.actor_id and twin.status not in ('withdrawn', 'erased')
          where mine.actor_id = active.id and other.actor_id <> active.id))
    select measure, count(found.id)::int, (select count(*)::int from active)
    from unnest(array['noNeed', 'declaredOnly', 'outdated', 'untouched', 'twins']) as measure
    left join found using (measure) group by measure $$;
`;
