import { MigrationInterface, QueryRunner } from 'typeorm';

export class OwnAffairs1763800000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table profile_pins (
        actor_id uuid primary key references actors on delete cascade,
        pin_hash text not null,
        tries smallint not null default 0,
        set_at timestamptz not null default now()
      );
      insert into profile_pins (actor_id, pin_hash)
        select actors.id, people.pin_hash from actors join people on people.id = actors.owner_id
        where people.pin_hash is not null and actors.status <> 'erased';
      alter table people drop column pin_hash;

      alter table sessions
        add column profile_id uuid references actors on delete set null,
        add column profile_seen_at timestamptz;

      alter table one_time_codes
        drop constraint one_time_codes_purpose_check,
        add constraint one_time_codes_purpose_check check (purpose in ('signIn', 'pin'));

      create table password_resets (
        token_digest bytea primary key,
        person_id uuid not null references people on delete cascade,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz
      );
      create index password_resets_person on password_resets (person_id, created_at);

      alter table consents add column replaced_at timestamptz;
      drop index consents_active;
      create unique index consents_active on consents (actor_id, purpose, institution_id) nulls not distinct
        where withdrawn_at is null and replaced_at is null;

      alter table facts add column confirmed_at timestamptz;
      update facts set confirmed_at = actors.confirmed_at from actors
        where actors.id = facts.actor_id and facts.ended_at is null and actors.confirmed_at >= facts.recorded_at;
      alter table actors add column noticed_at timestamptz;

      alter table rights_requests add column alarmed_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rights_requests drop column alarmed_at;
      alter table actors drop column noticed_at;
      alter table facts drop column confirmed_at;

      delete from consents where replaced_at is not null;
      drop index consents_active;
      alter table consents drop column replaced_at;
      create unique index consents_active on consents (actor_id, purpose, institution_id) nulls not distinct
        where withdrawn_at is null;

      drop table password_resets;

      delete from one_time_codes where purpose = 'pin';
      alter table one_time_codes
        drop constraint one_time_codes_purpose_check,
        add constraint one_time_codes_purpose_check check (purpose in ('signIn'));

      alter table sessions drop column profile_id, drop column profile_seen_at;
      alter table people add column pin_hash text;
      drop table profile_pins;
    `);
  }
}
