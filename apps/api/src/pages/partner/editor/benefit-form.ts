import { FormNode } from '@sambung/offers';
import { node, textOf } from './form-tree';

/** How a benefit is written: the last takes whatever JSON can say. */
export const BENEFIT_SHAPES = ['teks', 'angka', 'yatidak', 'daftar', 'kosong', 'json'] as const;

const isSeats = (name: string, value: unknown): value is number =>
  name === 'seats' && Number.isSafeInteger(value) && (value as number) >= 0;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => typeof item === 'string' && item.trim() === item && item !== '' && !item.includes('\n'));

function rowOf(name: string, value: unknown): FormNode {
  const row = (bentuk: string, nilai: string) => node({ kunci: name, bentuk, nilai });
  if (typeof value === 'string') return row('teks', value);
  if (typeof value === 'number') return row('angka', String(value));
  if (typeof value === 'boolean') return row('yatidak', value ? 'ya' : 'tidak');
  if (value === null) return row('kosong', '');
  return isTexts(value) ? row('daftar', value.join('\n')) : row('json', JSON.stringify(value));
}

/** Benefits as rows; the seats stand apart, for numbers are worked out from them. */
export function benefitsPart(benefits: Readonly<Record<string, unknown>>): FormNode {
  const rows = Object.entries(benefits).filter(([name, value]) => !isSeats(name, value));
  const { seats } = benefits;
  return node(
    isSeats('seats', seats) ? { tempat: String(seats) } : {},
    rows.map(([name, value]) => rowOf(name, value)),
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A figure as people write it: `1.500`, `2,5`, or as programs do. */
const figureIn = (text: string): number => Number(/^\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text.replace(',', '.'));

/** What a row says; undefined where it cannot be read. */
export function benefitIn(row: FormNode): unknown {
  const text = textOf(row, 'nilai');
  switch (textOf(row, 'bentuk')) {
    case 'angka':
      return text === '' || Number.isNaN(figureIn(text)) ? undefined : figureIn(text);
    case 'yatidak':
      return text === 'ya' || text === 'tidak' ? text === 'ya' : undefined;
    case 'daftar':
      return text.split('\n').map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
    case 'kosong':
      return null;
    case 'json':
      return jsonIn(text);
    default:
      return text || undefined;
  }
}

/** Seats that the form counts; undefined when the text is no count. */
export function seatsIn(part: FormNode): number | null | undefined {
  const text = textOf(part, 'tempat');
  if (text === '') return null;
  return /^\d[\d.]*$/.test(text) ? Number(text.replaceAll('.', '')) : undefined;
}

export function benefitsIn(part: FormNode): Record<string, unknown> {
  const rows = part.children.map((row) => [textOf(row, 'kunci'), benefitIn(row)] as const);
  const seats = seatsIn(part);
  return Object.fromEntries([...rows.filter(([, value]) => value !== undefined), ...(typeof seats === 'number' ? [['seats', seats]] : [])]);
}
