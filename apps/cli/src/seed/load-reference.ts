import {
  dataFile,
  KBLI_VERSIONS,
  kbli,
  LEGALITY_DOCUMENTS,
  NEEDS,
  parentRegion,
  regionLevel,
  regions,
  SIZE_BANDS,
  villageCentroids,
} from '@sambung/reference';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

type Cell = string | number | null;

interface ReferenceTable {
  name: string;
  columns: readonly string[];
  key: readonly string[];
  /** What the rows are made from: unchanged sources are not loaded again. */
  source: () => string | Buffer;
  rows: () => Cell[][];
}

/** Parents before children: the rows refer to one another. */
function regionRows(): Cell[][] {
  const centroids = new Map(villageCentroids().map(({ code, lat, lng }) => [code, { lat, lng }]));
  const rows = [...regions()].map(([code, name]): Cell[] => {
    const centroid = centroids.get(code);
    return [code, name, regionLevel(code), parentRegion(code), centroid?.lat ?? null, centroid?.lng ?? null];
  });
  return rows.sort((a, b) => Number(a[2]) - Number(b[2]));
}

const codes = (value: unknown): string => JSON.stringify(value);

const TABLES: readonly ReferenceTable[] = [
  {
    name: 'regions',
    columns: ['code', 'name', 'level', 'parent_code', 'lat', 'lng'],
    key: ['code'],
    source: () => Buffer.concat(['regions.csv', 'malang-raya-centroids.csv'].map((name) => readFileSync(dataFile(name)))),
    rows: regionRows,
  },
  {
    name: 'kbli_codes',
    columns: ['version', 'code', 'title'],
    key: ['version', 'code'],
    source: () => Buffer.concat(KBLI_VERSIONS.map((version) => readFileSync(dataFile(`kbli-${version}.csv`)))),
    rows: () => KBLI_VERSIONS.flatMap((version) => [...kbli(version)].map(([code, title]) => [version, code, title])),
  },
  {
    name: 'size_bands',
    columns: ['code', 'label', 'turnover_up_to', 'capital_up_to'],
    key: ['code'],
    source: () => codes(SIZE_BANDS),
    rows: () => SIZE_BANDS.map((band) => [band.code, codes(band.label), band.turnoverUpTo, band.capitalUpTo]),
  },
  {
    name: 'needs',
    columns: ['code', 'family', 'label'],
    key: ['code'],
    source: () => codes(NEEDS),
    rows: () => NEEDS.map((need) => [need.code, need.code.split('.')[0]!, codes(need.label)]),
  },
  {
    name: 'legality_documents',
    columns: ['code', 'label'],
    key: ['code'],
    source: () => codes(LEGALITY_DOCUMENTS),
    rows: () => Object.entries(LEGALITY_DOCUMENTS).map(([code, label]) => [code, codes(label)]),
  },
];

const cellText = (cell: Cell): string =>
  cell === null ? '\\N' : String(cell).replace(/[\\\t\n\r]/g, (char) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[char]!);

async function copyRows(client: Client, table: string, { columns, rows }: ReferenceTable): Promise<number> {
  const lines = rows().map((row) => `${row.map(cellText).join('\t')}\n`);
  await pipeline(Readable.from(lines), client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)));
  return lines.length;
}

/** Replaces what changed and adds what is new. Codes that a newer list drops stay: old data refer to them. */
async function load(client: Client, table: ReferenceTable, sha256: string): Promise<number> {
  const { name, columns, key } = table;
  await client.query('begin');
  await client.query(`create temporary table staged (like ${name} including defaults) on commit drop`);
  const count = await copyRows(client, 'staged', table);
  const updates = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  await client.query(
    `insert into ${name} (${columns.join(', ')}) select ${columns.join(', ')} from staged
     on conflict (${key.join(', ')}) do update set ${updates.join(', ')}`,
  );
  await client.query(
    `insert into reference_loads (name, sha256, loaded_rows) values ($1, $2, $3)
     on conflict (name) do update set sha256 = excluded.sha256, loaded_rows = excluded.loaded_rows, loaded_at = now()`,
    [name, sha256, count],
  );
  await client.query('commit');
  return count;
}

/** Loads every reference list that has changed since the last time. @returns rows loaded, by table */
export async function loadReference(databaseUrl: string): Promise<Record<string, number>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const loaded: Record<string, number> = {};
    for (const table of TABLES) {
      const sha256 = createHash('sha256').update(table.source()).digest('hex');
      const known = await client.query('select 1 from reference_loads where name = $1 and sha256 = $2', [table.name, sha256]);
      if (known.rowCount === 0) loaded[table.name] = await load(client, table, sha256);
    }
    return loaded;
  } finally {
    await client.end();
  }
}
