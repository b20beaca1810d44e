import { MigrationInterface, QueryRunner } from 'typeorm';

/** A second pair of eyes before publication, warnings kept with a draft, and the owner's word that an offer still stands. */
export class OfferLife1763800000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table offers add column confirmed_at timestamptz;
      -- A catalogue is a few thousand offers: one batch.
      update offers set confirmed_at = (select max(published_at) from offer_versions where offer_id = offers.id)
        where id in (select id from offers where confirmed_at is null limit 100000);

      alter table offer_versions
        add column submitted_at timestamptz,
        add column submitted_by uuid,
        add column reviewed_by uuid,
        add column review_note text,
        add column lint jsonb;
      alter table offer_versions
        add constraint offer_versions_submitted_by_fkey foreign key (submitted_by) references people not valid,
        add constraint offer_versions_reviewed_by_fkey foreign key (reviewed_by) references people not valid;
      alter table offer_versions validate constraint offer_versions_submitted_by_fkey, validate constraint offer_versions_reviewed_by_fkey;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table offer_versions drop column submitted_at, drop column submitted_by, drop column reviewed_by, drop column review_note,
        drop column lint;
      alter table offers drop column confirmed_at;
    `);
  }
}
