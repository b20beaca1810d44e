import { SIDT_COLUMNS } from '@sambung/exchange';

type Column = (typeof SIDT_COLUMNS)[number];
export type SidtCells = Partial<Record<Column, string | number>>;

const two = (value: number): string => String(value).padStart(2, '0');
/** An invented business as SIDT-KUMKM lists it; serial 0000 of its NIK is never issued. Equal numbers give equal rows. */
export function sidtCells(number: number, changes: SidtCells = {}): SidtCells {
  const [year, month, day, isWoman] = [1960 + (number % 40), 1 + (number % 12), 1 + (number % 28), number % 2 === 0];
  const [regency, district, village] = number % 2 === 0 ? ['Kab. Malang', 'Kepanjen', 'Kepanjen'] : ['Kota Batu', 'Bumiaji', 'Bumiaji'];
  return {
    id_data_badan_usaha: `BU${number}`,
    nik_pengusaha: `350713${two(isWoman ? day + 40 : day)}${two(month)}${two(year % 100)}0000`,
    nama_pengusaha: `Pengusaha Contoh ${number}`,
    nib: String(1_000_000_000_000 + number),
    jenis_kelamin: isWoman ? 'PEREMPUAN' : 'LAKI-LAKI',
    is_disabilitas: number % 50 === 0 ? '1' : '0',
    tanggal_lahir: `${two(day)}/${two(month)}/${year}`,
    pendidikan_formal: 'SMA',
    kontak_hp: `0899${String(number).padStart(8, '0')}`,
    prov_pengusaha: 'Jawa Timur', kab_pengusaha: regency, kec_pengusaha: district, kel_pengusaha: village, alamat_pengusaha: 'Jalan Contoh 1',
    nama_usaha: `Usaha Contoh ${number}`,
    kegiatan_utama: 'Membuat keripik', produk_utama: 'Keripik', kategori_kbli: 'C', kode_kbli: '10794',
    status_badan_usaha: 'Perorangan', skala_usaha: 'Mikro', modal_pendirian: '15.000.000', bulan_mulai_operasi: String(month),
    tahun_mulai_operasi: '2019', omzet_tahunan: `${1 + (number % 280)}.500.000`, asset: '20000000',
    prov_usaha: 'JAWA TIMUR', kab_usaha: regency.toUpperCase(), kec_usaha: district.toUpperCase(), kel_usaha: village.toUpperCase(),
    alamat_usaha: 'Jalan Contoh 1', rt_usaha: '01', rw_usaha: '02', tk_dibayar_laki: '1', tk_dibayar_perempuan: '2',
    pulled_at: '2026-04-15', updated_at: '2026-04-01', source_page: '1',
    ...changes,
  }; // prettier-ignore
}

export const sidtRow = (cells: SidtCells): (string | number)[] => SIDT_COLUMNS.map((column) => cells[column] ?? '');

/** Faults that a row of SIDT can have, by what makes them, with the column and code that the report must name. */
export const SIDT_FAULTS: readonly { cells: SidtCells; column: Column; code: string }[] = [
  { cells: { nik_pengusaha: '350713' }, column: 'nik_pengusaha', code: 'NikLength' },
  { cells: { tanggal_lahir: '31/02/1980' }, column: 'tanggal_lahir', code: 'NotDate' },
  { cells: { kontak_hp: '12' }, column: 'kontak_hp', code: 'PhoneShape' },
  { cells: { kec_usaha: 'Tidak Ada' }, column: 'kec_usaha', code: 'RegionUnknown' },
  { cells: { kode_kbli: '99998' }, column: 'kode_kbli', code: 'KbliUnknown' },
  { cells: { omzet_tahunan: 'lima juta' }, column: 'omzet_tahunan', code: 'NotWhole' },
  { cells: { jenis_kelamin: 'X' }, column: 'jenis_kelamin', code: 'OptionUnknown' },
  { cells: { nib: '123' }, column: 'nib', code: 'NibLength' },
  { cells: { is_disabilitas: 'mungkin' }, column: 'is_disabilitas', code: 'NotYesNo' },
  { cells: { tahun_mulai_operasi: '2199' }, column: 'tahun_mulai_operasi', code: 'NotMonth' },
];
