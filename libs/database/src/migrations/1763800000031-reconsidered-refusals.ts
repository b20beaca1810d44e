import { MigrationInterface, QueryRunner } from 'typeorm';

/** Refusals that a later rule would not repeat, told to their owner once for each version. */
export class ReconsideredRefusals1763800000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reconsidered_refusals (
        id uuid primary key,
        match_id uuid not null references matches on delete cascade,
        offer_version_id uuid not null references offer_versions,
        verdict text not null check (verdict in ('eligible', 'undetermined')),
        told_at timestamptz not null default clock_timestamp(),
        unique (match_id, offer_version_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reconsidered_refusals');
  }
}
