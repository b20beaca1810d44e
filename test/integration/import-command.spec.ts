import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowCounts } from '../factories/row-counts';
import { ProgramProcess } from '../support/child-process';
import { TestSystem } from '../support/test-system';
import { TEXT_VERSION } from '../factories/consents';

const actor = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Impor Contoh Satu',
  roles: ['business'],
  phone: '0899 7000 0001',
  regionCode: '35.07.13.2001',
  consentTextVersion: TEXT_VERSION,
  facts: { 'business.turnover': { value: 50_000_000 }, 'owner.nik': { value: '3507134107850000' } },
  ...changes,
});

describe('the import', () => {
  let system: TestSystem;
  let folder: string;

  beforeAll(async () => {
    system = await TestSystem.start();
    folder = mkdtempSync(join(tmpdir(), 'sambung-import-'));
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await system.stop();
  });

  const imported = async (lines: readonly string[], ...options: string[]): Promise<{ exitCode: number | null; output: string[] }> => {
    const file = join(folder, 'actors.jsonl');
    writeFileSync(file, lines.join('\n'));
    const program = new ProgramProcess('cli/src/main.js', ['import', file, ...options], { cwd: folder, env: process.env });
    const exitCode = await program.end();
    return { exitCode, output: program.output.trim().split('\n') };
  };

  it('of actors stores nothing on a dry run, everything on the first run and nothing twice on the second', async () => {
    const lines = [actor(), actor({ name: 'Impor Contoh Dua', consentTextVersion: undefined })].map((record) => JSON.stringify(record));
    const before = await rowCounts(system);
    expect(await imported(lines, '--dry-run')).toEqual({ exitCode: 0, output: ['2 lines: 2 would be stored, 0 known already, 0 faulty'] });
    expect(await rowCounts(system)).toEqual(before);
    expect(await imported(lines)).toEqual({ exitCode: 0, output: ['2 lines: 2 stored, 0 known already, 0 faulty'] });
    await system.noPendingWork();
    expect(
      await system.query(
        `select name, status, (select count(*)::int from facts where actor_id = actors.id) as facts, suggestions.actor_id is not null as matched
         from actors left join suggestions on suggestions.actor_id = actors.id where name like 'Impor Contoh%' order by name`,
      ),
    ).toEqual([
      { name: 'Impor Contoh Dua', status: 'draft', facts: 2, matched: false },
      { name: 'Impor Contoh Satu', status: 'active', facts: 2, matched: true },
    ]);
    expect((await imported(lines)).output.at(-1)).toBe('2 lines: 0 stored, 2 known already, 0 faulty');
  });

  it('of actors stores the sound lines and names line, field and fault of the others', async () => {
    const lines = [
      JSON.stringify(actor({ name: 'Impor Contoh Tiga' })),
      '',
      '{"name": ',
      'null',
      JSON.stringify(actor({ name: 'Impor Contoh Empat', facts: null, omzet: 5 })),
      JSON.stringify(actor({ name: '', roles: ['boss'], phone: '12', regionCode: '99.99' })),
      JSON.stringify(actor({ name: 'Impor Contoh Lima', facts: { 'business.turnover': { value: 'lima juta' }, nope: { value: 1 } } })),
    ];
    const { exitCode, output } = await imported(lines);
    expect(exitCode).toBe(1);
    expect(output.map((line) => line.split(': ')[0]).slice(0, -1)).toEqual([
      'line 3',
      'line 4',
      'line 5 /omzet',
      'line 5 /facts',
      'line 6 /name',
      'line 6 /roles',
      'line 6 /phone',
      'line 6 /regionCode',
      'line 7 /facts/business.turnover/value',
      'line 7 /facts/nope',
    ]);
    expect(output.at(-1)).toBe('6 lines: 1 stored, 0 known already, 5 faulty');
  });

  it('says in one sentence that there is no such file', async () => {
    const program = new ProgramProcess('cli/src/main.js', ['import', join(folder, 'none.jsonl')], { cwd: folder, env: process.env });
    expect(await program.end()).toBe(1);
    expect(program.output).toBe(`sambung: There is no file or folder of this name (${join(folder, 'none.jsonl')}).\n`);
  });

  it('of holidays tells the desk of a year that no release ships, and names line, column and fix of what is wrong', async () => {
    const told = async (text: string, ...options: string[]) => {
      const file = join(folder, 'holidays.csv');
      writeFileSync(file, `day,name,kind,source\n${text}`);
      const program = new ProgramProcess('cli/src/main.js', ['holidays', '--add', file, ...options], { cwd: folder, env: process.env });
      return { exitCode: await program.end(), output: program.output.trim().split('\n') };
    };
    const wrong = await told('2028-01-01,Tahun Baru 2028,holiday,SKB contoh\n2028-02-30,Contoh,holiday,SKB contoh\n');
    expect(wrong).toEqual({ exitCode: 1, output: ['sambung: line 3, day: write a date such as 2028-01-01'] });
    expect(await system.query('select from holidays')).toEqual([]);
    const right = await told('2028-01-01,Tahun Baru 2028,holiday,SKB contoh\n2028-01-03,Contoh,jointLeave,SKB contoh\n');
    expect(right).toEqual({
      exitCode: 0,
      output: ['2026  25 days off, shipped', '2027  26 days off, shipped', '2028  2 days off, added here'],
    });
    expect((await told('', '--remove', '2028-01-03')).output.at(-1)).toBe('2028  1 days off, added here');
  });
});
