import { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploaded tables that wait to be understood, checked and brought in. */
export class StagedTables1763800000054 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table staged_tables (
        id uuid primary key,
        person_id uuid not null references people on delete cascade,
        file_name text not null,
        content_sealed bytea not null,
        mapping jsonb,
        check_id uuid,
        import_id uuid,
        failure jsonb,
        staged_at timestamptz not null default clock_timestamp()
      );
      create index staged_tables_person on staged_tables (person_id, id);
      create index staged_tables_age on staged_tables (staged_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table staged_tables');
  }
}
