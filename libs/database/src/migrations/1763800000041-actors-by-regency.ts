import { MigrationInterface, QueryRunner } from 'typeorm';

const BATCH = 2_000;

/**
 * The regency of each actor, which tables that are partitioned by it refer to. Outside a transaction: actors are written meanwhile. May run
 * again after a crash.
 */
export class ActorsByRegency1763800000041 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table actors add column if not exists regency text');
    await runner.query(`
      create or replace function set_regency() returns trigger language plpgsql as $$
        begin new.regency := left(new.region_code, 5); return new; end $$`);
    await runner.query(
      'create or replace trigger actors_set_regency before insert or update of region_code on actors for each row execute function set_regency()',
    );
    for (let found = 1; found > 0;) {
      const [, affected] = (await runner.query(
        `update actors set regency = left(region_code, 5) where id in (select id from actors where regency is null limit ${BATCH})`,
      )) as [unknown[], number];
      found = affected;
    }
    await runner.query('alter table actors drop constraint if exists actors_regency');
    await runner.query(
      'alter table actors add constraint actors_regency check (regency is not distinct from left(region_code, 5)) not valid',
    );
    await runner.query('alter table actors validate constraint actors_regency');
    await runner.query('drop index concurrently if exists actors_regency_id');
    await runner.query('create unique index concurrently actors_regency_id on actors (regency, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger actors_set_regency on actors;
      drop function set_regency;
      alter table actors drop column regency`);
  }
}
