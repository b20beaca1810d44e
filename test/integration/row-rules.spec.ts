import { dataSourceOptions, REFERENCES, ROLES, setScope, TABLES } from '@sambung/database';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';
import { SuggestionRow } from '@sambung/matches';
import { FactRow, ofActor } from '@sambung/profiles';
import { plantTenant, Tenant } from '../factories/tenants';

/** Rows of these another tenant sees too, and why. */
const ALSO_SEEN: Readonly<Record<string, string>> = {
  offers: 'published offers are for everybody',
  offer_versions: 'published versions are for everybody',
  rounds: 'an announced round is public to who may take part',
  round_batches: 'part of an announced round',
  round_steps: 'part of an announced round',
  round_runs: 'certificates name nobody: they hold ids of rankings',
  rate_limits: 'counters, kept by a library outside of any transaction',
  outbox: 'ids and names of jobs',
};

/** What each caller must see of its own, so that no rule is right by hiding everything. */
const OWN = {
  owner: [
    'actors', 'facts', 'identity_keys', 'consents', 'suggestions', 'matches', 'match_transitions', 'drafts', 'erasures', 'rights_requests',
    'disclosures', 'profile_pins', 'register_checks', 'overlap_waivers', 'people', 'sessions', 'recovery_codes', 'idempotency_keys', 'partner_events',
    'webhook_deliveries', 'round_rankings', 'round_clearances', 'round_seats', 'data_keys', 'audit_entries',
  ],
  officer: [
    'actors', 'facts', 'identity_keys', 'consents', 'suggestions', 'matches', 'match_transitions', 'erasures', 'rights_requests',
    'disclosures', 'actor_merges', 'actor_distinctions', 'staged_tables', 'register_checks', 'recipient_lists', 'identity_reviews', 'overlap_waivers', 'people', 'sessions', 'rounds', 'round_rankings', 'data_keys',
    'audit_entries',
  ],
  partner: [
    'actors', 'facts', 'consents', 'matches', 'match_transitions', 'disclosures', 'offers', 'offer_versions', 'offer_drafts', 'sandbox_matches', 'webhook_endpoints',
    'webhook_old_secrets', 'webhook_signing_keys', 'partner_events', 'webhook_deliveries', 'webhook_attempts', 'api_keys', 'people', 'rounds',
  ],
  planner: ['people', 'sessions', 'offers', 'outbox'],
} as const; // prettier-ignore

const EVERYWHERE = { region_from: '', region_to: '~' };

type Keys = Map<string, Set<string>>;
type Settings = Partial<Record<'role' | 'person' | 'region_from' | 'region_to' | 'institution' | 'purpose' | 'draft' | 'round', string>>;

describe('row-level security', () => {
  let system: TestSystem;
  let here: Tenant;
  let there: Tenant;
  let planner: ApiCaller & { person: { id: string } };
  let app: Client;
  const keyColumns = new Map<string, string>();
  let ofHere: Keys;
  let ofThere: Keys;

  const connect = async (kind: 'api' | 'worker' | 'courier' | 'auditor'): Promise<Client> => {
    const client = new Client({ connectionString: process.env.DATABASE_URL, options: `-c role=${ROLES[kind]}` });
    await client.connect();
    return client;
  };

  beforeAll(async () => {
    system = await TestSystem.start();
    const admin = await system.signIn({ role: 'admin' });
    planner = await system.signIn({ role: 'planner' });
    const rows: { table: string; key: string }[] = await system.query(
      `select relname as table, string_agg(format('%I::text', attname), '||''/''||' order by attname) as key
       from pg_index join pg_class on pg_class.oid = indrelid join pg_attribute on attrelid = indrelid and attnum = any(indkey)
       where indisprimary and relnamespace = 'public'::regnamespace group by relname`,
    );
    for (const { table, key } of rows) keyColumns.set(table, key);
    const before = await allKeys();
    here = await plantTenant(system, admin, '35.07', 'sini9f3a');
    const between = await allKeys();
    there = await plantTenant(system, admin, '35.79', 'sana7c1e');
    const after = await allKeys();
    [ofHere, ofThere] = [without(between, before), without(after, between)];
    app = await connect('api');
  });
  afterAll(async () => {
    await app?.end();
    await Promise.all([here?.receiver.close(), there?.receiver.close()]);
    await system.stop();
  });

  const without = (keys: Keys, known: Keys): Keys =>
    new Map([...keys].map(([table, found]) => [table, new Set([...found].filter((key) => !known.get(table)!.has(key)))]));

  const keysOf = (table: string) => `select ${keyColumns.get(table)} as key from ${table}`;

  async function allKeys(): Promise<Keys> {
    const found: [string, Set<string>][] = [];
    for (const table of Object.keys(TABLES)) {
      const rows = await system.query<{ key: string }>(keysOf(table));
      found.push([table, new Set(rows.map(({ key }) => key))]);
    }
    return new Map(found);
  }

  /** Runs statements of the API's role under settings that the test sets by hand; leaves nothing behind. */
  async function under<T>(settings: Settings, work: (client: Client) => Promise<T>): Promise<T> {
    await app.query('begin');
    try {
      for (const [name, value] of Object.entries(settings)) await app.query('select set_config($1, $2, true)', [`app.${name}`, value]);
      return await work(app);
    } finally {
      await app.query('rollback');
    }
  }

  const readable = Object.entries(TABLES).flatMap(([table, { app: rule }]) => (rule?.may.includes('select') ? [table] : []));

  const seenUnder = (settings: Settings): Promise<Keys> =>
    under(settings, async (client) => {
      const found: [string, Set<string>][] = [];
      for (const table of readable) {
        const { rows } = await client.query<{ key: string }>(keysOf(table));
        found.push([table, new Set(rows.map(({ key }) => key))]);
      }
      return new Map(found);
    });

  const settingsOf = (tenant: Tenant): Record<'owner' | 'officer' | 'partner' | 'planner', Settings> => ({
    owner: { role: 'owner', person: tenant.owner.personId, ...EVERYWHERE },
    officer: { role: 'officer', person: tenant.officer.personId, region_from: tenant.region, region_to: `${tenant.region}/` },
    partner: { role: 'partner', person: tenant.staff.personId, institution: tenant.ids.institutionId, ...EVERYWHERE },
    planner: { role: 'planner', person: planner.person.id, ...EVERYWHERE },
  });

  const shared = (keys: Keys, others: Keys): string[] =>
    [...keys].flatMap(([table, found]) => ([...found].some((key) => others.get(table)!.has(key)) ? [table] : []));

  it('is forced on every table but those of references', async () => {
    const rows: { table: string; forced: boolean }[] = await system.query(
      `select relname as table, relrowsecurity and relforcerowsecurity as forced from pg_class
       where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace order by 1`,
    );
    expect(rows.filter(({ forced }) => !forced).map(({ table }) => table)).toEqual(Object.keys(REFERENCES).sort());
    expect(rows.filter(({ forced }) => forced).map(({ table }) => table)).toEqual(Object.keys(TABLES).sort());
    expect(Object.values(REFERENCES).every(({ reason }) => reason.length > 10)).toBe(true);
  });

  it('is forced on partitions too, which are reached through their table alone', async () => {
    const partitions: { name: string; forced: boolean }[] = await system.query(
      `select relname as name, relrowsecurity and relforcerowsecurity as forced from pg_class where relispartition and relkind = 'r' order by 1`,
    );
    expect(partitions.filter(({ forced }) => !forced)).toEqual([]);
    expect(partitions).toHaveLength(16);
    for (const kind of ['api', 'worker', 'courier', 'auditor'] as const) {
      const client = await connect(kind);
      for (const { name } of partitions) await expect(client.query(`select from ${name}`)).rejects.toMatchObject({ code: '42501' });
      await client.end();
    }
  });

  it('keeps rows of one regency in one partition, which is all that is read for an actor', async () => {
    const actor = { id: here.ids.actorId, regionCode: '35.07.13.2001' };
    for (const entity of [FactRow, SuggestionRow]) {
      const [sql, parameters] = system.dataSource.createQueryBuilder<object>(entity, 'row').where(ofActor(actor)).getQueryAndParameters();
      const [plan] = await system.query<{ 'QUERY PLAN': unknown }>(`explain (format json) ${sql}`, parameters);
      const read = [...JSON.stringify(plan).matchAll(/"Relation Name":"(\w+)"/g)].map(([, name]) => name);
      const table = system.dataSource.getMetadata(entity).tableName;
      const [stored] = await system.query<{ name: string }>(
        `select distinct tableoid::regclass::text as name from ${table} where actor_id = $1`,
        [actor.id],
      );
      expect(read).toEqual([stored!.name]);
    }
  });

  it('takes the rows of an actor along to another regency, a new one too', async () => {
    const regencies = async () => [
      ...(await system.query(`select distinct regency from facts where actor_id = $1`, [here.ids.actorId])),
      ...(await system.query(`select regency from suggestions where actor_id = $1`, [here.ids.actorId])),
    ];
    const [{ before }] = (await system.query('select region_code as before from actors where id = $1', [here.ids.actorId])) as [{ before: string }]; // prettier-ignore
    const move = (to: string) => system.query('update actors set region_code = $2 where id = $1', [here.ids.actorId, to]);
    await system.query(`insert into regions (code, name, level, parent_code) values ('99', 'Uji', 1, null), ('99.99', 'Uji', 2, '99')`);
    await move('99.99');
    expect(await regencies()).toEqual([{ regency: '99.99' }, { regency: '99.99' }]);
    await move(before);
    expect(await regencies()).toEqual([{ regency: '35.07' }, { regency: '35.07' }]);
    await system.query(`delete from regions where code like '99%'`);
  });

  it('was given rows of both tenants to tell apart, in every table', () => {
    const empty = (keys: Keys) => [...keys].flatMap(([table, found]) => (found.size === 0 ? [table] : []));
    expect([empty(ofHere), empty(ofThere)]).toEqual([['officer_checks'], ['officer_checks']]);
  });

  it.each(['owner', 'officer', 'partner', 'planner'] as const)('shows the %s the own rows and none of another tenant', async (role) => {
    const seen = await seenUnder(settingsOf(here)[role]);
    const strange = shared(seen, ofThere).filter((table) => !(table in ALSO_SEEN));
    // Officers know their colleagues' names, for handing matches over.
    expect(strange).toEqual(role === 'officer' ? ['people'] : []);
    const own = new Map([...ofHere].map(([table, keys]) => [table, role === 'planner' ? seen.get(table)! : keys]));
    expect(OWN[role].filter((table) => !shared(seen, own).includes(table))).toEqual([]);
  });

  it('shows planners no actor, no fact, no match and no name', async () => {
    const seen = await seenUnder(settingsOf(here).planner);
    const counted = ['actors', 'facts', 'matches', 'suggestions', 'consents', 'round_rankings'].map((table) => seen.get(table)!.size);
    expect([...counted, seen.get('people')!.size]).toEqual([0, 0, 0, 0, 0, 0, 1]);
    const [{ needs }] = await under(settingsOf(here).planner, async (client) => {
      const { rows } = await client.query<{ needs: number }>(`select sum(count)::int as needs from stated_needs('2026-11-25')`);
      return rows as [{ needs: number }];
    });
    expect(needs).toBeGreaterThanOrEqual(2);
  });

  it('lists what figures count for planners without an id, with one for administrators, and for nobody else', async () => {
    const listed = (settings: Settings) =>
      under(settings, async (client) => [
        (await client.query(`select * from app_report_match_list('approved', now(), null, null, null, null, null, 50, 0)`)).rows,
        (await client.query(`select * from app_report_actor_list('registered', now()::date, null, null, null, 50, 0)`)).rows,
      ]);
    const { planner: planning, ...others } = settingsOf(here);
    for (const settings of [...Object.values(others), { role: 'anonymous' }, {}]) expect(await listed(settings)).toEqual([[], []]);
    const [matches, actors] = (await listed(planning)) as [Record<string, unknown>[], Record<string, unknown>[]];
    expect([matches.length, actors.length]).toEqual([matches[0]!.total, actors[0]!.total]);
    expect(Object.keys(matches[0]!)).toEqual([
      'id',
      'offer',
      'institution',
      'place',
      'kind',
      'state',
      'step',
      'reason',
      'at',
      'hours',
      'total',
    ]);
    expect(Object.keys(actors[0]!)).toEqual(['id', 'kind', 'business', 'place', 'registered', 'updated', 'facts', 'total']);
    expect([...matches, ...actors].filter(({ id, place }) => id !== null || String(place).length > '35.07.13'.length)).toEqual([]);
    const opened = (await listed({ ...planning, role: 'admin' })) as [{ id: string }[], { id: string }[]];
    expect(opened.map((rows) => rows.length)).toEqual([matches.length, actors.length]);
    expect(opened[1].map(({ id }) => id)).toContain(here.ids.actorId);
  });

  it('runs what stands behind the figures as whoever asks: planners see none of it', async () => {
    const behind = ['app_report_people(now()::date)', 'app_report_needs(now()::date)', 'app_report_steps(now())', 'app_report_answers()'];
    const counts = await under(settingsOf(here).planner, async (client) => {
      const found: number[] = [];
      for (const call of behind) found.push((await client.query(`select from ${call}`)).rowCount!);
      return found;
    });
    expect(counts).toEqual([0, 0, 0, 0]);
  });

  it('shows nothing where nobody said for whom, in any table', async () => {
    const seen = await seenUnder({});
    expect([...seen].filter(([table, keys]) => keys.size > 0 && table !== 'rate_limits').map(([table]) => table)).toEqual([]);
    await under(settingsOf(here).owner, async () => undefined);
    const afterwards = await seenUnder({});
    expect([...afterwards.values()].reduce((sum, keys) => sum + keys.size, 0)).toBe(afterwards.get('rate_limits')!.size);
  });

  it.each<[string, string, (tenant: Tenant) => unknown[]]>([
    ['a fact of another owner', `insert into facts (id, actor_id, key, value, level, source, observed_at) values (gen_random_uuid(), $1, 'x', 'true', 'declared', 'x', now())`, ({ ids }) => [ids.actorId]],
    ['an actor of another owner and territory', `insert into actors (id, owner_id, name, roles, phone_sealed, region_code, created_by) values (gen_random_uuid(), $1, 'x', '{business}', '', '35.79', $1)`, ({ owner }) => [owner.personId]],
    ['a consent of another owner', `insert into consents (id, actor_id, purpose, text_version, channel, locale, given_by) values (gen_random_uuid(), $1, 'matching', '1', 'web', 'id', $2)`, ({ ids, owner }) => [ids.actorId, owner.personId]],
    ['a session of another person', `insert into sessions (id, person_id, token_digest, expires_at) values (gen_random_uuid(), $1, 'x', now())`, ({ owner }) => [owner.personId]],
    ['an endpoint of another institution', `insert into webhook_endpoints (id, institution_id, url, event_types, secret_sealed) values (gen_random_uuid(), $1, 'x', '{}', '')`, ({ ids }) => [ids.institutionId]],
    ['an invented match of another institution', `insert into sandbox_matches (id, institution_id, subject_id, offer_id, offer_slug) values (gen_random_uuid(), $1, $1, $1, 'x')`, ({ ids }) => [ids.institutionId]],
    ['an offer of another institution', `insert into offers (id, slug, institution_id) values (gen_random_uuid(), 'lain', $1)`, ({ ids }) => [ids.institutionId]],
  ])('refuses to write %s: 42501', async (_, sql, parameters) => {
    for (const [role, settings] of Object.entries(settingsOf(here))) {
      const written = await under(settings, (client) => client.query(sql, parameters(there))).catch(({ code }: { code: string }) => code);
      expect([role, written]).toEqual([role, '42501']);
    }
  }); // prettier-ignore

  it('changes and removes no row of another tenant', async () => {
    for (const settings of Object.values(settingsOf(here))) {
      const touched = await under(settings, async (client) => [
        (await client.query('update actors set name = name where id = $1', [there.ids.actorId])).rowCount,
        (await client.query('update matches set state = state where id = $1', [there.ids.matchId])).rowCount,
        (await client.query('delete from facts where actor_id = $1', [there.ids.actorId])).rowCount,
        (await client.query('update webhook_endpoints set url = url where id = $1', [there.ids.endpointId])).rowCount,
        (await client.query('delete from sessions where person_id = $1', [there.owner.personId])).rowCount,
        (await client.query('delete from data_keys where actor_id = $1', [there.ids.actorId])).rowCount,
      ]);
      expect(touched).toEqual([0, 0, 0, 0, 0, 0]);
    }
  });

  it('lets a partner read what is shared, and no longer once the consent is withdrawn', async () => {
    const facts = () =>
      under(settingsOf(here).partner, async (client) => [
        (await client.query('select from facts where actor_id = $1', [here.ids.actorId])).rowCount! > 0,
        (await client.query('update facts set source = source where actor_id = $1', [here.ids.actorId])).rowCount,
      ]);
    expect(await facts()).toEqual([true, 0]);
    await system.query('update consents set withdrawn_at = now() where id = $1', [here.ids.consentId]);
    expect(await facts()).toEqual([false, 0]);
    await system.query('update consents set withdrawn_at = null where id = $1', [here.ids.consentId]);
  });

  it('opens with a purpose only what the purpose is for', async () => {
    const tablesOf = async (settings: Settings) => [...(await seenUnder(settings))].filter(([, keys]) => keys.size > 0).map(([table]) => table).sort(); // prettier-ignore
    expect(await tablesOf({ purpose: 'accounts' })).toEqual(['api_keys', 'data_keys', 'one_time_codes', 'password_resets', 'people', 'rate_limits', 'recovery_codes', 'sessions', 'sign_in_failures']); // prettier-ignore
    expect(await tablesOf({ purpose: 'pipeline' })).toEqual(['outbox', 'partner_events', 'rate_limits', 'webhook_attempts', 'webhook_deliveries', 'webhook_endpoints', 'webhook_old_secrets']); // prettier-ignore
    const round = await seenUnder({ ...settingsOf(here).officer, ...EVERYWHERE, purpose: 'round', round: there.ids.roundId });
    expect([...round.get('actors')!]).toEqual([there.ids.actorId]);
  });

  it('does not reach the next borrower of a connection', async () => {
    const pool = await new DataSource({ ...dataSourceOptions(process.env.DATABASE_URL!, 'api'), poolSize: 1 } as never).initialize();
    try {
      const count = async () => ((await pool.query('select count(*)::int as n from actors')) as [{ n: number }])[0].n;
      const inside = await pool.transaction(async (tx) => {
        await setScope(tx, { role: 'owner', personId: here.owner.personId });
        return ((await tx.query('select count(*)::int as n from actors')) as [{ n: number }])[0].n;
      });
      expect([inside > 0, await count()]).toEqual([true, 0]);
    } finally {
      await pool.destroy();
    }
  });

  it('has no role that could step around it', async () => {
    const rows = await system.query(
      `select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
       union all select tablename from pg_tables where schemaname = 'public' and tableowner = any($1)`,
      [Object.values(ROLES)],
    );
    expect(rows).toEqual([]);
    for (const kind of ['api', 'worker', 'courier', 'auditor'] as const) {
      const client = await connect(kind);
      const refused = (sql: string) => expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      await refused('alter table facts disable row level security');
      await refused('alter table offer_versions disable trigger all');
      await refused(`set session_replication_role = 'replica'`);
      await refused('drop policy app_select on facts');
      await refused('create table public.mine ()');
      await client.end();
    }
  });

  it('gives the courier no fact, name or phone, the matcher no secret, and the auditor nothing to write', async () => {
    const fails = async (kind: 'worker' | 'courier' | 'auditor', statements: string[]) => {
      const client = await connect(kind);
      for (const sql of statements) await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
      await client.end();
    };
    await fails('courier', ['select * from facts', 'select name from actors', 'select phone_sealed from people', 'select from sessions']);
    await fails('worker', ['select secret_sealed from webhook_endpoints', 'select from api_keys', 'select from recovery_codes', 'insert into consents default values']); // prettier-ignore
    await fails('auditor', [
      'select * from facts', 'select name from actors', 'select password_hash from people', 'select secret_sealed from webhook_endpoints',
      `update matches set state = 'approved'`, 'delete from disclosures', 'insert into outbox default values', 'truncate consents',
    ]); // prettier-ignore
    const auditor = await connect('auditor');
    expect((await auditor.query('select id, actor_id, purpose, withdrawn_at from consents')).rowCount).toBeGreaterThan(3);
    await auditor.end();
  });
});
