import { MigrationInterface, QueryRunner } from 'typeorm';

/** Invented matches, in a table that nothing about people reads, and the keys, endpoints and events that go with them. */
export class Sandbox1763800000063 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sandbox_matches (
        id uuid primary key,
        institution_id uuid not null references institutions,
        subject_id uuid not null,
        offer_id uuid not null,
        offer_slug text not null,
        state text not null default 'offered',
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create index sandbox_matches_institution on sandbox_matches (institution_id, id);
      create index sandbox_matches_created on sandbox_matches (created_at);
      alter table api_keys add column is_test boolean not null default false;
      alter table webhook_endpoints add column is_test boolean not null default false;
      alter table partner_events add column is_test boolean not null default false;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table partner_events drop column is_test;
      alter table webhook_endpoints drop column is_test;
      alter table api_keys drop column is_test;
      drop table sandbox_matches;
    `);
  }
}
