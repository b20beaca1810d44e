import { MigrationInterface, QueryRunner } from 'typeorm';
import { patiently } from '../patiently';

const STATED = `(actor_id, regency) include (value, valid_until) where key = 'need.wanted' and ended_at is null`;

/**
 * Needs as planners count them, of one fact in twenty, without a look at the table. A partition at a time and outside a transaction: facts
 * are written meanwhile. May run again after a crash.
 */
export class StatedNeedsIndex1763800000072 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await patiently(() => runner.query(`create index if not exists facts_needs on only facts ${STATED}`));
    const partitions: { name: string }[] = await runner.query(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'facts'::regclass
         and inhrelid not in (
           select indrelid from pg_index join pg_inherits part on part.inhrelid = indexrelid where part.inhparent = 'facts_needs'::regclass)`,
    );
    for (const { name } of partitions) {
      await runner.query(`drop index concurrently if exists ${name}_needs`);
      await runner.query(`create index concurrently ${name}_needs on ${name} ${STATED}`);
      await patiently(() => runner.query(`alter index facts_needs attach partition ${name}_needs`));
    }
  }

  /** Within a transaction, as TypeORM takes migrations back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index facts_needs');
  }
}
