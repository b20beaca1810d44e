import { MigrationInterface, QueryRunner } from 'typeorm';

export class OfficeViews1763800000068 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table desk_views add column office text');
  }

  async down(runner: QueryRunner): Promise<void> {
    // Row rules name the column; the release before brings its own.
    await runner.query('alter table desk_views drop column office cascade');
  }
}
