import { MigrationInterface, QueryRunner } from 'typeorm';

/** What authors fill in before it is a version, and what they tell the reviewer. */
export class OfferDrafts1763800000049 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table offer_drafts (
        id uuid primary key,
        institution_id uuid not null references institutions,
        offer_id uuid references offers,
        form jsonb not null,
        revision integer not null,
        sent_digest bytea,
        updated_by uuid not null references people,
        updated_at timestamptz not null
      );
      create index offer_drafts_institution on offer_drafts (institution_id, updated_at);

      alter table offer_versions add column submit_note text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table offer_versions drop column submit_note; drop table offer_drafts');
  }
}
