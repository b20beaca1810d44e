import { MigrationInterface, QueryRunner } from 'typeorm';

export class Profiles1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table actors (
        id uuid primary key,
        owner_id uuid not null references people,
        name text not null check (length(name) between 1 and 200),
        roles text[] not null check (
          cardinality(roles) >= 1 and
          roles <@ array['business', 'cooperative', 'creative', 'migrant', 'group', 'villageEnterprise']
        ),
        phone text not null check (phone ~ '^\\+[0-9]{7,15}$'),
        region_code text not null references regions,
        status text not null default 'draft' check (status in ('draft', 'active', 'withdrawn')),
        version integer not null default 1,
        created_by uuid not null references people,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create index actors_owner on actors (owner_id);
      create index actors_region on actors (region_code text_pattern_ops, id);

      create table facts (
        id uuid primary key,
        actor_id uuid not null references actors on delete cascade,
        key text not null,
        value jsonb not null,
        level text not null check (level in ('declared', 'document', 'officer', 'registry')),
        source text not null,
        observed_at date not null,
        valid_until date,
        recorded_by uuid references people,
        recorded_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz,
        end_reason text check (end_reason in ('superseded', 'corrected', 'withdrawn')),
        end_note text,
        check ((ended_at is null) = (end_reason is null))
      );
      create unique index facts_current on facts (actor_id, key) where ended_at is null;
      create index facts_history on facts (actor_id, key, recorded_at);

      create table officer_checks (
        id uuid primary key,
        actor_id uuid not null references actors on delete cascade,
        check_id text not null,
        value boolean not null,
        reason text not null,
        recorded_by uuid not null references people,
        recorded_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz
      );
      create unique index officer_checks_current on officer_checks (actor_id, check_id) where ended_at is null;

      create table identity_keys (
        actor_id uuid not null references actors on delete cascade,
        kind text not null check (kind in ('nik', 'nib', 'phoneAndName')),
        digest bytea not null,
        primary key (actor_id, kind)
      );
      create index identity_keys_digest on identity_keys (kind, digest);

      create table consents (
        id uuid primary key,
        actor_id uuid not null references actors on delete cascade,
        purpose text not null check (purpose in ('matching', 'sharing')),
        institution_id uuid references institutions,
        text_version text not null,
        channel text not null check (channel in ('web', 'api', 'whatsapp', 'paper', 'spoken')),
        locale text not null,
        evidence text,
        given_by uuid not null references people,
        given_at timestamptz not null default now(),
        withdrawn_at timestamptz,
        check ((purpose = 'sharing') = (institution_id is not null))
      );
      create unique index consents_active on consents (actor_id, purpose, institution_id) nulls not distinct
        where withdrawn_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table consents, identity_keys, officer_checks, facts, actors');
  }
}
