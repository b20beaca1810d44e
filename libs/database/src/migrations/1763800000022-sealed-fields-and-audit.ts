import { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes room for sealed fields beside the clear ones, which are sealed before the next migration removes them; and the audit. */
export class SealedFieldsAndAudit1763800000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table data_keys (
        id integer generated always as identity primary key,
        actor_id uuid references actors on delete cascade deferrable initially deferred,
        person_id uuid references people on delete cascade deferrable initially deferred,
        draft_id uuid references drafts on delete cascade deferrable initially deferred,
        kek text not null,
        wrapped bytea not null,
        created_at timestamptz not null default now(),
        retired_at timestamptz,
        check (num_nonnulls(actor_id, person_id, draft_id) = 1)
      );
      create unique index data_keys_actor on data_keys (actor_id) where retired_at is null and actor_id is not null;
      create unique index data_keys_person on data_keys (person_id) where retired_at is null and person_id is not null;
      create unique index data_keys_draft on data_keys (draft_id) where retired_at is null and draft_id is not null;
      create index data_keys_retired on data_keys (retired_at) where retired_at is not null;

      create table key_rotations (
        id integer generated always as identity primary key,
        upto integer not null,
        keys integer not null,
        started_at timestamptz not null default now(),
        finished_at timestamptz
      );
      create unique index key_rotations_unfinished on key_rotations ((true)) where finished_at is null;

      alter table actors drop constraint actors_phone_kept, add column phone_sealed bytea;
      alter table people
        drop constraint people_check, add column phone_sealed bytea, add column phone_index bytea unique,
        add column email_sealed bytea, add column email_index bytea unique;
      alter table facts add column value_sealed bytea, alter column value drop not null;
      alter table drafts alter column answers drop not null, add column answers_sealed bytea;
      alter table match_transitions add column explanation_sealed bytea, add column snapshot_sealed bytea;

      create table audit_entries (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        xact xid8 not null default pg_current_xact_id(),
        principal_id uuid,
        principal_kind text not null check (principal_kind in ('person', 'apiKey', 'system')),
        role text,
        territory text,
        institution_id uuid,
        on_behalf_of uuid,
        action text not null,
        object_kind text not null,
        object_id uuid,
        subject_id uuid,
        reason text,
        fields text[] not null default '{}',
        result text not null,
        request_id text,
        ip text
      );
      create index audit_entries_subject on audit_entries (subject_id, id) where subject_id is not null;
      create index audit_entries_xact on audit_entries (xact, id);

      create table audit_seals (
        number integer primary key,
        horizon xid8 not null,
        entries integer not null,
        first_id bigint not null,
        last_id bigint not null,
        hash bytea not null,
        sealed_at timestamptz not null default clock_timestamp()
      );

      create table audit_hashes (
        entry_id bigint primary key,
        seal integer not null,
        hash bytea not null
      );
      create index audit_hashes_seal on audit_hashes (seal, entry_id);

      create function refuse_audit_change() returns trigger language plpgsql as $$
        begin raise exception '% of % is refused: the audit only grows', tg_op, tg_table_name; end $$;
      create trigger audit_entries_stand before update or delete on audit_entries for each row execute function refuse_audit_change();
      create trigger audit_entries_stay before truncate on audit_entries execute function refuse_audit_change();
      create trigger audit_seals_stand before update or delete on audit_seals for each row execute function refuse_audit_change();
      create trigger audit_seals_stay before truncate on audit_seals execute function refuse_audit_change();
      create trigger audit_hashes_stand before update or delete on audit_hashes for each row execute function refuse_audit_change();
      create trigger audit_hashes_stay before truncate on audit_hashes execute function refuse_audit_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit_hashes, audit_seals, audit_entries;
      drop function refuse_audit_change;
      alter table match_transitions drop column explanation_sealed, drop column snapshot_sealed;
      alter table drafts drop column answers_sealed, alter column answers set not null;
      alter table facts drop column value_sealed, alter column value set not null;
      alter table people
        add constraint people_check check (phone is not null or email is not null or erased_at is not null),
        drop column phone_sealed, drop column phone_index, drop column email_sealed, drop column email_index;
      alter table actors add constraint actors_phone_kept check (phone is not null or status = 'erased'), drop column phone_sealed;
      drop table key_rotations, data_keys;
    `);
  }
}
