/** States of a match by the figure that counts it. */
const HELD = {
  waiting: `array['interested', 'inReview', 'returned']`,
  approved: `array['approved', 'offered', 'accepted', 'inProgress', 'completed', 'declined']`,
  accepted: `array['accepted', 'inProgress', 'completed']`,
};
const REGISTERED = `status = 'active'`;

/** One for each state, so that a question about one reads nothing of the others. */
const reached = (figure: string, states: string): string => `
    union all select '${figure}', match.actor_id, null from match_transitions step join matches match on match.id = step.match_id
      where step.to_state in (${states}) and step.undone_at is null`;

/**
 * Who and what stands behind each figure, one row for each: the figures count these rows and the lists show them, so that neither can differ
 * from the other. They run as whoever calls them; only the functions further below, which call them, see every row.
 */
const BEHIND_FIGURES = `
  create or replace function app_report_needs(today date) returns table (actor_id uuid, district text, need text, kind text)
    language sql stable as $$
    select actors.id, substr(actors.region_code, 1, 8), need, actors.roles[1]
    from facts
    join actors on actors.id = facts.actor_id and actors.regency = facts.regency and actors.status = 'active'
    cross join jsonb_array_elements_text(facts.value) as need
    where facts.key = 'need.wanted' and facts.ended_at is null and (facts.valid_until is null or facts.valid_until >= today)
      and exists (select from consents where consents.actor_id = actors.id and consents.purpose = 'matching' and consents.withdrawn_at is null) $$;

  create or replace function app_report_people(today date) returns table (figure text, actor_id uuid, need text)
    language sql stable as $$
    select 'registered', id, null from actors where ${REGISTERED}
    union all select 'needs', facts.actor_id, null from facts where key = 'need.wanted' and ended_at is null
    union all select 'interested', matches.actor_id, null from matches
    ${reached('approved', `'approved', 'offered'`) /* a round offers seats without a step of its own for the approval */}
    ${reached('accepted', `'accepted'`)}
    ${reached('completed', `'completed'`)}
    union all select 'stated', stated.actor_id, stated.need from app_report_needs(today) stated
    union all select 'noNeed', active.id, null from actors active where active.status = 'active' and not exists (
      select from facts where facts.actor_id = active.id and facts.regency = active.regency and key = 'need.wanted' and ended_at is null)
    union all select 'declaredOnly', active.id, null from actors active where active.status = 'active' and not exists (
      select from facts where facts.actor_id = active.id and facts.regency = active.regency and level <> 'declared' and ended_at is null)
    union all select 'outdated', active.id, null from actors active where active.status = 'active' and exists (
      select from facts where facts.actor_id = active.id and facts.regency = active.regency and ended_at is null and valid_until < today)
    union all select 'untouched', active.id, null from actors active where active.status = 'active' and active.updated_at < today - 180
    union all select 'twins', active.id, null from actors active where active.status = 'active' and exists (
      select from identity_keys mine join identity_keys other using (kind, digest)
      join actors twin on twin.id = other.actor_id and twin.status not in ('withdrawn', 'erased')
      where mine.actor_id = active.id and other.actor_id <> active.id) $$;

  -- What institutions were handed, and the first answer of each.
  create or replace function app_report_answers() returns table (
      id uuid, region_code text, institution_id uuid, offered_at timestamptz, answered_at timestamptz, to_state text, reason text,
      hours double precision, is_answered boolean, is_taken boolean)
    language sql stable as $$
    select match.id, match.region_code, match.institution_id, offered.at, answered.at, answered.to_state, answered.reason_code,
      extract(epoch from answered.at - offered.at) / 3600, answered.at is not null, coalesce(answered.to_state = 'accepted', false)
    from (select step.match_id, min(step.at) as at from match_transitions step where step.to_state = 'offered' group by 1) offered
    join matches match on match.id = offered.match_id
    left join (
      select distinct on (step.match_id) step.match_id, step.at, step.to_state, step.reason_code from match_transitions step
      where step.to_state in ('accepted', 'declined') order by step.match_id, step.at) answered on answered.match_id = offered.match_id $$;

  -- What is counted has the key \`counted\`: matches, or decisions, of which a match may have several.
  create or replace function app_report_steps(since timestamptz) returns table (
      figure text, counted uuid, match_id uuid, region_code text, institution_id uuid, at timestamptz, to_state text, reason text,
      hours double precision, territory text)
    language sql stable as $$
    select held.figure, match.id, match.id, match.region_code, match.institution_id, match.updated_at, match.state, null, null::double precision, null
      from (values ('waiting', ${HELD.waiting}), ('approved', ${HELD.approved}), ('accepted', ${HELD.accepted})) as held(figure, states)
      join matches match on match.state = any(held.states)
    union all select 'stopped', match.id, match.id, match.region_code, match.institution_id, step.at, step.to_state, coalesce(step.reason_code, 'other'), null, null
      from match_transitions step join matches match on match.id = step.match_id
      where step.to_state in ('returned', 'rejected', 'declined', 'notInterested') and step.undone_at is null
    union all select 'offered', id, id, answer.region_code, answer.institution_id, answer.offered_at, 'offered', null, answer.hours, null from app_report_answers() answer
    union all select 'answered', id, id, answer.region_code, answer.institution_id, answer.answered_at, answer.to_state, answer.reason, answer.hours, null
      from app_report_answers() answer where answer.is_answered
    union all select 'taken', id, id, answer.region_code, answer.institution_id, answer.answered_at, answer.to_state, null, answer.hours, null
      from app_report_answers() answer where answer.is_taken
    union all select 'decided', step.id, match.id, match.region_code, match.institution_id, step.at, step.to_state, step.reason_code, null,
        coalesce(person.region_code, '–')
      from match_transitions step join matches match on match.id = step.match_id
      join people person on person.id = step.person_id and person.role = 'officer' and person.disabled_at is null
      where step.to_state in ('approved', 'returned', 'rejected') and step.undone_at is null and step.at >= since
    union all select 'inHand', match.id, match.id, match.region_code, match.institution_id, match.updated_at, match.state, null, null,
        coalesce(person.region_code, '–')
      from matches match join people person on person.id = match.assignee_id and person.role = 'officer' and person.disabled_at is null
      where match.state = 'inReview' $$;
`;

/** Counts over all rows, for planners; of nobody in particular. Whoever shows them hides the small ones. */
const FIGURES = `
  create or replace function stated_needs(today date) returns table (district text, intervention text, target text, count integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    select stated.district, stated.need, stated.kind, count(distinct stated.actor_id)::int from app_report_needs(today) stated group by 1, 2, 3 $$;

  create or replace function kecamatan_totals() returns table (code text, actors integer, waiting integer, approved integer, accepted integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    with actor as (
      select substr(region_code, 1, 8) as code, count(*)::int as actors from actors where ${REGISTERED} group by 1),
    match as (
      select substr(region_code, 1, 8) as code,
        count(*) filter (where state = any(${HELD.waiting}))::int as waiting,
        count(*) filter (where state = any(${HELD.approved}))::int as approved,
        count(*) filter (where state = any(${HELD.accepted}))::int as accepted
      from matches group by 1)
    select code, coalesce(actor.actors, 0), coalesce(match.waiting, 0), coalesce(match.approved, 0), coalesce(match.accepted, 0)
    from actor full join match using (code) $$;

  create or replace function app_report_funnel() returns table (step text, actors integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    select people.figure, count(*)::int from (
      select distinct figure, actor_id from app_report_people(null)
      where figure in ('registered', 'needs', 'interested', 'approved', 'accepted', 'completed')) people group by 1 $$;

  create or replace function app_report_reasons() returns table (state text, reason text, matches integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    select step.to_state, step.reason, count(distinct step.counted)::int from app_report_steps(null) step
    where step.figure = 'stopped' group by 1, 2 $$;

  create or replace function app_report_partners()
    returns table (institution text, offered integer, answered integer, accepted integer, hours double precision)
    language sql stable security definer set search_path = public, pg_temp as $$
    select institution.name, count(*)::int, (count(*) filter (where answer.is_answered))::int, (count(*) filter (where answer.is_taken))::int,
      percentile_cont(0.5) within group (order by answer.hours)
    from app_report_answers() answer join institutions institution on institution.id = answer.institution_id group by institution.name $$;

  create or replace function app_report_workload(since timestamptz) returns table (region text, officers integer, decisions integer, in_hand integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    with done as (
      select step.territory, step.figure, count(*)::int as steps from app_report_steps(since) step
      where step.figure in ('decided', 'inHand') group by 1, 2),
    staff as (
      select coalesce(region_code, '–') as territory, count(*)::int as officers from people where role = 'officer' and disabled_at is null group by 1)
    select staff.territory, staff.officers, coalesce(decided.steps, 0), coalesce(held.steps, 0) from staff
    left join done decided on decided.territory = staff.territory and decided.figure = 'decided'
    left join done held on held.territory = staff.territory and held.figure = 'inHand' $$;

  create or replace function app_report_quality(today date) returns table (measure text, actors integer, total integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    with found as (
      select people.figure, count(*)::int as actors from app_report_people(today) people
      where people.figure in ('noNeed', 'declaredOnly', 'outdated', 'untouched', 'twins', 'registered') group by 1)
    select measure, coalesce(found.actors, 0), coalesce((select actors from found where figure = 'registered'), 0)
    from unnest(array['noNeed', 'declaredOnly', 'outdated', 'untouched', 'twins']) as measure
    left join found on found.figure = measure $$;
`;

/**
 * The rows behind a figure, for planners and administrators and nobody else: no name, no phone, no fact but the line of business, no place below
 * the kecamatan. Ids are for administrators, who may open every record.
 */
const LISTS = `
  create or replace function app_report_match_list(
      wanted text, since timestamptz, districts text[], of_institution text, in_state text, for_reason text, of_territory text, most integer, skipped integer)
    returns table (
      id uuid, offer text, institution text, place text, kind text, state text, step text, reason text, at timestamptz, hours double precision, total integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    with found as materialized (
      select distinct on (step.counted) step.counted, step.match_id, step.at, step.to_state, step.reason, step.hours from app_report_steps(since) step
      where app_role() in ('planner', 'admin') and step.figure = wanted
        and (districts is null or substr(step.region_code, 1, 8) = any(districts))
        and (of_institution is null or step.institution_id in (select known.id from institutions known where known.name = of_institution))
        and (in_state is null or step.to_state = in_state) and (for_reason is null or step.reason = for_reason)
        and (of_territory is null or step.territory = of_territory)
      order by step.counted, step.at desc),
    page as (select * from found order by found.at desc, found.counted limit most offset skipped)
    select case when app_role() = 'admin' then match.id end, offer.slug, institution.name, substr(match.region_code, 1, 8), actor.roles[1], match.state,
      page.to_state, coalesce(page.reason, entered.reason_code), coalesce(entered.at, page.at), page.hours, (select count(*)::int from found)
    from page join matches match on match.id = page.match_id
    join offers offer on offer.id = match.offer_id join institutions institution on institution.id = match.institution_id
    join actors actor on actor.id = match.actor_id
    -- Of a figure by state, the step into it: a match changes for other causes too.
    left join lateral (
      select last.at, last.reason_code from match_transitions last
      where wanted in ('waiting', 'approved', 'accepted', 'inHand') and last.match_id = match.id and last.to_state = match.state and last.undone_at is null
      order by last.at desc limit 1) entered on true
    order by page.at desc, page.counted $$;

  create or replace function app_report_actor_list(
      wanted text, today date, districts text[], of_need text, of_kind text, most integer, skipped integer)
    returns table (id uuid, kind text, business text, place text, registered timestamptz, updated timestamptz, facts integer, total integer)
    language sql stable security definer set search_path = public, pg_temp as $$
    with found as materialized (
      select distinct actor.id, actor.updated_at from app_report_people(today) people join actors actor on actor.id = people.actor_id
      where app_role() in ('planner', 'admin') and people.figure = wanted
        and (districts is null or substr(actor.region_code, 1, 8) = any(districts))
        and (of_need is null or people.need = of_need) and (of_kind is null or actor.roles[1] = of_kind)),
    page as (select found.id from found order by found.updated_at desc, found.id limit most offset skipped)
    select case when app_role() = 'admin' then actor.id end, actor.roles[1],
      (select fact.value #>> '{}' from facts fact
        where fact.actor_id = actor.id and fact.regency = actor.regency and fact.key = 'business.kbli' and fact.ended_at is null),
      substr(actor.region_code, 1, 8), actor.created_at, actor.updated_at,
      (select count(*)::int from facts fact where fact.actor_id = actor.id and fact.regency = actor.regency and fact.ended_at is null),
      (select count(*)::int from found)
    from page join actors actor on actor.id = page.id order by actor.updated_at desc, actor.id $$;
`;

/** After `app_role`, which they call. */
export const REPORT_FUNCTIONS = BEHIND_FIGURES + FIGURES + LISTS;
