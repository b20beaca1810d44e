import { FieldFault } from '@sambung/errors';
import { ImportRecord } from '@sambung/profiles';
import { checkNik, kbli, NikOptions } from '@sambung/reference';
import { dayOf, wholeOf } from '@sambung/tables';
import { columnPointer, ColumnMapping, ReadRow, regionOf, RowCells, rowReader, RowReader } from './mapping';

const WORKERS = [
  'tk_dibayar_laki', 'tk_dibayar_perempuan', 'tk_dibayar_disabil_laki', 'tk_dibayar_disabil_perempuan', 'tk_not_dibayar_laki',
  'tk_not_dibayar_perempuan', 'tk_not_dibayar_disabil_laki', 'tk_not_dibayar_disabil_perempua',
] as const; // prettier-ignore

/** The header of an export of SIDT-KUMKM as of April 2026; the last name of a worker count is cut off there, too. */
export const SIDT_COLUMNS = [
  'id_data_badan_usaha', 'nik_pengusaha', 'nama_pengusaha', 'nib', 'jenis_kelamin', 'is_disabilitas', 'tanggal_lahir', 'pendidikan_formal',
  'kontak_hp', 'prov_pengusaha', 'kab_pengusaha', 'kec_pengusaha', 'kel_pengusaha', 'alamat_pengusaha', 'rt_pengusaha', 'rw_pengusaha',
  'nama_usaha', 'kegiatan_utama', 'produk_utama', 'kategori_kbli', 'kode_kbli', 'status_badan_usaha', 'skala_usaha', 'modal_pendirian',
  'bulan_mulai_operasi', 'tahun_mulai_operasi', 'omzet_tahunan', 'asset', 'prov_usaha', 'kab_usaha', 'kec_usaha', 'kel_usaha', 'alamat_usaha',
  'rt_usaha', 'rw_usaha', 'foto_usaha', 'alamat_latitude', 'alamat_longitude', ...WORKERS, 'pulled_at', 'updated_at', 'source_page',
] as const; // prettier-ignore

/** What maps one to one. Nobody agreed to be matched by standing in SIDT, so that what it brings are drafts. */
export const SIDT_MAPPING: ColumnMapping = {
  columns: {
    nama_usaha: 'name', kontak_hp: 'phone', prov_usaha: 'province', kab_usaha: 'regency', kec_usaha: 'district', kel_usaha: 'village',
    nik_pengusaha: 'owner.nik', nib: 'legality.nibNumber', is_disabilitas: 'owner.disability',
    modal_pendirian: 'business.capital', omzet_tahunan: 'business.turnover',
  },
  constants: { roles: ['business'] },
}; // prettier-ignore

const SEX: Readonly<Record<string, string>> = {
  l: 'male',
  lakilaki: 'male',
  pria: 'male',
  p: 'female',
  perempuan: 'female',
  wanita: 'female',
};
const MONTHS = ['januari', 'februari', 'maret', 'april', 'mei', 'juni', 'juli', 'agustus', 'september', 'oktober', 'november', 'desember'];

const fault = (column: string, code: string, id: string, en: string): FieldFault => ({
  pointer: columnPointer(column),
  code,
  detail: { id, en },
});

/** Collects what the cells of one row say together; create one per row. */
class SidtRow {
  readonly facts: Record<string, unknown> = {};

  constructor(
    private readonly cells: RowCells,
    private readonly faults: FieldFault[],
    private readonly sources: Map<string, string>,
  ) {}

  private state(key: string, column: string, value: unknown): void {
    this.facts[key] = { value };
    this.sources.set(`/facts/${key}`, column);
  }

  sex(): void {
    const { jenis_kelamin: text } = this.cells;
    if (!text) return;
    const sex = SEX[text.toLowerCase().replaceAll(/[^a-z]/g, '')];
    if (sex) this.state('owner.sex', 'jenis_kelamin', sex);
    else this.faults.push(fault('jenis_kelamin', 'OptionUnknown', 'Tulis LAKI-LAKI atau PEREMPUAN.', 'Write LAKI-LAKI or PEREMPUAN.'));
  }

  birthDate(): void {
    const { tanggal_lahir: text } = this.cells;
    if (!text) return;
    const day = dayOf(text);
    if (day) this.state('owner.birthDate', 'tanggal_lahir', day);
    else this.faults.push(fault('tanggal_lahir', 'NotDate', 'Tulis tanggal TTTT-BB-HH atau HH/BB/TTTT.', 'Write a date YYYY-MM-DD or DD/MM/YYYY.')); // prettier-ignore
  }

  /** A NIK says sex and birthday of its holder: one of another person gives the help to the wrong one. */
  nik(options: NikOptions): void {
    const { nik_pengusaha: text } = this.cells;
    const nik = text ? checkNik(text, options) : undefined;
    if (!nik?.ok) return;
    const [sex, born] = ['owner.sex', 'owner.birthDate'].map((key) => (this.facts[key] as { value: string } | undefined)?.value);
    if ((sex && sex !== nik.value.sex) || (born && born !== nik.value.birthDate)) {
      this.faults.push(fault('nik_pengusaha', 'NikDisagrees', 'Tidak cocok dengan jenis kelamin atau tanggal lahir.', 'Disagrees with sex or birth date.')); // prettier-ignore
    }
  }

  /** The edition is not told: an old code keeps its old meaning, and only one that is new alone is read as new. */
  kbli(): void {
    const code = this.cells.kode_kbli?.replace(/\D.*$/, '').padStart(5, '0');
    if (!code || code === '00000') return;
    const edition = (['2020', '2025'] as const).find((one) => kbli(one).has(code));
    if (edition) this.state('business.kbli', 'kode_kbli', `${edition}:${code}`);
    else
      this.faults.push(
        fault('kode_kbli', 'KbliUnknown', 'Kode ini tidak ada di KBLI 2020 atau 2025.', 'No such code in KBLI 2020 or 2025.'),
      );
  }

  start(today: string): void {
    const { tahun_mulai_operasi: year, bulan_mulai_operasi: month } = this.cells;
    if (!year) return;
    const number = month ? MONTHS.indexOf(month.toLowerCase()) + 1 || Number(month) : 1;
    const day = dayOf(`${year.replace(/\.0$/, '')}-${number}-1`);
    if (day && day >= '1900-01-01' && day <= today) this.state('business.startedOn', 'tahun_mulai_operasi', day);
    else this.faults.push(fault('tahun_mulai_operasi', 'NotMonth', 'Bulan dan tahun mulai tidak mungkin.', 'Month and year of the start cannot be.')); // prettier-ignore
  }

  workers(): void {
    let sum = 0;
    let told = false;
    for (const column of WORKERS) {
      const text = this.cells[column];
      if (!text) continue;
      const count = wholeOf(text);
      if (count === null) return void this.faults.push(fault(column, 'NotWhole', 'Tulis bilangan bulat.', 'Write a whole number.'));
      sum += count;
      told = true;
    }
    if (told) this.state('business.workers', WORKERS[0], sum);
  }

  homeOfOwner(): void {
    const titles = ['prov_pengusaha', 'kab_pengusaha', 'kec_pengusaha', 'kel_pengusaha'];
    const code = regionOf(titles.map((title) => this.cells[title]), titles, this.faults); // prettier-ignore
    if (code) this.state('owner.region', 'kel_pengusaha', code);
  }
}

/** Reads rows of an export of SIDT-KUMKM. */
export function sidtReader(options: NikOptions): RowReader {
  const read = rowReader(SIDT_MAPPING);
  return (cells): ReadRow => {
    const { record, faults, sources } = read(cells);
    const columns = new Map(sources);
    const row = new SidtRow(cells, faults, columns);
    row.sex();
    row.birthDate();
    row.nik(options);
    row.kbli();
    row.start(options.today);
    row.workers();
    row.homeOfOwner();
    if (!record.name) columns.set('/name', cells.nama_pengusaha ? 'nama_pengusaha' : 'nama_usaha');
    return { record: completed(record, row.facts, cells), faults, sources: columns };
  };
}

const completed = (record: ImportRecord, facts: Record<string, unknown>, cells: RowCells): ImportRecord => ({
  ...record,
  name: record.name || (cells.nama_pengusaha ?? ''),
  roles: /koperasi/i.test(cells.status_badan_usaha ?? '') ? ['cooperative'] : record.roles,
  facts: { ...record.facts, 'business.stage': { value: 'running' }, ...facts },
});
