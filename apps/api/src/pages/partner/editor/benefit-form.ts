import { BenefitUnit, FormNode, knownBenefit } from '@sambung/offers';
import { rupiahIn } from '../../questions/read-fact';
import { node, textOf } from './form-tree';
import { amountText } from './operand-form';

/** How a benefit is written: the last takes whatever JSON can say. */
export const BENEFIT_SHAPES = ['teks', 'angka', 'yatidak', 'daftar', 'kosong', 'json'] as const;

/** Benefits that are no figures; those that nobody knows may be anything. */
const WORDED: readonly (BenefitUnit | undefined)[] = ['words', 'day', 'yesNo', undefined];
const MONEY: readonly (BenefitUnit | undefined)[] = ['rupiah', 'fee'];

const unitOf = (name: string): BenefitUnit | undefined => knownBenefit(name)?.unit;
export const isMoney = (name: string): boolean => MONEY.includes(unitOf(name));
const countsFigures = (name: string): boolean => !WORDED.includes(unitOf(name));

/** How a benefit is usually written; empty for one that the author names. */
export function usualShape(name: string): (typeof BENEFIT_SHAPES)[number] | '' {
  const unit = unitOf(name);
  if (!unit) return '';
  return unit === 'yesNo' ? 'yatidak' : countsFigures(name) ? 'angka' : 'teks';
}

const isSeats = (name: string, value: unknown): value is number =>
  name === 'seats' && Number.isSafeInteger(value) && (value as number) >= 0;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => typeof item === 'string' && item.trim() === item && item !== '' && !item.includes('\n'));

const isFigures = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number');

const figureText = (name: string, figure: number): string =>
  isMoney(name) && Number.isSafeInteger(figure) && figure >= 0 ? amountText(figure, 'IDR') : String(figure).replace('.', ',');

function rowOf(name: string, value: unknown): FormNode {
  const row = (bentuk: string, nilai: string) => node({ kunci: name, bentuk, nilai });
  if (typeof value === 'string') return row('teks', value);
  if (typeof value === 'number') return row('angka', figureText(name, value));
  if (typeof value === 'boolean') return row('yatidak', value ? 'ya' : 'tidak');
  if (value === null) return row('kosong', '');
  if (countsFigures(name) && isFigures(value)) return row('daftar', value.map((figure) => figureText(name, figure)).join('\n'));
  return isTexts(value) && !countsFigures(name) ? row('daftar', value.join('\n')) : row('json', JSON.stringify(value));
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

/** A figure as people write it: `1.500`, `2,5`, or as programs do; of money also `10 juta`. */
function figureIn(name: string, text: string): number | undefined {
  const plain = Number(/^\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text.replace(',', '.'));
  const figure = Number.isNaN(plain) && isMoney(name) ? rupiahIn(text) : plain;
  return text === '' || Number.isNaN(figure) ? undefined : figure;
}

function listIn(name: string, text: string): (string | number)[] | undefined {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
  const items: (string | number | undefined)[] = countsFigures(name) ? lines.map((line) => figureIn(name, line)) : lines;
  return items.length === 0 || items.includes(undefined) ? undefined : (items as (string | number)[]);
}

/** What a row says; undefined where it cannot be read. */
export function benefitIn(row: FormNode): unknown {
  const text = textOf(row, 'nilai');
  const name = textOf(row, 'kunci');
  switch (textOf(row, 'bentuk')) {
    case 'angka':
      return figureIn(name, text);
    case 'yatidak':
      return text === 'ya' || text === 'tidak' ? text === 'ya' : undefined;
    case 'daftar':
      return listIn(name, text);
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
