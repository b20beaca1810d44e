import { MigrationInterface, QueryRunner } from 'typeorm';

/** A program with a key of its institution may write a plan of seats down too; no person has done it then. */
export class SeatPlansOfPrograms1763800000074 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table seat_plans alter column updated_by drop not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from seat_plans where updated_by is null');
    await runner.query('alter table seat_plans alter column updated_by set not null');
  }
}
