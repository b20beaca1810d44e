import { PARTS } from './document-form';
import { partOfField } from './fault-fields';
import { FormFault } from './rule-faults';

/** Fields as they follow one another on the pages, of every part and row. */
const FIELDS = [
  'tempat', 'nama', 'namaid', 'namaen', 'penyedia', 'jenis', 'fasilitas', 'tingkat', 'cara', 'jumlah', 'ukuran', 'banding', 'kunci', 'bentuk', 'nilai',
  'wilayah', 'peran', 'kebutuhan', 'dari', 'sampai', 'program', 'slug', 'varian', 'tanggal', 'harapan', 'alamat', 'keyakinan', 'keadaan', 'catatan', 'batas', 'angka',
]; // prettier-ignore
/** What stands below the rows of a part. */
const LAST = ['tambah', 'teksid', 'teksen', 'dasar', 'kode', 'tanda'];

/** Where a field stands: its part, the places of its row, and its place in the row. */
function placeOf(field: string): number[] {
  const part = partOfField(field);
  const [, places = '', name = ''] = /^[a-z]+((?:-\d+)*)-?([a-z]*)$/.exec(field) ?? [];
  const at = FIELDS.indexOf(name);
  const inRow = at >= 0 ? at - FIELDS.length : 10_000 + LAST.indexOf(name);
  return [PARTS.indexOf(part), ...places.split('-').slice(1).map(Number), inRow];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, index) => place !== b[index]);
  return at < 0 ? 0 : a[at]! - (b[at] ?? 0);
}

/** Faults as one meets them going down the pages. */
export const inPageOrder = (faults: readonly FormFault[]): FormFault[] =>
  faults
    .map((fault) => ({ fault, place: placeOf(fault.field) }))
    .sort((a, b) => compare(a.place, b.place))
    .map(({ fault }) => fault);
