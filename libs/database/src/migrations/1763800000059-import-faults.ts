import { MigrationInterface, QueryRunner } from 'typeorm';

/** What was wrong with the rows of an imported table, to be read after it has run; and tables whose import broke off. */
export class ImportFaults1763800000059 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table table_import_faults (
        import_id uuid not null references table_imports on delete cascade,
        line integer not null,
        place smallint not null,
        column_title text not null,
        code text not null,
        detail jsonb not null,
        found_at timestamptz not null default clock_timestamp(),
        primary key (import_id, line, place)
      );
      alter table table_imports
        drop constraint table_imports_state_check,
        add constraint table_imports_state_check check (state in ('running', 'done', 'checked', 'stopped', 'undone')) not valid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table table_import_faults;
      update table_imports set state = 'done' where state in ('stopped', 'checked');
      alter table table_imports
        drop constraint table_imports_state_check,
        add constraint table_imports_state_check check (state in ('running', 'done', 'undone')) not valid;
    `);
  }
}
