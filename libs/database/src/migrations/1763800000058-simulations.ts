import { MigrationInterface, QueryRunner } from 'typeorm';

/** What an offer would do to the people who are there: counted in parts, kept for whoever asked. */
export class Simulations1763800000058 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table simulations (
        id uuid primary key,
        offer_id uuid not null,
        asked_by uuid not null,
        wish jsonb not null,
        exact boolean not null,
        state text not null default 'running' check (state in ('running', 'done')),
        people integer not null,
        scanned integer not null default 0,
        last_actor uuid,
        counts jsonb not null,
        wanting integer not null default 0,
        overlapping jsonb not null,
        asked_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz
      );
      create index simulations_asker on simulations (asked_by, id);
      create index simulations_asked on simulations (asked_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table simulations');
  }
}
