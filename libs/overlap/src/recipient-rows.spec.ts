import { readCsvText } from '@sambung/tables';
import { readRecipients, RecipientRow, RowFault } from './recipient-rows';

async function read(...lines: string[]): Promise<{ rows: RecipientRow[]; faults: RowFault[] }> {
  const rows: RecipientRow[] = [];
  const faults: RowFault[] = [];
  for await (const one of readRecipients(readCsvText(lines.join('\n')), { today: '2026-11-25', allowTestSerial: true })) {
    if (Array.isArray(one)) faults.push(...one);
    else rows.push(one);
  }
  return { rows, faults };
}
const codes = async (...lines: string[]) => (await read(...lines)).faults.map(({ line, pointer, code }) => `${line} ${pointer} ${code}`);
const NIK = '3573054107900000';

describe('a recipient list', () => {
  it('is read with commas or semicolons, names of columns in either language, and a byte order mark', async () => {
    const row = {
      line: 2, nik: NIK, nib: null, familyCard: null, name: 'Siti Contoh', phone: null, regionCode: '35.79.02', from: '2026-03-01', to: '2026-03-02',
      amount: 500000, status: 'completed',
    }; // prettier-ignore
    const commas = await read('nik,name,region_code,from,to,amount', `${NIK},Siti Contoh,35.79.02,2026-03-01,2026-03-02,500000`);
    const semicolons = await read(
      '\ufeffNIK;Nama;Kode Wilayah;Mulai;Selesai;Nilai',
      `${NIK};Siti Contoh;35.79.02;2026-03-01;2026-03-02;500000`,
    );
    expect([commas, semicolons]).toEqual([{ rows: [row], faults: [] }, { rows: [row], faults: [] }]); // prettier-ignore
  });

  it('keeps its sound rows and names line, column and fix of the others', async () => {
    const { rows, faults } = await read(
      'nik,from,to',
      `${NIK},2026-03-01,`,
      '123,2026-03-01,',
      `${NIK},2026-13-01,`,
      `${NIK},2026-03-02,2026-03-01`,
    );
    expect(rows.map(({ line }) => line)).toEqual([2]);
    expect(faults.map(({ line, pointer, code }) => `${line} ${pointer} ${code}`)).toEqual([
      '3 /csv/nik NikLength', '4 /csv/from NotDate', '5 /csv/to DaysReversed',
    ]); // prettier-ignore
    expect(faults[0]!.detail).toEqual({ id: 'NIK harus 16 angka. Salin dari KTP.', en: 'A NIK has 16 digits. Copy it from the ID card.' });
  });

  it('refuses amounts, states and regions that it does not know', async () => {
    expect(await codes('name,region_code,from,amount,status', 'Siti,99.99,2026-01-01,1.000,gone')).toEqual([
      '2 /csv/regionCode RegionUnknown', '2 /csv/amount NotAmount', '2 /csv/status StatusUnknown',
    ]); // prettier-ignore
  });

  it('reads days as spreadsheets keep and people write them', async () => {
    const { rows } = await read('nik,from,to', `${NIK},46082,02/03/2026`);
    expect(rows).toMatchObject([{ from: '2026-03-01', to: '2026-03-02' }]);
  });

  it('needs something to recognise a recipient by', async () => {
    expect(await codes('nik,name,from', ',Siti,2026-01-01')).toEqual(['2 /csv/nik IdentityMissing']);
  });

  it('is refused whole for a column that is unknown or missing, or quotes that never close', async () => {
    expect(await codes('nik,from,income', `${NIK},2026-01-01,5`)).toEqual(['1 /csv ColumnUnknown']);
    expect(await codes('nik', NIK)).toEqual(['1 /csv ColumnMissing']);
    await expect(codes('nik,from', '"3573,2026-01-01')).rejects.toMatchObject({ code: 'TableBroken' });
    expect(await codes('')).toEqual(['1 /csv ColumnMissing']);
  });
});
