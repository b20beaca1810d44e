import { MigrationInterface, QueryRunner } from 'typeorm';
import { ActorTable, partitionByRegency, unpartition } from '../regency-partitions';

const SUGGESTIONS: ActorTable = {
  name: 'suggestions',
  key: 'actor_id',
  constraints: [],
  indexes: { suggestions_breakpoint: 'create index suggestions_breakpoint on $ (valid_until) where valid_until is not null' },
};

/**
 * Suggestions by regency. Processes of the release before insert rows without one, which are given it; what their matchers upsert fails and is
 * done again by those of this release: no save waits for it.
 */
export class SuggestionsByRegency1763800000042 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // The partition is chosen before triggers run, so that the row is inserted anew and the one without a regency let go.
    await runner.query(`
      create or replace function give_regency() returns trigger language plpgsql as $$
      begin
        new.regency := (select regency from actors where id = new.actor_id);
        if new.regency is null then return new; end if;
        execute format('insert into %I select ($1).*', tg_argv[0]) using new;
        return null;
      end $$`);
    await partitionByRegency(runner, SUGGESTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unpartition(runner, SUGGESTIONS);
    await runner.query('drop function give_regency');
  }
}
