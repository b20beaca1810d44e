import { MigrationInterface, QueryRunner } from 'typeorm';

export class Rematches1763800000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rematches (
        id uuid primary key,
        region_code text references regions,
        requested_at timestamptz not null default clock_timestamp(),
        paused_at timestamptz,
        finished_at timestamptz
      );
      create unique index rematches_unfinished on rematches ((true)) where finished_at is null;

      create table rematch_parts (
        id uuid primary key,
        rematch_id uuid not null references rematches on delete cascade,
        region_code text not null references regions,
        actors integer not null,
        matched integer not null default 0,
        after_id uuid,
        released_at timestamptz,
        done_at timestamptz,
        unique (rematch_id, region_code)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rematch_parts, rematches');
  }
}
