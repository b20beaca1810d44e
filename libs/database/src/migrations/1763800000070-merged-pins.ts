import { MigrationInterface, QueryRunner } from 'typeorm';

/** The PIN of a joined record, for when it is taken out again. */
export class MergedPins1763800000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table actor_merges add column pin_hash text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table actor_merges drop column pin_hash');
  }
}
