import { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1763800000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook_endpoints (
        id uuid primary key,
        institution_id uuid not null references institutions,
        url text not null,
        event_types text[] not null,
        secret_sealed bytea not null,
        status text not null default 'pending' check (status in ('pending', 'active', 'disabled', 'deleted')),
        challenge_error text,
        verified_at timestamptz,
        disabled_reason text,
        failing_since timestamptz,
        created_at timestamptz not null default now()
      );
      create index webhook_endpoints_institution on webhook_endpoints (institution_id);

      create table partner_events (
        id uuid primary key,
        type text not null,
        institution_id uuid not null references institutions,
        actor_id uuid not null references actors,
        subject_id uuid not null,
        version integer not null,
        body text not null,
        created_at timestamptz not null default clock_timestamp(),
        xid xid8 not null default pg_current_xact_id(),
        unique (type, institution_id, subject_id, version)
      );
      create index partner_events_institution on partner_events (institution_id, xid, id);

      create table webhook_deliveries (
        id uuid primary key,
        event_id uuid not null references partner_events,
        endpoint_id uuid not null references webhook_endpoints,
        state text not null default 'pending'
          check (state in ('pending', 'delivered', 'exhausted', 'held', 'cancelled')),
        attempts smallint not null default 0,
        next_attempt_at timestamptz not null default now(),
        enqueued_at timestamptz,
        locked_until timestamptz,
        delivered_at timestamptz,
        unique (event_id, endpoint_id)
      );
      create index webhook_deliveries_due on webhook_deliveries (next_attempt_at) where state = 'pending';
      create index webhook_deliveries_endpoint on webhook_deliveries (endpoint_id, id);

      create table webhook_attempts (
        id uuid primary key,
        delivery_id uuid not null references webhook_deliveries,
        number smallint not null,
        at timestamptz not null default clock_timestamp(),
        status smallint,
        error text,
        duration_ms integer not null,
        response_excerpt text,
        unique (delivery_id, number)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table webhook_attempts, webhook_deliveries, partner_events, webhook_endpoints');
  }
}
