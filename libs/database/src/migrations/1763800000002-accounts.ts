import { MigrationInterface, QueryRunner } from 'typeorm';

export class Accounts1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table institutions (
        id uuid primary key,
        slug text not null unique check (slug ~ '^[a-z0-9-]{2,64}$'),
        name text not null,
        kind text not null check (kind in ('government', 'bank', 'training', 'buyer', 'community', 'other')),
        region_code text references regions,
        created_at timestamptz not null default now()
      );

      create table people (
        id uuid primary key,
        name text not null,
        role text not null check (role in ('owner', 'officer', 'partner', 'planner', 'admin')),
        phone text unique check (phone ~ '^\\+[0-9]{7,15}$'),
        email text unique check (email = lower(email)),
        password_hash text,
        region_code text references regions,
        institution_id uuid references institutions,
        locale text not null default 'id' check (locale in ('id', 'en')),
        created_at timestamptz not null default now(),
        disabled_at timestamptz,
        check (phone is not null or email is not null),
        check (role <> 'officer' or region_code is not null),
        check (role <> 'partner' or institution_id is not null)
      );

      create table sessions (
        id uuid primary key,
        person_id uuid not null references people on delete cascade,
        token_digest bytea not null unique,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at timestamptz
      );

      create table api_keys (
        id uuid primary key,
        institution_id uuid not null references institutions,
        name text not null,
        prefix text not null unique,
        digest bytea not null unique,
        created_at timestamptz not null default now(),
        last_used_at timestamptz,
        revoked_at timestamptz
      );

      create table idempotency_keys (
        principal uuid not null,
        key text not null,
        request_digest bytea not null,
        status smallint,
        response jsonb,
        created_at timestamptz not null default now(),
        primary key (principal, key)
      );
      create index idempotency_keys_age on idempotency_keys (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_keys, api_keys, sessions, people, institutions');
  }
}
