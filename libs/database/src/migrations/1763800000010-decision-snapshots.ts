import { MigrationInterface, QueryRunner } from 'typeorm';

/** What a decision was made from, so that it can be replayed; decisions made before have none. */
export class DecisionSnapshots1763800000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table match_transitions add column snapshot json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table match_transitions drop column snapshot');
  }
}
