import { MigrationInterface, QueryRunner } from 'typeorm';

/** Imported tables and whom each brought, so that one can be taken back. */
export class TableImports1763800000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table table_imports (
        id uuid primary key,
        format text not null,
        file_name text not null,
        state text not null default 'running' check (state in ('running', 'done', 'undone')),
        lines integer not null default 0,
        stored integer not null default 0,
        known integer not null default 0,
        faulty integer not null default 0,
        recorded_by uuid references people,
        started_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz
      );

      create table table_import_actors (
        import_id uuid not null references table_imports on delete cascade,
        actor_id uuid not null references actors on delete cascade,
        primary key (import_id, actor_id)
      );
      create index table_import_actors_actor on table_import_actors (actor_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table table_import_actors, table_imports');
  }
}
