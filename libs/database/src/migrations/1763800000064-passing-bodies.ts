import { MigrationInterface, QueryRunner } from 'typeorm';

/** Bodies of events go when they are old; the index finds them. Outside a transaction: events are written meanwhile. */
export class PassingBodies1763800000064 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table partner_events alter column body drop not null');
    await runner.query('drop index concurrently if exists partner_events_with_body');
    await runner.query('create index concurrently partner_events_with_body on partner_events (created_at) where body is not null');
  }

  /** Within a transaction, as TypeORM takes migrations back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index partner_events_with_body;
      update partner_events set body = '' where body is null;
      alter table partner_events alter column body set not null;
    `);
  }
}
