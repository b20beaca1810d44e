import { MigrationInterface, QueryRunner } from 'typeorm';

/** Every delivery is changed at least twice: with room on its page, leasing it touches no index. */
export class LeanDeliveries1763800000065 implements MigrationInterface {
  /** The migration whose release was the last to write the column. */
  readonly unusedSince = 1763800000026;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table webhook_deliveries drop column enqueued_at, set (fillfactor = 70)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table webhook_deliveries add column enqueued_at timestamptz, reset (fillfactor)');
  }
}
