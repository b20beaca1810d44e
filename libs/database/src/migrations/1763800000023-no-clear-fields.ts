import { MigrationInterface, QueryRunner } from 'typeorm';

const CLEAR = `
  select from actors where phone is not null
  union all select from people where phone is not null or email is not null
  union all select from drafts where answers_sealed is null
  union all select from match_transitions where explanation is not null or snapshot is not null
  limit 1`;

/** Removes the clear columns, once nothing is left in them. Suggestions made before name their facts by an open digest. */
export class NoClearFields1763800000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const left: unknown[] = await runner.query(CLEAR);
    if (left.length > 0) throw new Error('clear values are left: run `sambung migrate`, which seals them');
    await runner.query(`
      alter table actors
        drop column phone,
        add constraint actors_phone_kept check (phone_sealed is not null or status = 'erased');
      alter table people
        drop column phone, drop column email,
        add constraint people_phone_found check ((phone_sealed is null) = (phone_index is null)),
        add constraint people_email_found check ((email_sealed is null) = (email_index is null)),
        add constraint people_check check (phone_sealed is not null or email_sealed is not null or erased_at is not null);
      alter table facts add constraint facts_value_once check ((value is null) <> (value_sealed is null));
      alter table drafts drop column answers, alter column answers_sealed set not null;
      alter table match_transitions drop column explanation, drop column snapshot, drop column explanation_hash;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table match_transitions add column explanation jsonb, add column explanation_hash text, add column snapshot json;
      alter table drafts add column answers jsonb, alter column answers_sealed drop not null;
      alter table facts drop constraint facts_value_once;
      alter table people
        drop constraint people_check, drop constraint people_phone_found, drop constraint people_email_found,
        add column phone text unique check (phone ~ '^\\+[0-9]{7,15}$'), add column email text unique check (email = lower(email));
      alter table actors drop constraint actors_phone_kept, add column phone text check (phone ~ '^\\+[0-9]{7,15}$');
    `);
  }
}
