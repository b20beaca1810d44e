import { MigrationInterface, QueryRunner } from 'typeorm';

/** Re-matches that offers ask for, beside the one that a person may have asked for. */
export class RematchesForOffers1763800000044 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rematches add column if not exists concerned jsonb');
    await runner.query('drop index concurrently if exists rematches_wished');
    await runner.query(
      'create unique index concurrently rematches_wished on rematches ((true)) where finished_at is null and concerned is null',
    );
    await runner.query('drop index concurrently if exists rematches_unfinished');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from rematches where concerned is not null;
      create unique index rematches_unfinished on rematches ((true)) where finished_at is null;
      alter table rematches drop column concerned`);
  }
}
