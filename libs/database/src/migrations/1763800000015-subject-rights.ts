import { MigrationInterface, QueryRunner } from 'typeorm';

export class SubjectRights1763800000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table actors
        add column objected_at timestamptz,
        add column restricted_at timestamptz,
        add column confirmed_at timestamptz,
        alter column phone drop not null,
        drop constraint actors_status_check,
        add constraint actors_status_check check (status in ('draft', 'active', 'withdrawn', 'erased')),
        add constraint actors_phone_kept check (phone is not null or status = 'erased');
      update actors set confirmed_at = created_at where created_by = owner_id;

      alter table people
        add column erased_at timestamptz,
        drop constraint people_check,
        add constraint people_check check (phone is not null or email is not null or erased_at is not null);

      create table erasures (
        actor_id uuid primary key references actors,
        digest bytea,
        erased_at timestamptz not null
      );
      create index erasures_digest on erasures (digest);

      create table rights_requests (
        id uuid primary key,
        actor_id uuid not null references actors,
        kind text not null check (kind in ('access', 'correction', 'erasure', 'objection', 'restriction', 'review')),
        note text,
        channel text not null check (channel in ('web', 'api', 'whatsapp', 'paper', 'spoken')),
        asked_by uuid not null references people,
        asked_at timestamptz not null,
        due_at timestamptz not null,
        settled_at timestamptz,
        settled_by uuid references people,
        outcome text check (outcome in ('done', 'refused')),
        answer text,
        check ((settled_at is null) = (outcome is null))
      );
      create index rights_requests_open on rights_requests (due_at, id) where settled_at is null;
      create index rights_requests_actor on rights_requests (actor_id, id);

      create table disclosures (
        match_id uuid not null references matches,
        day date not null,
        actor_id uuid not null references actors,
        institution_id uuid not null references institutions,
        fields text[] not null,
        times integer not null default 1,
        first_at timestamptz not null default now(),
        last_at timestamptz not null default now(),
        primary key (match_id, day)
      );
      create index disclosures_actor on disclosures (actor_id, day);
      create index disclosures_institution on disclosures (institution_id, day);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table disclosures, rights_requests, erasures;
      alter table people
        drop constraint people_check,
        add constraint people_check check (phone is not null or email is not null),
        drop column erased_at;
      alter table actors
        drop constraint actors_phone_kept,
        drop constraint actors_status_check,
        add constraint actors_status_check check (status in ('draft', 'active', 'withdrawn')),
        alter column phone set not null,
        drop column objected_at, drop column restricted_at, drop column confirmed_at;
    `);
  }
}
