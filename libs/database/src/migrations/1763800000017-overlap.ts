import { MigrationInterface, QueryRunner } from 'typeorm';

export class Overlap1763800000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger_sources (
        code text primary key check (code ~ '^[a-z0-9-]{2,64}$'),
        as_of date not null,
        complete boolean not null
      );

      create table recipient_lists (
        id uuid primary key,
        source text not null,
        title text not null,
        as_of date not null,
        complete boolean not null,
        recorded_by uuid not null references people,
        recorded_at timestamptz not null default now()
      );

      create table ledger_entries (
        id uuid primary key,
        actor_id uuid references actors on delete cascade,
        subject_kind text check (subject_kind in ('nik', 'nib', 'phoneAndName')),
        subject bytea,
        household bytea,
        name_digest bytea,
        name_sealed bytea,
        intervention text not null,
        kind text not null check (kind in ('training', 'mentoring', 'businessMatching', 'financing', 'facility')),
        level text not null check (level in ('national', 'province', 'regency', 'village', 'private', 'community')),
        funder text,
        offer text,
        programme text,
        region_code text references regions,
        amount bigint check (amount >= 0),
        starts_on date not null,
        ends_on date,
        status text not null check (status in ('planned', 'active', 'inArrears', 'completed', 'paidOff', 'dropped', 'cancelled')),
        evidence text not null check (evidence in ('declared', 'document', 'officer', 'registry')),
        source text not null,
        match_id uuid references matches on delete cascade,
        list_id uuid references recipient_lists on delete cascade,
        row_digest bytea,
        recorded_at timestamptz not null default now(),
        check ((subject is null) = (subject_kind is null)),
        check (ends_on is null or ends_on >= starts_on),
        check ((match_id is null) <> (list_id is null)),
        unique (match_id, intervention),
        unique (row_digest)
      );
      create index ledger_entries_actor on ledger_entries (actor_id) where actor_id is not null;
      create index ledger_entries_subject on ledger_entries (subject_kind, subject) where subject is not null;
      create index ledger_entries_household on ledger_entries (household) where household is not null;
      create index ledger_entries_list on ledger_entries (list_id) where list_id is not null;

      create table register_checks (
        id uuid primary key,
        actor_id uuid not null references actors on delete cascade,
        source text not null,
        as_of date not null,
        note text not null,
        recorded_by uuid not null references people,
        recorded_at timestamptz not null default now()
      );
      create index register_checks_actor on register_checks (actor_id, source);

      create table identity_reviews (
        id uuid primary key,
        entry_id uuid not null references ledger_entries on delete cascade,
        actor_id uuid references actors on delete cascade,
        other_entry_id uuid references ledger_entries on delete cascade,
        reason text not null check (reason in ('nameDiffers', 'nameAndPlace')),
        state text not null default 'open' check (state in ('open', 'same', 'different')),
        note text,
        decided_by uuid references people,
        decided_at timestamptz,
        recorded_at timestamptz not null default now(),
        check (num_nonnulls(actor_id, other_entry_id) = 1),
        check ((state = 'open') = (decided_by is null)),
        unique nulls not distinct (entry_id, actor_id, other_entry_id)
      );
      create index identity_reviews_open on identity_reviews (id) where state = 'open';
      create index identity_reviews_actor on identity_reviews (actor_id) where state = 'open';

      create table overlap_waivers (
        id uuid primary key,
        rule text not null,
        actor_id uuid not null references actors on delete cascade,
        offer text not null references offers (slug),
        reason text not null,
        starts_on date not null,
        expires_on date not null,
        granted_by uuid not null references people,
        granted_at timestamptz not null default now(),
        ended_by uuid references people,
        ended_at timestamptz,
        check (expires_on >= starts_on),
        check ((ended_at is null) = (ended_by is null))
      );
      create index overlap_waivers_pair on overlap_waivers (actor_id, offer);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table overlap_waivers, identity_reviews, register_checks, ledger_entries, recipient_lists, ledger_sources');
  }
}
