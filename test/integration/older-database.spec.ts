import { PeopleService } from '@sambung/accounts';
import { readConfig } from '@sambung/config';
import { dataSourceOptions } from '@sambung/database';
import { DecisionRecords, MatchTransition } from '@sambung/matches';
import { Actor, Contacts, FactRow, openFacts } from '@sambung/profiles';
import { Vault } from '@sambung/vault';
import { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { silently } from '../../apps/cli/src/progress';
import { prepareDatabase } from '../../apps/cli/src/seed/prepare-database';
import { createDatabase } from '../support/database';
import { columnsThatHold } from '../support/dump';

const BEFORE_SEALING = '1763800000022';
const [OWNER, ACTOR, MATCH, STEP] = [uuid(), uuid(), uuid(), uuid()] as const;
const EXPLANATION = { verdict: 'eligible', hash: 'abc', sentence: { id: 'omzet Rp123.456.987', en: 'turnover' } };

/** Brings a database back to what the version before sealing left. */
async function olderDatabase(dataSource: DataSource): Promise<void> {
  for (;;) {
    const [last] = (await dataSource.query('select timestamp::text from migrations order by id desc limit 1')) as { timestamp: string }[];
    if (last!.timestamp < BEFORE_SEALING) break;
    await dataSource.undoLastMigration();
  }
  const insert = (sql: string, parameters: unknown[]) => dataSource.query(`insert into ${sql}`, parameters);
  await insert(`people (id, name, role, phone, email) values ($1, 'Lama Contoh', 'owner', '+6289970000001', 'lama@contoh.id')`, [OWNER]);
  await insert(
    `actors (id, owner_id, name, roles, phone, region_code, status, created_by)
     values ($1, $2, 'Lama Contoh', '{business}', '+6289970000001', '35.07.13.2001', 'active', $2)`,
    [ACTOR, OWNER],
  );
  await insert(
    `facts (id, actor_id, key, value, level, source, observed_at)
     select gen_random_uuid(), $1, t.key, t.value::jsonb, 'declared', 'owner', current_date
     from unnest('{business.turnover,business.outlets,owner.nik}'::text[], '{123456987,4,"\\"3507131512850000\\""}'::text[]) as t(key, value)`,
    [ACTOR],
  );
  await insert(`drafts (id, token_digest, answers) values ($1, 'lama', '{"name": "Draf Lama Contoh"}')`, [uuid()]);
  await insert(`suggestions (actor_id, packed, facts_hash, engine, as_of) values ($1, '\\x01', 'terbuka', '1', current_date)`, [ACTOR]);
  await insert(
    `matches (id, actor_id, offer_id, offer_version_id, institution_id, region_code, origin, state, verdict, coverage)
     select $1, $2, offers.id, offer_versions.id, offers.institution_id, '35.07.13.2001', 'interest', 'approved', 'eligible', 0
     from offers join offer_versions on offer_id = offers.id limit 1`,
    [MATCH, ACTOR],
  );
  await insert(
    `match_transitions (id, match_id, to_state, explanation, explanation_hash, snapshot) values ($1, $2, 'approved', $3, 'abc', $4)`,
    [STEP, MATCH, JSON.stringify(EXPLANATION), JSON.stringify(EXPLANATION)],
  );
}

describe('a database of an older version', () => {
  it('is sealed while it is migrated, once, and everything in it is found again', async () => {
    const database = await createDatabase();
    const entities = [Actor, FactRow, MatchTransition];
    const options = { ...dataSourceOptions(database.url, 'migration'), entities };
    const config = readConfig({ DATABASE_URL: database.url, SECRET_KEY: process.env.SAMBUNG_TEST_SECRET });
    const dataSource = await new DataSource(options).initialize();
    try {
      await olderDatabase(dataSource);
      await prepareDatabase(config, silently);
      await prepareDatabase(config, silently);
      const { manager } = dataSource;
      const query = <Row>(sql: string, parameters?: unknown[]): Promise<Row[]> => dataSource.query(sql, parameters);
      const clear = ['89970000001', 'lama@contoh.id', '123456987', '123.456.987', '3507131512850000', 'Draf Lama', 'terbuka'];
      expect(await columnsThatHold({ query }, clear)).toEqual([]);

      const vault = new Vault(config);
      const people = new PeopleService(vault, config);
      const owner = await manager.query('select id from people where phone_index = $1', [people.phoneIndex('+6289970000001')]);
      expect(owner).toEqual([{ id: OWNER }]);
      const actor = await manager.findOneByOrFail(Actor, { id: ACTOR });
      expect(await new Contacts(vault).phoneOf(manager, actor)).toBe('+6289970000001');
      const facts = await openFacts(manager, vault, await manager.find(FactRow, { where: { actorId: ACTOR }, order: { key: 'asc' } }));
      expect(facts.map(({ key, value }) => [key, value])).toEqual([
        ['business.outlets', 4],
        ['business.turnover', 123_456_987],
        ['owner.nik', '3507131512850000'],
      ]);
      const step = await new DecisionRecords(vault).openOne(manager, await manager.findOneByOrFail(MatchTransition, { id: STEP }));
      expect(step.explanation).toEqual(EXPLANATION);
    } finally {
      await dataSource.destroy();
      await database.drop();
    }
  });
});
