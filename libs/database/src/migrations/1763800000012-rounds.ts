import { MigrationInterface, QueryRunner } from 'typeorm';

const STATES = `
  'suggested', 'interested', 'notInterested', 'inReview', 'approved', 'returned', 'rejected', 'offered',
  'accepted', 'declined', 'expired', 'inProgress', 'completed', 'dropped', 'superseded', 'withdrawn'`;

const matchStates = (states: string): string => `
  alter table matches drop constraint matches_state_check;
  alter table matches add constraint matches_state_check check (state in (${states}))`;

/** Waiting lists and cut-offs are json, not jsonb: the order of the groups at a cut-off has a meaning. */
export class Rounds1763800000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rounds (
        id uuid primary key,
        name jsonb not null,
        kind text not null,
        cycle text not null,
        region_code text references regions,
        opens_at timestamptz not null,
        closes_at timestamptz not null check (closes_at > opens_at),
        answer_days integer not null,
        quotas jsonb not null,
        groups jsonb not null,
        state text not null default 'draft' check (state in ('draft', 'open', 'closed', 'run', 'finished')),
        commitment text,
        secret_sealed bytea,
        draw jsonb,
        created_at timestamptz not null default now(),
        check ((state = 'draft') = (commitment is null))
      );
      create table round_batches (
        round_id uuid not null references rounds,
        id text not null,
        place integer not null,
        offer_id uuid not null references offers,
        offer_version_id uuid not null references offer_versions,
        seats integer not null,
        reserves jsonb not null,
        primary key (round_id, id)
      );
      create index round_batches_offer on round_batches (offer_id);

      create table round_steps (
        id uuid primary key,
        round_id uuid not null references rounds,
        to_state text not null,
        person_id uuid references people,
        at timestamptz not null default clock_timestamp()
      );
      create index round_steps_round on round_steps (round_id, at);

      create table round_rankings (
        id uuid primary key,
        round_id uuid not null references rounds,
        actor_id uuid not null references actors,
        choices text[] not null,
        confirmed_at timestamptz not null,
        assessment jsonb,
        left_at timestamptz,
        unique (round_id, actor_id)
      );
      create index round_rankings_actor on round_rankings (actor_id);

      create table round_clearances (
        round_id uuid not null references rounds,
        actor_id uuid not null references actors,
        offer_id uuid not null references offers,
        reason text not null,
        person_id uuid references people,
        at timestamptz not null default clock_timestamp(),
        primary key (round_id, actor_id, offer_id)
      );

      create table round_runs (
        round_id uuid not null references rounds,
        number integer not null,
        certificate jsonb not null,
        certificate_hash text not null,
        waiting json not null,
        cut_offs json not null,
        person_id uuid references people,
        at timestamptz not null default clock_timestamp(),
        primary key (round_id, number)
      );

      create table round_seats (
        ranking_id uuid primary key references round_rankings,
        round_id uuid not null references rounds,
        batch_id text not null,
        match_id uuid not null unique references matches,
        run integer not null,
        expires_at timestamptz not null,
        foreign key (round_id, batch_id) references round_batches,
        foreign key (round_id, run) references round_runs
      );
      create index round_seats_round on round_seats (round_id);

      alter table matches add column round_id uuid references rounds;
      create index matches_round on matches (round_id) where round_id is not null;
      ${matchStates(`${STATES}, 'waitlisted'`)};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update matches set state = 'superseded' where state = 'waitlisted';
      ${matchStates(STATES)};
      alter table matches drop column round_id;
      drop table round_seats, round_runs, round_clearances, round_rankings, round_steps, round_batches, rounds;
    `);
  }
}
