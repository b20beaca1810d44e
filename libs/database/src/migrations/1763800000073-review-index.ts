import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The few matches whose decision rests on facts that have become worse: the desk counts them on every page. Outside a transaction, for matches
 * are written meanwhile. May run again after a crash.
 */
export class ReviewIndex1763800000073 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists matches_review');
    await runner.query('create index concurrently matches_review on matches (region_code text_pattern_ops, id) where review_needed');
  }

  /** Within a transaction, as TypeORM takes migrations back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index matches_review');
  }
}
