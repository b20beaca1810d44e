import { audit, AuditSealer, AuditVerifier } from '@sambung/audit';
import { Config } from '@sambung/config';
import { DataSource } from 'typeorm';
import { actorRequest } from '../factories/actors';
import { refusalOf } from '../factories/problems';
import { cast, Cast, interestedActor } from '../factories/story';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';

interface Line {
  id: string;
  action: string;
  role: string | null;
  fields: string[];
}

describe('the audit', () => {
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
  });
  afterAll(() => system.stop());

  const seal = () => new AuditSealer(system.dataSource, system.get(Config)).seal();
  const unsealed = async () =>
    (await system.query<{ action: string }>('select action from audit_entries where not exists (select from audit_hashes where entry_id = id) order by id'))
      .map(({ action }) => action); // prettier-ignore
  /** A transaction of any database of the server holds the sealer back, and other suites have theirs. */
  const sealAll = () =>
    eventually(
      'the seal of every entry',
      async () => {
        await seal();
        return unsealed();
      },
      (left) => left.length === 0,
    );
  const verify = (anchor?: string) => new AuditVerifier(system.dataSource, system.get(Config)).verify(anchor);
  const faults = async (anchor?: string) => (await verify(anchor)).faults;
  const trailOf = async (actorId: string, query = '') =>
    (await people.owner.get<{ items: Line[]; next: string | null }>(`/actors/${actorId}/audit${query}`)).body;

  /** As somebody may who owns the database: without triggers, and in the end as it was. */
  async function tampering(statement: string, check: () => Promise<void>): Promise<void> {
    const tables = ['audit_entries', 'audit_seals', 'audit_hashes'];
    for (const table of tables) await system.query(`create table kept_${table} as select * from ${table}`);
    const each = async (change: (table: string) => string) => {
      for (const table of tables) await system.query(change(table));
    };
    await each((table) => `alter table ${table} disable trigger all`);
    try {
      await system.query(statement);
      await check();
    } finally {
      await each((table) => `delete from ${table}`);
      await each(
        (table) => `insert into ${table} ${table === 'audit_entries' ? 'overriding system value ' : ''}select * from kept_${table}`,
      );
      await each((table) => `alter table ${table} enable trigger all`);
      await each((table) => `drop table kept_${table}`);
    }
    expect(await faults()).toEqual([]);
  }

  async function madeEntries(): Promise<string[]> {
    const { body } = await people.owner.post<{ id: string }>('/actors', actorRequest());
    for (let count = 0; count < 4; count += 1) await people.officer.get(`/actors/${body.id}`);
    await sealAll();
    return (await trailOf(body.id)).items.map(({ id }) => id).reverse();
  }

  it('tells the owner who read and changed what, a page at a time, and staff only of their territory', async () => {
    const { actorId, matchId } = await interestedActor(people);
    await people.officer.get(`/matches/${matchId}`);
    await people.officer.patch(`/actors/${actorId}/facts`, { facts: { 'business.turnover': { value: 90_000_000 } } });
    const { items } = await trailOf(actorId);
    expect(items.map(({ action, role }) => `${role} ${action}`)).toEqual([
      'officer facts.changed', 'officer match.read', 'owner match.opened', 'owner consent.given', 'owner consent.given', 'owner facts.changed', 'owner profile.created',
    ]); // prettier-ignore
    expect(items[0]!.fields).toEqual(['business.turnover']);
    const first = await trailOf(actorId, '?limit=3');
    const rest = await trailOf(actorId, `?limit=10&after=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(items);
    const elsewhere = await system.signIn({ role: 'officer', regionCode: '35.79' });
    expect(await refusalOf(elsewhere.get(`/actors/${actorId}/audit`))).toEqual({ status: 404, code: 'ActorUnknown' });
    const stranger = await system.signIn({ role: 'owner' });
    expect(await refusalOf(stranger.get(`/actors/${actorId}/audit`))).toEqual({ status: 404, code: 'ActorUnknown' });
    expect((await people.officer.get(`/actors/${actorId}/audit`)).status).toBe(200);
    const rows = await system.query<{ request_id: string; ip: string }>('select request_id, ip from audit_entries where subject_id = $1', [
      actorId,
    ]);
    expect(rows.every(({ request_id, ip }) => request_id !== null && ip === '127.0.0.0/24')).toBe(true);
    const values = await system.query(`select from audit_entries row where row::text like '%90000000%'`);
    expect(values).toEqual([]);
  });

  it('is written with the change or not at all', async () => {
    const before = await system.query('select from audit_entries');
    expect((await people.owner.post('/actors', actorRequest({ facts: { 'owner.nik': { value: '12' } } }))).status).toBe(422);
    expect(await system.query('select from audit_entries')).toHaveLength(before.length);
  });

  it.each(['audit_entries', 'audit_seals', 'audit_hashes'])('refuses every change of %s', async (table) => {
    await madeEntries();
    const key = { audit_entries: 'reason', audit_seals: 'entries', audit_hashes: 'seal' }[table];
    for (const statement of [`update ${table} set ${key} = ${key}`, `delete from ${table}`, `truncate ${table}`]) {
      await expect(system.query(statement)).rejects.toThrow('is refused: the audit only grows');
    }
  });

  it('names a row that was changed, removed, moved or put in', async () => {
    const [first, second, third] = (await madeEntries()) as [string, string, string];
    await tampering(`update audit_entries set reason = 'lain' where id = ${second}`, async () => {
      expect(await faults()).toEqual([expect.stringMatching(`^entry ${second} of seal \\d+ was changed$`)]);
    });
    await tampering(`delete from audit_entries where id = ${second}`, async () => {
      expect(await faults()).toEqual([expect.stringMatching(`^entry ${second} of seal \\d+ was removed$`)]);
    });
    const swapped = `update audit_entries set at = other.at, action = other.action from audit_entries other
      where (audit_entries.id = ${first} and other.id = ${third}) or (audit_entries.id = ${third} and other.id = ${first})`;
    await tampering(swapped, async () => {
      expect(await faults()).toEqual([first, third].map((id) => expect.stringMatching(`^entry ${id} of seal \\d+ was changed$`)));
    });
    const putIn = `insert into audit_entries (xact, principal_kind, action, object_kind, result)
      select xact, 'system', 'profile.read', 'actor', 'done' from audit_entries where id = ${first}`;
    await tampering(putIn, async () => {
      expect(await faults()).toEqual([expect.stringMatching(/^entry \d+ was put in after its time was sealed$/)]);
    });
  });

  it('names a seal that was changed, removed or made anew, also where rows and their hashes go together', async () => {
    const ids = await madeEntries();
    const [{ seal: number }] = (await system.query<{ seal: number }>('select seal from audit_hashes where entry_id = $1', [ids[0]])) as [
      { seal: number },
    ];
    await madeEntries();
    const { head } = await verify();
    await tampering(`update audit_seals set hash = sha256('lain') where number = ${number}`, async () => {
      expect(await faults()).toEqual([number, number + 1].map((one) => expect.stringContaining(`seal ${one} (entries `)));
    });
    await tampering(`update audit_seals set entries = 1 where number = ${number}`, async () => {
      expect((await faults()).join()).toContain(`seal ${number} (entries `);
    });
    await tampering(`delete from audit_seals where number = ${number}`, async () => {
      expect(await faults()).toEqual(
        expect.arrayContaining([`seal ${number} was removed`, `entry ${ids[0]} names seal ${number}, which is not there`]),
      );
    });
    const both = `with gone as (delete from audit_hashes where entry_id = ${ids[1]}) delete from audit_entries where id = ${ids[1]}`;
    await tampering(both, async () => {
      expect((await faults())[0]).toMatch(new RegExp(`^seal ${number} \\(entries \\d+ to \\d+\\) holds \\d+ hashes, not \\d+$`));
    });
    const cut = `with seals as (delete from audit_seals where number > ${number}), hashes as (delete from audit_hashes where seal > ${number} returning entry_id)
      delete from audit_entries where id in (select entry_id from hashes)`;
    await tampering(cut, async () => {
      expect(await faults()).toEqual([]);
      expect(await faults(head!.hash)).toEqual([expect.stringContaining('the end was cut off or written anew')]);
    });
  });

  it('seals what commits late, and each entry once however many seal at a time', async () => {
    const { body } = await people.owner.post<{ id: string }>('/actors', actorRequest());
    const late = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL });
    await late.initialize();
    const runner = late.createQueryRunner();
    await runner.startTransaction();
    await audit(runner.manager, null, { action: 'match.shared', object: ['actor', body.id], subjectId: body.id });
    await people.officer.get(`/actors/${body.id}`);
    await Promise.all([seal(), seal(), seal()]);
    expect((await unsealed()).at(-1)).toBe('profile.read');
    await runner.commitTransaction();
    await late.destroy();
    await sealAll();
    expect(await faults()).toEqual([]);
  });

  it('is verified from the command line: head, anchor and exit code', async () => {
    await madeEntries();
    const program = async (...options: string[]) => {
      const command = new ProgramProcess('cli/src/main.js', ['audit', 'verify', ...options], { env: process.env });
      return { code: await command.end(), output: command.output };
    };
    const { code, output } = await program();
    const [, head] = /^head ([0-9a-f]{64})$/m.exec(output)!;
    expect([code, output]).toEqual([0, expect.stringContaining('nothing was changed')]);
    expect((await program('--anchor', head!)).code).toBe(0);
    const wrong = await program('--anchor', '0'.repeat(64));
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('1 faults')]);
  });
});
