import { inTransaction } from '@sambung/database';
import { shippedHolidays } from '@sambung/reference';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { DataSource, EntityManager } from 'typeorm';
import { configOfSystem } from './running-config';
import { withServices } from './seed/seed-context';

export interface HolidayOptions {
  add?: string;
  remove?: string;
}

const COLUMNS = ['day', 'name', 'kind', 'source'] as const;
const KINDS = ['holiday', 'jointLeave'];
type Holiday = Record<(typeof COLUMNS)[number], string>;

const isDay = (text: string): boolean => {
  const moment = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
};

/** @throws Error naming line, column and what to write there */
function readHolidays(text: string): Holiday[] {
  const [header = [], ...lines] = parse(text, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true }) as string[][];
  if (header.join() !== COLUMNS.join()) throw new Error(`line 1: write ${COLUMNS.join()}`);
  return lines.map((cells, index) => {
    const row = Object.fromEntries(COLUMNS.map((column, at) => [column, cells[at] ?? ''])) as Holiday;
    const line = `line ${index + 2}`;
    if (!isDay(row.day)) throw new Error(`${line}, day: write a date such as 2028-01-01`);
    if (!KINDS.includes(row.kind)) throw new Error(`${line}, kind: write ${KINDS.join(' or ')}`);
    if (!row.name || !row.source) throw new Error(`${line}, ${row.name ? 'source: name the decree' : 'name: write one'}`);
    return row;
  });
}

const add = (tx: EntityManager, holidays: readonly Holiday[]): Promise<unknown> =>
  tx.query(
    `insert into holidays (day, name, kind, source)
     select day, name, kind, source from jsonb_to_recordset($1) as row(day date, name text, kind text, source text)
     on conflict (day) do update set name = excluded.name, kind = excluded.kind, source = excluded.source, added_at = now()`,
    [JSON.stringify(holidays)],
  );

/** Tells an installation of days off that a decree names, with no release in between; prints the years that are known. */
export async function holidaysCommand({ add: file, remove }: HolidayOptions): Promise<void> {
  const holidays = file ? readHolidays(readFileSync(file, 'utf8')) : [];
  if (remove && !isDay(remove)) throw new Error('--remove: write a date such as 2028-01-01');
  const added = await withServices(configOfSystem().config, async (services) => {
    const dataSource = services.get(DataSource);
    await inTransaction(dataSource, async (tx) => {
      if (holidays.length > 0) await add(tx, holidays);
      if (remove) await tx.query('delete from holidays where day = $1', [remove]);
    });
    return dataSource.query<{ year: string; days: number }[]>(
      `select extract(year from day)::text as year, count(*)::int as days from holidays group by 1 order by 1`,
    );
  });
  for (const [year, days] of shippedHolidays()) console.log(`${year}  ${days} days off, shipped`);
  for (const { year, days } of added) console.log(`${year}  ${days} days off, added here`);
}
