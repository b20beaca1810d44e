import { dataSourceOptions } from '@sambung/database';
import { DataSource } from 'typeorm';
import { createDatabase } from '../support/database';

/** Tables, columns, indexes, constraints and triggers, as text. */
const describeSchema = (dataSource: DataSource): Promise<{ item: string }[]> =>
  dataSource.query(`
    select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as item
    from information_schema.columns where table_schema = 'public' and table_name <> 'migrations'
    union all select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'migrations'
    union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace and conrelid <> 'migrations'::regclass and conrelid <> 0
    union all select tgrelid::regclass || ' ' || tgname from pg_trigger where not tgisinternal
    order by 1`);

describe('every migration', () => {
  it('goes down and up again to the same schema', async () => {
    const database = await createDatabase();
    const dataSource = await new DataSource(dataSourceOptions(database.url, 'migration')).initialize();
    try {
      const before = await describeSchema(dataSource);
      const count = (await dataSource.query<unknown[]>('select from migrations')).length;
      for (let step = 0; step < count; step += 1) await dataSource.undoLastMigration();
      expect(await describeSchema(dataSource)).toEqual([]);
      await dataSource.runMigrations();
      expect(await describeSchema(dataSource)).toEqual(before);
      expect(before.length).toBeGreaterThan(150);
    } finally {
      await dataSource.destroy();
      await database.drop();
    }
  });
});
