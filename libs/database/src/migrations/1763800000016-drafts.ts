import { MigrationInterface, QueryRunner } from 'typeorm';

export class Drafts1763800000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table drafts (
        id uuid primary key,
        token_digest bytea not null unique,
        answers jsonb not null,
        actor_id uuid references actors on delete cascade,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default clock_timestamp()
      );
      create index drafts_age on drafts (updated_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table drafts');
  }
}
