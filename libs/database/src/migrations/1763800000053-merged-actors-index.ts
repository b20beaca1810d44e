import { MigrationInterface, QueryRunner } from 'typeorm';

/** The records that were joined into one. Outside a transaction: actors are written meanwhile. */
export class MergedActorsIndex1763800000053 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists actors_merged_into');
    await runner.query('create index concurrently actors_merged_into on actors (merged_into) where merged_into is not null');
  }

  /** Within a transaction, as TypeORM takes migrations back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index actors_merged_into');
  }
}
