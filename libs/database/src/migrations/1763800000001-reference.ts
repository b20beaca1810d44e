import { MigrationInterface, QueryRunner } from 'typeorm';

export class Reference1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table regions (
        code text primary key,
        name text not null,
        level smallint not null check (level between 1 and 4),
        parent_code text references regions,
        lat double precision,
        lng double precision
      );
      create index regions_parent on regions (parent_code);

      create table kbli_codes (
        version text not null check (version in ('2020', '2025')),
        code text not null check (code ~ '^[0-9]{5}$'),
        title text not null,
        primary key (version, code)
      );

      create table size_bands (
        code text primary key,
        label jsonb not null,
        turnover_up_to bigint not null,
        capital_up_to bigint not null
      );
      create table needs (code text primary key, family text not null references needs, label jsonb not null);
      create table legality_documents (code text primary key, label jsonb not null);

      create table reference_loads (
        name text primary key,
        sha256 text not null,
        loaded_rows integer not null,
        loaded_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reference_loads, legality_documents, needs, size_bands, kbli_codes, regions');
  }
}
