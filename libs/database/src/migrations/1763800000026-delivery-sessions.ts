import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One courier serves an endpoint at a time, and a trace goes on from a request to its attempts. `webhook_deliveries.enqueued_at` has no reader any more; processes of the
 * release before still write it while they are replaced.
 */
export class DeliverySessions1763800000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table webhook_endpoints
        add column rung_at timestamptz,
        add column sending_by uuid,
        add column sending_until timestamptz;
      alter table outbox add column traceparent text;
      alter table partner_events add column traceparent text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table partner_events drop column traceparent;
      alter table outbox drop column traceparent;
      alter table webhook_endpoints drop column rung_at, drop column sending_by, drop column sending_until;
    `);
  }
}
