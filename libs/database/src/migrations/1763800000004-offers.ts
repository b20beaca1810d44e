import { MigrationInterface, QueryRunner } from 'typeorm';

export class Offers1763800000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table offers (
        id uuid primary key,
        slug text not null unique check (slug ~ '^[a-z0-9-]{2,64}$'),
        institution_id uuid not null references institutions,
        status text not null default 'draft' check (status in ('draft', 'published', 'paused', 'closed')),
        created_at timestamptz not null default now()
      );
      create index offers_institution on offers (institution_id);

      create table offer_versions (
        id uuid primary key,
        ordinal integer generated always as identity unique,
        offer_id uuid not null references offers,
        version integer not null,
        document jsonb not null,
        hash text not null,
        published_at timestamptz,
        retired_at timestamptz,
        created_by uuid references people,
        created_at timestamptz not null default now(),
        unique (offer_id, version)
      );
      create unique index offer_versions_current on offer_versions (offer_id)
        where published_at is not null and retired_at is null;

      create function refuse_published_change() returns trigger language plpgsql as $$
      begin
        if old.published_at is not null and (new.document <> old.document or new.hash <> old.hash or new.version <> old.version) then
          raise exception 'a published offer version is immutable' using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger offer_versions_immutable before update on offer_versions
        for each row execute function refuse_published_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table offer_versions, offers; drop function refuse_published_change');
  }
}
