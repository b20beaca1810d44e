import { TestSystem } from '../support/test-system';

/** Every table of the service that a request could write to; reference data are loaded, never written. */
const WRITTEN = `
  select table_name as name from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE'
    and table_name not in ('regions', 'kbli_codes', 'size_bands', 'needs', 'legality_documents', 'reference_loads', 'migrations')
  order by table_name`;

/** How many rows each table has: equal counts before and after show that nothing was half-saved. */
export async function rowCounts(system: TestSystem): Promise<Record<string, number>> {
  const tables = await system.query<{ name: string }>(WRITTEN);
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as count from "${name}"`);
  const rows = await system.query<{ name: string; count: number }>(counts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}
