import { TableImports, SIDT_COLUMNS } from '@sambung/exchange';
import Ajv2020 from 'ajv/dist/2020';
import { csvLine, readTable, xlsxStream } from '@sambung/tables';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { refusalOf } from '../factories/problems';
import { rowCounts } from '../factories/row-counts';
import { SIDT_FAULTS, sidtCells, sidtRow } from '../factories/sidt';
import { cast, Cast, interestedActor } from '../factories/story';
import { ApiCaller } from '../support/api-caller';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { TestSystem } from '../support/test-system';
import { HSDS_FORMATS, HSDS_SERVICE } from '../vectors/hsds-3.0';

interface Imported {
  importId: string | null;
  lines: number;
  stored: number;
  known: number[];
  faults: { line: number; column: string; code: string }[];
}

describe('tables', () => {
  let system: TestSystem;
  let people: Cast;
  let folder: string;

  beforeAll(async () => {
    system = await TestSystem.start();
    people = await cast(system, { name: { id: '=1+1', en: 'Formula' } });
    folder = mkdtempSync(join(tmpdir(), 'sambung-exchange-'));
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await system.stop();
  });

  const csvOf = (...rows: readonly (readonly (string | number)[])[]) => [SIDT_COLUMNS, ...rows].map(csvLine).join('');
  const bring = async (body: object, by: ApiCaller = people.admin) =>
    (await by.post<Imported>('/table-imports', { fileName: 'uji.csv', ...body })).body;

  describe('of SIDT-KUMKM', () => {
    it('become drafts with their facts, nobody having agreed to anything', async () => {
      const { importId, stored, faults } = await bring({ csv: csvOf(sidtRow(sidtCells(2)), sidtRow(sidtCells(3))) });
      expect({ stored, faults }).toEqual({ stored: 2, faults: [] });
      const rows = await system.query<{ name: string; status: string; region: string; keys: string[] }>(
        `select name, status, region_code as region, (select array_agg(key order by key) from facts where actor_id = actors.id) as keys
         from actors where id in (select actor_id from table_import_actors where import_id = $1) order by name`,
        [importId],
      );
      const keys = [
        'business.capital', 'business.kbli', 'business.stage', 'business.startedOn', 'business.turnover', 'business.workers', 'legality.nibNumber',
        'owner.birthDate', 'owner.disability', 'owner.nik', 'owner.region', 'owner.sex',
      ]; // prettier-ignore
      expect(rows).toEqual([
        { name: 'Usaha Contoh 2', status: 'draft', region: expect.stringMatching(/^35\.07\.13\./), keys },
        { name: 'Usaha Contoh 3', status: 'draft', region: expect.stringMatching(/^35\.79\.02\./), keys },
      ]);
    });

    it('name row and column of every fault, and invent none', async () => {
      const rows = SIDT_FAULTS.map(({ cells }, at) => sidtRow(sidtCells(100 + at, cells)));
      const { stored, faults } = await bring({ csv: csvOf(sidtRow(sidtCells(90)), ...rows), dryRun: true });
      expect(stored).toBe(1);
      expect(faults.map(({ line, column, code }) => ({ line, column, code }))).toEqual(
        SIDT_FAULTS.map(({ column, code }, at) => ({ line: at + 3, column, code })),
      );
    });

    it('tell all faults of a row at once, and a NIK that disagrees with its holder', async () => {
      const two = sidtRow(sidtCells(120, { omzet_tahunan: 'banyak', kontak_hp: '1' }));
      const other = sidtRow(sidtCells(121, { jenis_kelamin: 'PEREMPUAN' }));
      const { faults } = await bring({ csv: csvOf(two, other), dryRun: true });
      expect(faults.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
        '2 omzet_tahunan NotWhole',
        '2 kontak_hp PhoneShape',
        '3 nik_pengusaha NikDisagrees',
      ]);
    });

    it('leave nothing on a dry run, and nothing twice', async () => {
      const before = await rowCounts(system);
      const csv = csvOf(sidtRow(sidtCells(200)), sidtRow(sidtCells(201)));
      expect(await bring({ csv, dryRun: true })).toMatchObject({ importId: null, stored: 2 });
      expect(await rowCounts(system)).toEqual(before);
      expect(await bring({ csv })).toMatchObject({ stored: 2, known: [] });
      expect(await bring({ csv })).toMatchObject({ stored: 0, known: [2, 3] });
    });

    it('can be taken back, but for those whom somebody has touched', async () => {
      const { importId } = await bring({ csv: csvOf(sidtRow(sidtCells(300)), sidtRow(sidtCells(301))) });
      const [first] = await system.query<{ id: string }>('select actor_id as id from table_import_actors where import_id = $1 limit 1', [
        importId,
      ]);
      await people.admin.patch(`/actors/${first!.id}/facts`, { facts: { 'legality.nib': { value: true } } });
      expect((await people.admin.delete(`/table-imports/${importId}`)).body).toEqual({ removed: 1, kept: 1 });
      expect((await people.admin.get(`/table-imports/${importId}`)).body).toMatchObject({ state: 'undone', lines: 2, stored: 2 });
      const reason = `import ${importId} undone`;
      expect(await system.query(`select from audit_entries where action = 'profile.erased' and reason = $1`, [reason])).toHaveLength(1);
      expect(await refusalOf(people.admin.delete(`/table-imports/${importId}`))).toEqual({ status: 409, code: 'ImportState' });
      expect(await bring({ csv: csvOf(sidtRow(sidtCells(300)), sidtRow(sidtCells(301))) })).toMatchObject({ stored: 1 });
    });

    it('need every column of the header', async () => {
      const csv = csvLine(['nama_usaha', 'kontak_hp']) + csvLine(['Contoh', '0812']);
      const { status, code, faults } = await refusalOf(people.admin.post('/table-imports', { fileName: 'uji.csv', csv }) as never);
      expect({ status, code, first: faults![0], count: faults!.length }).toEqual({
        status: 422, code: 'RequestInvalid', first: '/id_data_badan_usaha ColumnMissing', count: 47,
      }); // prettier-ignore
    });

    it('come as XLSX through the command, with a report of faults', async () => {
      const file = join(folder, 'sidt.xlsx');
      const rows = [SIDT_COLUMNS, sidtRow(sidtCells(400)), sidtRow(sidtCells(401, { nib: '1' }))];
      const cells = async function* () { yield* rows; }; // prettier-ignore
      await pipeline(xlsxStream(cells()), createWriteStream(file));
      const report = join(folder, 'faults.csv');
      const run = async (...options: string[]) => {
        const program = new ProgramProcess('cli/src/main.js', ['import', ...options], { cwd: folder, env: process.env });
        return { exitCode: await program.end(), output: program.output.trim() };
      };
      const { exitCode, output } = await run('--format', 'sidt', file, '--faults', report);
      expect(exitCode).toBe(1);
      const id = /^2 rows: 1 stored, 0 known already, 1 faulty \(import (.*)\)$/.exec(output)![1]!;
      const faults: string[] = [];
      for await (const { cells: row } of readTable(report)) faults.push(row.slice(0, 3).join(' '));
      expect(faults).toEqual(['line column code', '3 nib NibLength']);
      expect(await run('--undo', id)).toEqual({ exitCode: 0, output: '1 taken back, 0 kept because somebody has touched them' });
    });
  });

  describe('as files', () => {
    const send = async (bytes: Uint8Array, fields: Record<string, string>, by: ApiCaller = people.admin) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('berkas', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'sidt.xlsx');
      const headers = { authorization: `Bearer ${by.token}` };
      const answer = await fetch(`${system.address}/api/v1/table-imports/files`, { method: 'POST', headers, body: form });
      return { status: answer.status, body: (await answer.json()) as { id: string; state: string; code: string } };
    };
    const over = (id: string) =>
      eventually('the import', async () => (await people.admin.get<{ state: string; lines: number; stored: number; faulty: number }>(`/table-imports/${id}`)).body, ({ state }) => state !== 'running'); // prettier-ignore
    const workbook = async (...rows: readonly (readonly (string | number)[])[]): Promise<Buffer> => {
      const file = join(folder, 'sent.xlsx');
      const cells = async function* () { yield* [SIDT_COLUMNS, ...rows]; }; // prettier-ignore
      await pipeline(xlsxStream(cells()), createWriteStream(file));
      return readFileSync(file);
    };

    it('of XLSX come in the background, a dry run first, with progress and faults by their id', async () => {
      const rows = Array.from({ length: 600 }, (_, index) => sidtRow(sidtCells(70_000 + index, index % 100 === 7 ? { nib: '1' } : {})));
      const bytes = await workbook(...rows);
      const tried = await send(bytes, { dryRun: 'true' });
      expect(tried.status).toBe(201);
      expect(await over(tried.body.id)).toMatchObject({ state: 'checked', lines: 600, stored: 594, faulty: 6 });
      const { body } = await send(bytes, {});
      expect(await over(body.id)).toMatchObject({ state: 'done', lines: 600, stored: 594, faulty: 6 });
      const { body: faults } = await people.admin.get<{ line: number; column: string; code: string }[]>(
        `/table-imports/${body.id}/faults?after=9`,
      );
      expect(faults).toHaveLength(5);
      expect(faults[0]).toMatchObject({ line: 109, column: 'nib', code: 'NibLength' });
      expect((await people.admin.delete<{ removed: number }>(`/table-imports/${body.id}`)).body).toEqual({ removed: 594, kept: 0 });
    });

    it('that are sent twice at once are stored once', async () => {
      const bytes = await workbook(...Array.from({ length: 20 }, (_, index) => sidtRow(sidtCells(90_000 + index))));
      const sent = await Promise.all([send(bytes, {}), send(bytes, {})]);
      const ended = await Promise.all(sent.map(({ body }) => over(body.id)));
      expect(ended.map(({ stored }) => stored).sort()).toEqual([0, 20]);
    });

    it('are refused for a file that is none, a header that lacks columns and a mapping that is none, and leave nothing on record', async () => {
      const before = await system.query('select id from table_imports');
      expect(await send(Buffer.from([0, 1, 2, 3]), {})).toMatchObject({ status: 422, body: { code: 'FileUnreadable' } });
      expect(await send(Buffer.from('a,b\n1,2\n'), {})).toMatchObject({ status: 422, body: { code: 'RequestInvalid' } });
      expect((await send(Buffer.from('a,b\n1,2\n'), { mapping: '{"columns":1}' })).status).toBe(422);
      expect((await send(await workbook(), {}, people.owner)).status).toBe(403);
      expect(await system.query('select id from table_imports')).toHaveLength(before.length);
    });
  });

  describe('with a mapping', () => {
    const mapping = {
      columns: { Pengusul: 'name', HP: 'phone', Kelurahan: 'village', Kec: 'district', Kota: 'regency', Prov: 'province', Jenis: 'cooperative.kinds' },
      constants: { roles: ['cooperative'], facts: { 'need.wanted': ['produksi.pembukuan'] } },
    }; // prettier-ignore
    const table = (...rows: string[]) => ['Pengusul;HP;Prov;Kota;Kec;Kelurahan;Jenis', ...rows].join('\n');

    it('read words of either language, names of places and constants', async () => {
      const { importId, faults } = await bring({
        mapping,
        csv: table('Kopwan Uji;0899 1000 0001;Jawa Timur;Kota Malang;Klojen;Oro-oro Dowo;Koperasi wanita (kopwan)'),
      });
      expect(faults).toEqual([]);
      const [row] = await system.query(
        `select region_code as region, (select count(*)::int from facts where actor_id = actors.id) as facts from actors
         where id = (select actor_id from table_import_actors where import_id = $1)`,
        [importId],
      );
      expect(row).toEqual({ region: expect.stringMatching(/^35\.73\.02\./), facts: 2 });
    });

    it('are refused for a target that is none', async () => {
      const wrong = { columns: { Pengusul: 'name', HP: 'luck' }, constants: { regionCode: '35.73' } };
      expect(await refusalOf(people.admin.post('/table-imports', { fileName: 'x', mapping: wrong, csv: 'Pengusul,HP\na,b' }))).toEqual({
        status: 422, code: 'RequestInvalid',
        faults: ['/mapping/columns/HP TargetUnknown', '/mapping/columns TargetMissing', '/mapping/columns TargetMissing'],
      }); // prettier-ignore
    });

    it('keep officers within their territory, and strangers out', async () => {
      const csv = table(
        'Kopwan Dua;0899 1000 0002;Jawa Timur;Kota Malang;Klojen;Oro-oro Dowo;',
        'Kopwan Tiga;0899 1000 0003;Jawa Timur;Kabupaten Malang;Kepanjen;Kepanjen;',
      );
      const { stored, faults } = await bring({ mapping, csv, dryRun: true }, people.officer);
      expect({ stored, codes: faults.map(({ line, code }) => `${line} ${code}`) }).toEqual({ stored: 1, codes: ['2 RegionForeign'] });
      expect(await refusalOf(people.owner.post('/table-imports', { fileName: 'x', csv }))).toEqual({ status: 403, code: 'RoleNotAllowed' });
    });

    it('know whom another territory has registered already', async () => {
      const line = (regency: string, rest: string) => table(`Kopwan Empat;0899 1000 0004;Jawa Timur;${regency};${rest};`);
      expect((await bring({ mapping, csv: line('Kabupaten Malang', 'Kepanjen;Kepanjen') })).stored).toBe(1);
      const neighbour = await system.signIn({ role: 'officer', regionCode: '35.73' });
      expect(await bring({ mapping, csv: line('Kota Malang', 'Klojen;Oro-oro Dowo') }, neighbour)).toMatchObject({ stored: 0, known: [2] });
    });
  });

  it('that break in the middle keep what came before', async () => {
    const file = join(folder, 'broken.csv');
    writeFileSync(file, `${csvOf(...Array.from({ length: 501 }, (_, index) => sidtRow(sidtCells(80_000 + index))))}"kutip`);
    const imports = system.get(TableImports);
    const principal = { id: '00000000-0000-7000-8000-000000000000', kind: 'apiKey', role: 'admin', name: '', regionCode: null, institutionId: null } as const; // prettier-ignore
    const run = imports.run(
      principal,
      { fileName: 'broken.csv', rows: readTable(file), mapping: null },
      { dryRun: false },
      () => undefined,
    );
    await expect(run).rejects.toMatchObject({ code: 'TableBroken' });
    const { body } = await people.admin.get<{ id: string; state: string; stored: number }[]>('/table-imports');
    expect(body[0]).toMatchObject({ state: 'stopped', stored: 500 });
    expect((await people.admin.delete<{ removed: number }>(`/table-imports/${body[0]!.id}`)).body.removed).toBe(500);
  });

  describe('that leave', () => {
    beforeAll(async () => {
      const { matchId } = await interestedActor(people, { name: '=HYPERLINK("x")' });
      await people.officer.post(`/matches/${matchId}/decision`, { decision: 'rejected', reasonCode: 'noSeat' });
      const given = await interestedActor(people, { name: '+Penerima Contoh' });
      await people.officer.post(`/matches/${given.matchId}/decision`, { decision: 'approved', checks: [] });
      await system.noPendingWork();
      await people.partner.post(`/partner/matches/${given.matchId}/response`, { response: 'accepted' });
    });

    it('hold decisions of the territory, without formulas', async () => {
      const { body } = await people.officer.get<{ items: { to: string; actorName: string }[] }>('/exports/decisions');
      expect(body.items.map(({ to, actorName }) => `${to} ${actorName}`)).toEqual([
        'rejected =HYPERLINK("x")',
        'approved +Penerima Contoh',
      ]);
      const { type, text } = await people.officer.text('/exports/decisions?format=csv');
      expect(type).toBe('text/csv; charset=utf-8');
      expect(text.split('\r\n')[1]).toContain(`"'=HYPERLINK(""x"")"`);
      const recorded = await system.query(
        `select reason from audit_entries where action = 'profile.exported' and subject_id = (select id from actors where name = '+Penerima Contoh')`,
      );
      expect(recorded).toEqual([{ reason: 'decisions' }, { reason: 'decisions' }]);
      const neighbour = await system.signIn({ role: 'officer', regionCode: '35.79' });
      expect((await neighbour.get<{ items: [] }>('/exports/decisions')).body.items).toEqual([]);
    });

    it('open as XLSX', async () => {
      const file = join(folder, 'out.xlsx');
      const response = await fetch(`${system.address}/api/v1/exports/decisions?format=xlsx`, {
        headers: { authorization: people.officer.authorization },
      });
      writeFileSync(file, Buffer.from(await response.arrayBuffer()));
      const names: string[] = [];
      for await (const { cells } of readTable(file)) names.push(cells[3]!);
      expect(names).toEqual(['actorName', `'=HYPERLINK("x")`, `'+Penerima Contoh`]);
    });
  });

  describe('of offers', () => {
    it('go out as HSDS and come back the same', async () => {
      const { body: service } = await people.owner.get<Record<string, unknown>>(`/offers/${people.slug}/hsds`);
      expect(service).toMatchObject({ status: 'active', name: '=1+1', service_areas: [{ extent: '35.07' }], required_documents: [{ document: 'Punya NIB' }] }); // prettier-ignore
      const back = await people.admin.post<{ hash: string }>('/offers/hsds', {
        slug: 'dari-hsds',
        institutionId: people.institutionId,
        service,
      });
      const { body: original } = await people.admin.get<{ hash: string }>(`/offers/${people.slug}`);
      expect(back.body.hash).toBe(original.hash);
    });

    it('that ship are services as the standard has them, each with identifiers of its own', async () => {
      const ajv = new Ajv2020({ formats: HSDS_FORMATS });
      const fits = ajv.compile(HSDS_SERVICE);
      const lists = await Promise.all(
        ['published', 'paused', 'closed', 'draft'].map((status) =>
          people.admin.get<{ items: { slug: string }[] }>(`/offers?limit=100&status=${status}`),
        ),
      );
      const offers = lists.flatMap(({ body }) => body.items);
      const services = await Promise.all(offers.map(({ slug }) => people.admin.get<object>(`/offers/${slug}/hsds`)));
      expect(services.flatMap(({ body }) => (fits(body) ? [] : [ajv.errorsText(fits.errors)]))).toEqual([]);
      expect(services.length).toBeGreaterThanOrEqual(36);
      const places = services.flatMap(({ body }) => (body as { service_areas: { id: string }[] }).service_areas.map(({ id }) => id));
      expect(new Set(places).size).toBe(places.length);
    });

    it('become a question for an officer where eligibility is prose, and are refused without a name', async () => {
      const service = { id: 'x', name: 'Klinik UMKM', status: 'active', eligibility_description: 'Warga kota' };
      const draft = await people.admin.post<{ document: { requires: object } }>('/offers/hsds', { slug: 'prosa', institutionId: people.institutionId, service }); // prettier-ignore
      expect(draft.body.document.requires).toMatchObject({ officerCheck: 'provider-conditions', text: { id: 'Warga kota' } });
      const nameless = people.admin.post('/offers/hsds', {
        slug: 'tanpa-nama',
        institutionId: people.institutionId,
        service: { 'x-sambung': [] },
      });
      expect((await refusalOf(nameless)).status).toBe(422);
    });
  });
});
