import { loadReference } from '../../apps/cli/src/seed/load-reference';
import { seedCatalogue } from '../../apps/cli/src/seed/seed-catalogue';
import { readConfig } from '@sambung/config';
import { Client } from 'pg';
import { createDatabase } from '../support/database';

describe('reference data', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let client: Client;

  beforeAll(async () => {
    database = await createDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const counts = async (): Promise<Record<string, number>> => {
    const { rows } = await client.query<{ name: string; rows: number }>(`
      select 'regions ' || level as name, count(*)::int as rows from regions group by level
      union all select 'kbli ' || version, count(*)::int from kbli_codes group by version
      union all select 'centroids', count(*)::int from regions where lat is not null
      union all select 'size bands', count(*)::int from size_bands
      union all select 'need classes', count(*)::int from needs where code = family
      union all select 'needs', count(*)::int from needs where code <> family
      union all select 'documents', count(*)::int from legality_documents
      union all select 'offers ' || status, count(*)::int from offers group by status`);
    return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
  };

  const EXPECTED = {
    'regions 1': 38, 'regions 2': 514, 'regions 3': 7285, 'regions 4': 83762, 'kbli 2020': 1790, 'kbli 2025': 1559, centroids: 471,
    'size bands': 3, 'need classes': 6, needs: 30, documents: 15, 'offers published': 32, 'offers closed': 3, 'offers paused': 1,
  }; // prettier-ignore

  it('is all there', async () => {
    expect(await counts()).toEqual(EXPECTED);
  });

  it('is not loaded twice', async () => {
    expect(await loadReference(database.url)).toEqual({});
    expect(await seedCatalogue(readConfig({ DATABASE_URL: database.url, SECRET_KEY: process.env.SAMBUNG_TEST_SECRET }))).toEqual({});
    expect(await counts()).toEqual(EXPECTED);
  });

  it('is mended where it was changed or lost', async () => {
    await client.query("update regions set name = 'salah' where code = '35.07'");
    await client.query("delete from kbli_codes where version = '2025' and code = '10794'");
    await client.query('delete from reference_loads');
    const loaded = await loadReference(database.url);
    expect(loaded).toEqual({ regions: 91599, kbli_codes: 3349, size_bands: 3, needs: 36, legality_documents: 15 });
    const { rows } = await client.query("select name from regions where code = '35.07'");
    expect(rows).toEqual([{ name: 'Kabupaten Malang' }]);
    expect(await counts()).toEqual(EXPECTED);
  });
});
