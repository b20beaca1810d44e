import { MigrationInterface, QueryRunner } from 'typeorm';

/** How an institution would give out the seats of its offers, until an officer makes a round of it. */
export class SeatPlans1763800000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table seat_plans (
        id uuid primary key,
        institution_id uuid not null references institutions,
        offer_id uuid not null unique references offers,
        region_code text not null,
        plan jsonb not null,
        revision integer not null,
        round_id uuid references rounds,
        updated_by uuid not null references people,
        updated_at timestamptz not null
      );
      create index seat_plans_waiting on seat_plans (region_code) where round_id is null
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seat_plans');
  }
}
