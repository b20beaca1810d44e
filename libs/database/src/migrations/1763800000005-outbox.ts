import { MigrationInterface, QueryRunner } from 'typeorm';

/** Column names follow Debezium's outbox router, so that change capture can replace the relay. */
export class Outbox1763800000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        id uuid primary key,
        aggregatetype text not null,
        aggregateid uuid not null,
        type text not null,
        job text not null,
        payload jsonb not null default '{}',
        created_at timestamptz not null default now(),
        available_at timestamptz not null default now(),
        enqueued_at timestamptz,
        taken_at timestamptz,
        enqueues smallint not null default 0,
        done_at timestamptz,
        dead_at timestamptz,
        last_error text
      );
      create index outbox_open on outbox (available_at, id) where done_at is null and dead_at is null;
      create index outbox_aggregate on outbox (aggregateid, job) where done_at is null and dead_at is null;
      create index outbox_dead on outbox (dead_at) where dead_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outbox');
  }
}
