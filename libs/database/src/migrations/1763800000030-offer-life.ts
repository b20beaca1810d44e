import { MigrationInterface, QueryRunner } from 'typeorm';

/** A second pair of eyes before publication, warnings kept with a draft, and the owner's word that an offer still stands. */
export class OfferLife1763800000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table offers add column confirmed_at timestamptz;
      update offers set confirmed_at = (select max(published_at) from offer_versions where offer_id = offers.id);

      alter table offer_versions
        add column submitted_at timestamptz,
        add column submitted_by uuid references people,
        add column reviewed_by uuid references people,
        add column review_note text,
        add column lint jsonb;
      create index offer_versions_review on offer_versions (submitted_at) where submitted_at is not null and published_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index offer_versions_review;
      alter table offer_versions drop column submitted_at, drop column submitted_by, drop column reviewed_by, drop column review_note,
        drop column lint;
      alter table offers drop column confirmed_at;
    `);
  }
}
