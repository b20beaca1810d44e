import { dataSourceOptions, inScope, migrate, ROLES } from '@sambung/database';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

/** An outside PostgreSQL gives the migrator a database and little else. */
describe('a migrator that may not create roles', () => {
  const name = `migrator_${randomBytes(4).toString('hex')}`;
  let administrator: Client;
  let url: string;

  beforeAll(async () => {
    administrator = new Client({ connectionString: process.env.SAMBUNG_TEST_POSTGRES });
    await administrator.connect();
    await administrator.query(`create role ${name} login password 'uji'`);
    await administrator.query(`create database ${name} owner ${name}`);
    const own = new URL(process.env.SAMBUNG_TEST_POSTGRES!);
    Object.assign(own, { username: name, password: 'uji', pathname: name });
    url = own.href;
  });
  afterAll(async () => {
    await administrator.query(`drop database if exists ${name} with (force)`);
    await administrator.query(`drop role ${name}`);
    await administrator.end();
  });

  it('is told what to run, migrates once that was run, and is bound by the rules like everybody', async () => {
    const refusal = await migrate(url).then(String, (error: Error) => error.message);
    expect(refusal).toMatch(
      /^The migrator may not create roles\. Let an administrator of the database run: grant sambung_app to \w+; .*;$/,
    );
    await administrator.query(refusal.slice(refusal.indexOf(': ') + 2));
    expect((await migrate(url)).length).toBeGreaterThan(10);
    expect(await migrate(url)).toEqual([]);

    const operator = await new DataSource(dataSourceOptions(url, 'migration')).initialize();
    const api = await new DataSource(dataSourceOptions(url, 'api')).initialize();
    try {
      const count = async (source: DataSource) => ((await source.query('select count(*)::int as n from people')) as [{ n: number }])[0].n;
      await operator.query(
        `insert into people (id, name, role, phone_sealed, phone_index) values (gen_random_uuid(), 'Contoh', 'owner', '', '')`,
      );
      expect([await count(operator), await count(api)]).toEqual([1, 0]);
      const asAdmin = (await inScope(api, { role: 'admin' }, (tx) => tx.query('select name from people'))) as unknown[];
      expect(asAdmin).toEqual([{ name: 'Contoh' }]);
      // Owning the tables is not enough: forced rules bind the owner too.
      await administrator.query(`revoke ${Object.values(ROLES).join()} from ${name}`);
      expect(await count(operator)).toBe(0);
    } finally {
      await Promise.all([operator.destroy(), api.destroy()]);
    }
  });
});
