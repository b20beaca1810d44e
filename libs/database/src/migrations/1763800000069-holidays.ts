import { MigrationInterface, QueryRunner } from 'typeorm';

/** Days off that an installation is told of when a decree comes, until a release ships them. */
export class Holidays1763800000069 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table holidays (
        day date primary key,
        name text not null,
        kind text not null check (kind in ('holiday', 'jointLeave')),
        source text not null,
        added_at timestamptz not null default now()
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table holidays');
  }
}
