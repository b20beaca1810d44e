import { MigrationInterface, QueryRunner } from 'typeorm';

/** Overlapping secrets, keys for v1a, per-endpoint limits, circuit breaker and order, and operational events. */
export class WebhookDelivery1763800000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table webhook_endpoints
        add column ordering text not null default 'none' check (ordering in ('none', 'perSubject')),
        add column circuit_open_until timestamptz,
        add column rate_tokens double precision not null default 0,
        add column rate_at timestamptz not null default '-infinity',
        add column disablings integer not null default 0,
        add column tests integer not null default 0;

      create table webhook_old_secrets (
        id uuid primary key,
        endpoint_id uuid not null references webhook_endpoints,
        secret_sealed bytea not null,
        valid_until timestamptz not null
      );
      create index webhook_old_secrets_endpoint on webhook_old_secrets (endpoint_id, valid_until);

      create table webhook_signing_keys (
        institution_id uuid primary key references institutions,
        secret_sealed bytea not null,
        public_key text not null,
        created_at timestamptz not null default now()
      );

      alter table partner_events alter column actor_id drop not null;

      alter table webhook_attempts add column endpoint_id uuid references webhook_endpoints;
      update webhook_attempts set endpoint_id = delivery.endpoint_id
        from webhook_deliveries delivery where delivery.id = delivery_id;
      alter table webhook_attempts alter column endpoint_id set not null;
      create index webhook_attempts_endpoint on webhook_attempts (endpoint_id, at);

      create index webhook_deliveries_waiting on webhook_deliveries (endpoint_id, next_attempt_at) where state = 'pending';
      drop index webhook_deliveries_due;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where state = 'pending';
      drop index webhook_deliveries_waiting;
      alter table webhook_attempts drop column endpoint_id;
      delete from webhook_attempts where delivery_id in (
        select delivery.id from webhook_deliveries delivery join partner_events event on event.id = event_id where event.actor_id is null);
      delete from webhook_deliveries where event_id in (select id from partner_events where actor_id is null);
      delete from partner_events where actor_id is null;
      alter table partner_events alter column actor_id set not null;
      drop table webhook_signing_keys, webhook_old_secrets;
      alter table webhook_endpoints
        drop column ordering, drop column circuit_open_until, drop column rate_tokens, drop column rate_at,
        drop column disablings, drop column tests;
    `);
  }
}
