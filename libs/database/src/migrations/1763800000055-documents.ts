import { MigrationInterface, QueryRunner } from 'typeorm';

export class Documents1763800000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What is sealed does not get smaller: it is stored as it is, apart from the rows.
    await runner.query(`
      create table documents (
        id uuid primary key,
        actor_id uuid not null references actors on delete cascade,
        kind text not null check (kind in ('product', 'premises', 'nib', 'pirt', 'halal', 'finance', 'other')),
        type text not null check (type in ('image/jpeg', 'application/pdf')),
        size integer not null check (size > 0),
        digest bytea not null,
        name_sealed bytea not null,
        key_sealed bytea not null,
        content bytea not null,
        added_by uuid not null references people,
        added_at timestamptz not null,
        unique (actor_id, kind, digest)
      );
      alter table documents alter column content set storage external;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table documents');
  }
}
