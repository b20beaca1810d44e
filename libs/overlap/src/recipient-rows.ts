import { EntryStatus, ENTRY_STATUSES } from '@sambung/matching';
import { FieldFault } from '@sambung/errors';
import { Checked, checkFamilyCard, checkNib, checkNik, checkPhone, checkRegion, NikOptions } from '@sambung/reference';
import { dayOf, TableRow } from '@sambung/tables';

/** Columns of a recipient list by the names that they may have; blanks and case do not matter. */
const COLUMNS = {
  nik: ['nik'],
  nib: ['nib'],
  familyCard: ['family_card', 'no_kk', 'kk'],
  name: ['name', 'nama'],
  phone: ['phone', 'telepon', 'no_hp'],
  regionCode: ['region_code', 'kode_wilayah'],
  from: ['from', 'mulai', 'tanggal'],
  to: ['to', 'selesai'],
  amount: ['amount', 'nilai'],
  status: ['status'],
} as const;
type Column = keyof typeof COLUMNS;

/** One recipient as a list has it, checked; null is "not told". Amounts are IDR. */
export interface RecipientRow {
  line: number;
  nik: string | null;
  nib: string | null;
  familyCard: string | null;
  name: string | null;
  phone: string | null;
  regionCode: string | null;
  from: string;
  to: string | null;
  amount: number | null;
  status: EntryStatus;
}

export interface RowFault extends FieldFault {
  line: number;
}

type Cells = Partial<Record<Column, string>>;
type Complain = (column: Column, code: string, id: string, en: string) => void;

const fault = (line: number, pointer: string, code: string, id: string, en: string): RowFault => ({
  line,
  pointer,
  code,
  detail: { id, en },
});

const columnOf = (title: string): Column | undefined => {
  const plain = title.trim().toLowerCase().replaceAll(/[\s-]+/g, '_'); // prettier-ignore
  return (Object.keys(COLUMNS) as Column[]).find((column) => (COLUMNS[column] as readonly string[]).includes(plain));
};

function headerFaults(titles: readonly string[]): RowFault[] {
  const columns = titles.map(columnOf);
  const known = Object.values(COLUMNS).map(([first]) => first).join(', '); // prettier-ignore
  const unknown = titles.filter((_, index) => columns[index] === undefined);
  return [
    ...unknown.map((title) => {
      const shown = title.slice(0, 40);
      return fault(
        1,
        '/csv',
        'ColumnUnknown',
        `Kolom "${shown}" tidak dikenal. Kolom: ${known}.`,
        `There is no column "${shown}". Columns: ${known}.`,
      );
    }),
    ...(columns.includes('from')
      ? []
      : [fault(1, '/csv', 'ColumnMissing', 'Kolom from (mulai) wajib ada.', 'The column from is required.')]),
  ];
}

function checked(column: Column, text: string | undefined, check: (text: string) => Checked, complain: Complain): string | null {
  if (!text) return null;
  const result = check(text);
  if (result.ok) return result.value;
  complain(column, result.reason.code, result.reason.id, result.reason.en);
  return null;
}

function dayAt(column: 'from' | 'to', text: string | undefined, complain: Complain): string | null {
  if (!text) return null;
  const day = dayOf(text);
  if (day === null) complain(column, 'NotDate', 'Tulis tanggal TTTT-BB-HH atau HH/BB/TTTT.', 'Write a date YYYY-MM-DD or DD/MM/YYYY.');
  return day;
}

function amountOf(text: string | undefined, complain: Complain): number | null {
  if (!text) return null;
  const amount = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(amount)) return amount;
  complain('amount', 'NotAmount', 'Tulis rupiah dengan angka saja.', 'Write rupiah in digits only.');
  return null;
}

function statusOf(text: string | undefined, complain: Complain): EntryStatus {
  const status = ENTRY_STATUSES.find((one) => one === (text || 'completed'));
  if (status) return status;
  const list = ENTRY_STATUSES.join(', ');
  complain('status', 'StatusUnknown', `Pilih salah satu dari: ${list}.`, `Choose one of: ${list}.`);
  return 'completed';
}

const nikNumber = (options: NikOptions) => (text: string): Checked => {
  const nik = checkNik(text, options);
  return nik.ok ? { ...nik, value: nik.value.nik } : nik;
}; // prettier-ignore

function orderFaults({ from, to }: { from: string | null; to: string | null }, complain: Complain): void {
  if (from === null) complain('from', 'DayMissing', 'Isi tanggal mulai.', 'Give the day on which it began.');
  else if (to !== null && to < from) complain('to', 'DaysReversed', 'Tidak boleh sebelum mulai.', 'Must not come before from.');
}

function rowOf(line: number, cells: Cells, options: NikOptions): RecipientRow | RowFault[] {
  const faults: RowFault[] = [];
  const complain: Complain = (column, code, id, en) => void faults.push(fault(line, `/csv/${column}`, code, id, en));
  const name = cells.name || null;
  if (name && !/^[^\p{Cc}\p{Cs}]{1,200}$/u.test(name)) complain('name', 'NotText', 'Nama 1–200 huruf.', 'A name of 1 to 200 characters.');
  const row = {
    line,
    name,
    nik: checked('nik', cells.nik, nikNumber(options), complain),
    nib: checked('nib', cells.nib, checkNib, complain),
    familyCard: checked('familyCard', cells.familyCard, checkFamilyCard, complain),
    phone: checked('phone', cells.phone, checkPhone, complain),
    regionCode: checked('regionCode', cells.regionCode, checkRegion, complain),
    from: dayAt('from', cells.from, complain),
    to: dayAt('to', cells.to, complain),
    amount: amountOf(cells.amount, complain),
    status: statusOf(cells.status, complain),
  };
  if (faults.length === 0) orderFaults(row, complain);
  if (faults.length === 0 && !row.nik && !row.nib && !(name && (row.phone || row.regionCode))) {
    complain(
      'nik',
      'IdentityMissing',
      'Isi NIK, NIB, atau nama dengan telepon atau wilayah.',
      'Give a NIK, a NIB, or a name with a phone or a region.',
    );
  }
  return faults.length > 0 ? faults : { ...row, from: row.from! };
}

/**
 * Reads a recipient list row by row: a header, then one recipient a row. A header that cannot be ends it.
 * @param options of the check of NIKs
 * @throws TableBroken
 */
export async function* readRecipients(table: AsyncIterable<TableRow>, options: NikOptions): AsyncGenerator<RecipientRow | RowFault[]> {
  let columns: Column[] | undefined;
  for await (const { line, cells } of table) {
    if (columns) {
      yield rowOf(line, Object.fromEntries(columns.map((column, at) => [column, cells[at]])), options);
      continue;
    }
    const faults = headerFaults(cells);
    if (faults.length > 0) return void (yield faults);
    columns = cells.map((title) => columnOf(title)!);
  }
  if (!columns) yield headerFaults([]);
}
