import { MigrationInterface, QueryRunner } from 'typeorm';

export class SigningIn1763800000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table people
        add column pin_hash text,
        add column totp_sealed bytea,
        add column totp_confirmed_at timestamptz,
        add column totp_step bigint,
        add column oidc_subject text unique;

      alter table sessions
        add column last_seen_at timestamptz not null default now(),
        add column method text not null default 'password' check (method in ('password', 'code', 'oidc')),
        add column device text;
      create index sessions_person on sessions (person_id) where ended_at is null;

      alter table api_keys
        add column scopes text[] not null default '{matches,offers,webhooks}'
          check (cardinality(scopes) >= 1 and scopes <@ array['matches', 'offers', 'webhooks']),
        add column expires_at timestamptz;

      create table recovery_codes (
        digest bytea primary key,
        person_id uuid not null references people on delete cascade,
        used_at timestamptz
      );
      create index recovery_codes_person on recovery_codes (person_id);

      create table sign_in_failures (
        login_digest bytea primary key,
        failures integer not null,
        retry_at timestamptz not null
      );

      create table one_time_codes (
        id uuid primary key,
        purpose text not null check (purpose in ('signIn')),
        phone_digest bytea not null,
        phone_sealed bytea not null,
        code_digest bytea not null,
        channel text not null,
        tries smallint not null default 0,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz
      );
      create index one_time_codes_phone on one_time_codes (phone_digest, created_at);
      create unique index one_time_codes_active on one_time_codes (phone_digest, purpose) where ended_at is null;

      create table rate_limits (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table rate_limits, one_time_codes, sign_in_failures, recovery_codes;
      alter table api_keys drop column scopes, drop column expires_at;
      drop index sessions_person;
      alter table sessions drop column last_seen_at, drop column method, drop column device;
      alter table people drop column pin_hash, drop column totp_sealed, drop column totp_confirmed_at, drop column totp_step,
        drop column oidc_subject;
    `);
  }
}
