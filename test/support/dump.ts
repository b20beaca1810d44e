import { TestSystem } from './test-system';

/** Columns of which a row, as text or in the hexadecimal of its bytes, holds one of the texts, as `table.column`. */
export async function columnsThatHold(system: Pick<TestSystem, 'query'>, texts: readonly string[]): Promise<string[]> {
  const columns = await system.query<{ schema: string; table: string; column: string }>(
    `select table_schema as schema, table_name as table, column_name as column from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 2, 3`,
  );
  const patterns = texts.flatMap((text) => [text, Buffer.from(text).toString('hex')]).map((text) => `%${text}%`);
  const found: string[] = [];
  for (const { schema, table, column } of columns) {
    const rows = await system.query(`select from "${schema}"."${table}" where "${column}"::text ilike any($1) limit 1`, [patterns]);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

/** The same by table. */
export const tablesThatHold = async (system: Pick<TestSystem, 'query'>, texts: readonly string[]): Promise<string[]> => [
  ...new Set((await columnsThatHold(system, texts)).map((column) => column.split('.')[0]!)),
];
