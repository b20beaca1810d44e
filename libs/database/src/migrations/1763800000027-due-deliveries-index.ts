import { MigrationInterface, QueryRunner } from 'typeorm';

/** Due deliveries in the order in which they are leased. Outside a transaction: deliveries are written meanwhile. */
export class DueDeliveriesIndex1763800000027 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists webhook_deliveries_in_line');
    await runner.query(
      `create index concurrently webhook_deliveries_in_line on webhook_deliveries (endpoint_id, next_attempt_at, event_id) where state = 'pending'`,
    );
    await runner.query('drop index concurrently if exists webhook_deliveries_waiting');
  }

  /** Within a transaction, as TypeORM takes migrations back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index webhook_deliveries_waiting on webhook_deliveries (endpoint_id, next_attempt_at) where state = 'pending';
      drop index webhook_deliveries_in_line;
    `);
  }
}
