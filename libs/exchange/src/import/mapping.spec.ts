import { missingTargets, rowReader } from './mapping';

const COLUMNS = { Nama: 'name', HP: 'phone', Peran: 'roles', Kecamatan: 'district' };

const faultOf = (cells: Record<string, string>, columns: Record<string, string> = COLUMNS): string =>
  rowReader({ columns })({ Nama: 'Warung Contoh', HP: '0899 9300 0001', ...cells }).faults[0]!.detail.id;

describe('the place of a row', () => {
  it('asks for the level that nobody wrote, instead of calling the name wrong', () => {
    expect(faultOf({ Kecamatan: 'Kepanjen' })).toBe('Isi juga provinsi, atau pakai kode wilayah.');
  });

  it('is looked for in the territory of the office whose table says no more than the kecamatan', () => {
    const placed = (territory: string) => rowReader({ columns: COLUMNS }, territory)({ Nama: 'Warung', Kecamatan: 'Kec. Kepanjen' });
    expect(placed('35.07').record.regionCode).toBe('35.07.13');
    expect(placed('35.79').faults[0]!.detail.id).toBe('Wilayah ini tidak ada di bawah wilayah atasnya.');
    expect(placed('35').faults[0]!.detail.id).toBe('Isi juga provinsi, atau pakai kode wilayah.');
  });

  it('calls a name wrong that no place above it holds', () => {
    const columns = { ...COLUMNS, Provinsi: 'province', Kabupaten: 'regency' };
    const above = { Provinsi: 'Jawa Timur', Kabupaten: 'Kab. Malang' };
    expect(faultOf({ ...above, Kecamatan: 'Entah' }, columns)).toBe('Wilayah ini tidak ada di bawah wilayah atasnya.');
  });
});

describe('what a mapping lacks', () => {
  it('is what neither a column nor a constant gives', () => {
    expect(missingTargets({ columns: { Nama: 'name' } })).toEqual(['phone', 'roles', 'regionCode']);
    expect(missingTargets({ columns: { Nama: 'name', HP: 'phone' }, constants: { roles: ['business'], regionCode: '35.07.13' } })).toEqual(
      [],
    );
  });
});
