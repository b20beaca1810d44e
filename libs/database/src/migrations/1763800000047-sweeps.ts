import { MigrationInterface, QueryRunner } from 'typeorm';

export class Sweeps1763800000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table sweeps (name text primary key, began_at timestamptz not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sweeps');
  }
}
