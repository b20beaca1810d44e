import { inScope } from '@sambung/database';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { AssistedEntries } from '../../apps/api/src/pages/desk/assisted/assisted-entries.service';
import { StagedTables } from '../../apps/api/src/pages/desk/import/staged-tables.service';
import { ApiCaller } from '../support/api-caller';
import { TestSystem } from '../support/test-system';
import { actorRequest } from './actors';

const TABLE = 'Pengusul;HP\nKopwan Contoh;0812 9100 0001\nKopwan Dua;bukan nomor';
const NIK = '3507134107850000';

/** Begins what the desk has pages for: an entry for somebody, a pair of duplicates, a table. @returns the pages; `!` marks a form */
export async function officePages(system: TestSystem, officer: ApiCaller & { person: { id: string; name: string } }): Promise<string[]> {
  const { id, name } = officer.person;
  const principal = { id, kind: 'person', role: 'officer', name, regionCode: '35.07', institutionId: null } as const;
  const entry = randomUUID();
  const staged = await inScope(system.get(DataSource), { role: 'officer', personId: id, regionCode: '35.07' }, async (tx) => {
    const entries = system.get(AssistedEntries);
    await entries.begin(tx, principal, entry, { name: 'Warung Contoh', phone: '+6289994000009' });
    const answered = {
      roles: ['business' as const],
      region: '35.07.13.2001',
      asked: ['siapa', 'usaha', 'lokasi', 'desa', 'kebutuhan', 'kesiapan'],
    };
    await entries.change(tx, principal, entry, (answers) => ({ ...answers, ...answered }));
    return system.get(StagedTables).stage(tx, principal, { name: 'musrenbang.csv', bytes: Buffer.from(TABLE) });
  });
  const facts = { 'owner.nik': { value: NIK } };
  const one = await officer.post<{ id: string }>('/actors', actorRequest({ facts }));
  const two = await officer.post<{ id: string }>('/actors', actorRequest({ facts }));
  const mapping = { columns: { Pengusul: 'name', HP: 'phone' }, constants: { roles: ['cooperative'], regionCode: '35.07.13' } };
  const csv = TABLE.replace('9100 0001', '9100 0002');
  const brought = await officer.post<{ importId: string }>('/table-imports', { fileName: 'contoh.csv', mapping, csv });
  const at = `/petugas/usaha/baru/${entry}`;
  return [
    `!${at}/siapa`, `!${at}/periksa`, `${at}/kode`, `!/petugas/impor/berkas/${staged}`, `/petugas/impor/${brought.body.importId}`,
    `/petugas/ganda/${one.body.id}/${two.body.id}`, `/petugas/ganda?usaha=${one.body.id}`,
  ]; // prettier-ignore
}
