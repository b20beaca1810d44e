import { MigrationInterface, QueryRunner } from 'typeorm';
import { ActorTable, partitionByRegency, unpartition } from '../regency-partitions';

const FACTS: ActorTable = {
  name: 'facts',
  key: 'id',
  constraints: ['constraint facts_recorded_by_fkey foreign key (recorded_by) references people'],
  indexes: {
    facts_current: 'create unique index facts_current on $ (actor_id, key, regency) where ended_at is null',
    facts_history: 'create index facts_history on $ (actor_id, key, regency, recorded_at)',
  },
};

/** Facts by regency. Processes of the release before go on: what they insert without one is given it. */
export class FactsByRegency1763800000043 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await partitionByRegency(runner, FACTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unpartition(runner, FACTS);
  }
}
