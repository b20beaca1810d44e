import { MigrationInterface, QueryRunner } from 'typeorm';

export class Matches1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table suggestions (
        actor_id uuid primary key references actors on delete cascade,
        packed bytea not null,
        facts_hash text not null,
        engine text not null,
        as_of date not null,
        valid_until date,
        computed_at timestamptz not null default clock_timestamp()
      );
      create index suggestions_breakpoint on suggestions (valid_until) where valid_until is not null;

      create table matches (
        id uuid primary key,
        actor_id uuid not null references actors,
        offer_id uuid not null references offers,
        offer_version_id uuid not null references offer_versions,
        institution_id uuid not null references institutions,
        region_code text not null references regions,
        origin text not null check (origin in ('interest', 'proposal')),
        state text not null check (state in (
          'suggested', 'interested', 'notInterested', 'inReview', 'approved', 'returned', 'rejected', 'offered',
          'accepted', 'declined', 'expired', 'inProgress', 'completed', 'dropped', 'superseded', 'withdrawn')),
        verdict text not null check (verdict in ('eligible', 'notEligible', 'undetermined')),
        fit integer,
        coverage integer not null,
        review_needed boolean not null default false,
        assignee_id uuid references people,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create unique index matches_open on matches (actor_id, offer_id)
        where state not in ('notInterested', 'rejected', 'declined', 'expired', 'completed', 'dropped', 'superseded', 'withdrawn');
      create index matches_queue on matches (state, region_code text_pattern_ops, id);
      create index matches_institution on matches (institution_id, id);
      create index matches_actor on matches (actor_id);

      create table match_transitions (
        id uuid primary key,
        match_id uuid not null references matches,
        from_state text,
        to_state text not null,
        person_id uuid references people,
        api_key_id uuid references api_keys,
        reason_code text,
        note text,
        outcome jsonb,
        explanation jsonb,
        explanation_hash text,
        at timestamptz not null default clock_timestamp(),
        undone_at timestamptz
      );
      create index match_transitions_match on match_transitions (match_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table match_transitions, matches, suggestions');
  }
}
