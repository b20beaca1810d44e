import { MigrationInterface, QueryRunner } from 'typeorm';

export class Desk1763800000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table desk_claims (
        match_id uuid primary key references matches on delete cascade,
        person_id uuid not null references people,
        claimed_at timestamptz not null
      );

      create table desk_snoozes (
        match_id uuid primary key references matches on delete cascade,
        person_id uuid not null references people,
        until date not null
      );

      create table desk_views (
        id uuid primary key,
        person_id uuid not null references people on delete cascade,
        name text not null check (length(name) between 1 and 60),
        query text not null,
        unique (person_id, name)
      );

      create table desk_preferences (
        person_id uuid primary key references people on delete cascade,
        single_keys boolean not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table desk_preferences, desk_views, desk_snoozes, desk_claims');
  }
}
