import { MigrationInterface, QueryRunner } from 'typeorm';

/** Policies and grants are made after all migrations, from `row-rules`; here is what they need of the schema. */
export class RowSecurity1763800000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function move_matches() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update matches set region_code = new.region_code where actor_id = new.id and region_code <> new.region_code;
        return null;
      end $$;
      create trigger actors_move_matches after update of region_code on actors
        for each row when (old.region_code is distinct from new.region_code) execute function move_matches();

      update matches set region_code = actors.region_code
        from actors where actors.id = actor_id and matches.region_code <> actors.region_code;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ declare found record; begin
        for found in select tablename, policyname from pg_policies where schemaname = 'public' loop
          execute format('drop policy %I on %I', found.policyname, found.tablename);
        end loop;
        for found in select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity loop
          execute format('alter table %I no force row level security, disable row level security', found.relname);
        end loop;
        for found in select proname from pg_proc where pronamespace = 'public'::regnamespace
          and (proname like 'app\\_%' or proname in ('account_role', 'stated_needs', 'kecamatan_totals')) loop
          execute format('drop function %I', found.proname);
        end loop;
      end $$;
      delete from reference_loads where name = 'row rules';
      drop trigger actors_move_matches on actors;
      drop function move_matches;
    `);
  }
}
