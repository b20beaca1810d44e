import { readRecipients } from './recipient-rows';

const read = (...lines: string[]) => readRecipients(lines.join('\n'), { today: '2026-11-25', allowTestSerial: true });
const codes = (...lines: string[]) => read(...lines).faults.map(({ line, pointer, code }) => `${line} ${pointer} ${code}`);
const NIK = '3573054107900000';

describe('a recipient list', () => {
  it('is read with commas or semicolons, names of columns in either language, and a byte order mark', () => {
    const row = {
      line: 2, nik: NIK, nib: null, familyCard: null, name: 'Siti Contoh', phone: null, regionCode: '35.79.02', from: '2026-03-01', to: '2026-03-02',
      amount: 500000, status: 'completed',
    }; // prettier-ignore
    const commas = read('nik,name,region_code,from,to,amount', `${NIK},Siti Contoh,35.79.02,2026-03-01,2026-03-02,500000`);
    const semicolons = read('\ufeffNIK;Nama;Kode Wilayah;Mulai;Selesai;Nilai', `${NIK};Siti Contoh;35.79.02;2026-03-01;2026-03-02;500000`);
    expect([commas, semicolons]).toEqual([{ rows: [row], faults: [] }, { rows: [row], faults: [] }]); // prettier-ignore
  });

  it('keeps its sound rows and names line, column and fix of the others', () => {
    const { rows, faults } = read(
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

  it('refuses amounts, states and regions that it does not know', () => {
    expect(codes('name,region_code,from,amount,status', 'Siti,99.99,2026-01-01,1.000,gone')).toEqual([
      '2 /csv/regionCode RegionUnknown', '2 /csv/amount NotAmount', '2 /csv/status StatusUnknown',
    ]); // prettier-ignore
  });

  it('needs something to recognise a recipient by', () => {
    expect(codes('nik,name,from', ',Siti,2026-01-01')).toEqual(['2 /csv/nik IdentityMissing']);
  });

  it('is refused whole for a column that is unknown or missing, or quotes that never close', () => {
    expect(codes('nik,from,income', `${NIK},2026-01-01,5`)).toEqual(['1 /csv ColumnUnknown']);
    expect(codes('nik', NIK)).toEqual(['1 /csv ColumnMissing']);
    expect(codes('nik,from', '"3573,2026-01-01')).toEqual([expect.stringContaining('/csv CsvBroken')]);
    expect(codes('')).toEqual(['1 /csv ColumnMissing']);
  });
});
