import { MigrationInterface, QueryRunner } from 'typeorm';

const CHANNELS = `'web', 'api', 'whatsapp', 'paper', 'spoken'`;

/** Records that were joined into another, pairs that are not the same, and consent that a code on the owner's phone confirms. */
export class RecordMerges1763800000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table actors add column merged_into uuid;
      alter table actors add constraint actors_merged_into_fkey foreign key (merged_into) references actors not valid;

      create table actor_merges (
        id uuid primary key,
        actor_id uuid not null references actors on delete cascade,
        merged_id uuid not null unique references actors on delete cascade,
        record_sealed bytea not null,
        merged_by uuid not null references people,
        merged_at timestamptz not null default clock_timestamp()
      );
      create index actor_merges_actor on actor_merges (actor_id);

      create table actor_distinctions (
        actor_id uuid not null references actors on delete cascade,
        other_id uuid not null references actors on delete cascade,
        decided_by uuid not null references people,
        decided_at timestamptz not null default clock_timestamp(),
        primary key (actor_id, other_id),
        check (actor_id < other_id)
      );
      create index actor_distinctions_other on actor_distinctions (other_id);

      alter table consents drop constraint consents_channel_check,
        add constraint consents_channel_check check (channel in (${CHANNELS}, 'code')) not valid;
      alter table one_time_codes drop constraint one_time_codes_purpose_check,
        add constraint one_time_codes_purpose_check check (purpose in ('signIn', 'pin', 'consent')) not valid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from one_time_codes where purpose = 'consent';
      alter table one_time_codes drop constraint one_time_codes_purpose_check,
        add constraint one_time_codes_purpose_check check (purpose in ('signIn', 'pin'));
      update consents set channel = 'spoken' where channel = 'code';
      alter table consents drop constraint consents_channel_check,
        add constraint consents_channel_check check (channel in (${CHANNELS}));
      drop table actor_distinctions, actor_merges;
      alter table actors drop column merged_into;
    `);
  }
}
