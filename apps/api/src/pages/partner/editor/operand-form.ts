import { Comparison, Operand, OperandShape, operatorsFor, OPERATORS } from '@sambung/matching';
import { FormNode } from '@sambung/offers';
import { FactDefinition, regions } from '@sambung/reference';
import { rupiahIn } from '../../questions/read-fact';
import { listOf, textOf } from './form-tree';

const EVERYWHERE = '*';

/** `4.800.000.000`, as Indonesians group figures. */
const grouped = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.');

export const amountText = (amount: number, unit: string | undefined): string => (unit === 'IDR' ? grouped(amount) : String(amount));

/** A whole number as people write it; the text itself where it is none, so that the rule's own check says so. */
export function amountIn(text: string, unit: string | undefined): number | string {
  if (/^-\d+$/.test(text)) return Number(text);
  const amount = unit === 'IDR' ? rupiahIn(text) : /^\d[\d.\s]*$/.test(text) ? Number(text.replaceAll(/\D/g, '')) : NaN;
  return Number.isSafeInteger(amount) ? amount : text;
}

export const partsOf = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const HOME = /^35\.(07|73|79)\.\d{2}$/;
let places: Map<string, string | null> | undefined;

/** Codes of provinces, regencies and the kecamatan of Malang Raya by name; null where two share one. */
function placesByName(): Map<string, string | null> {
  if (places) return places;
  places = new Map();
  for (const [code, name] of regions()) {
    if (code.split('.').length > 2 && !HOME.test(code)) continue;
    const key = name.toLowerCase();
    places.set(key, places.has(key) ? null : code);
  }
  return places;
}

/** The code of a region that is written by code or by name. Of a text that names none the text, which no check accepts. */
export function regionIn(text: string): string {
  if (/^(\*|seluruh indonesia|whole country|all of indonesia)$/i.test(text)) return EVERYWHERE;
  return placesByName().get(text.toLowerCase().replace(/^kab\.? /, 'kabupaten ')) ?? text;
}

const MANY: Partial<Record<OperandShape, (part: string, unit?: string) => string | number>> = {
  numbers: amountIn,
  texts: String,
  regions: regionIn,
  codes: String,
};
const PAIRS: readonly OperandShape[] = ['numberPair', 'dayPair'];

const single = (text: string, shape: OperandShape | undefined, unit: string | undefined): Operand | undefined => {
  if (text === '') return undefined;
  if (shape === 'boolean') return text === 'ya' ? true : text === 'tidak' ? false : text;
  if (shape === 'number' || shape === 'numberPair') return amountIn(text, unit);
  return shape === 'region' ? regionIn(text) : text;
};

const shapeOf = (definition: FactDefinition, op: string, isMeasured: boolean): OperandShape | undefined =>
  (OPERATORS as readonly string[]).includes(op) ? operatorsFor(definition, isMeasured)[op as Comparison['op']]?.operand : undefined;

/** What a row compares with, in the type that the comparison takes; what cannot be read stays a text. */
export function operandIn(row: FormNode, definition: FactDefinition, op: string, isMeasured: boolean): unknown {
  const shape = shapeOf(definition, op, isMeasured);
  const unit = isMeasured ? undefined : definition.unit;
  const text = textOf(row, 'nilai');
  if (shape && PAIRS.includes(shape)) return [single(text, shape, unit), single(textOf(row, 'sampai'), shape, unit)];
  const read = shape && MANY[shape];
  if (!read) return definition.options && listOf(row, 'nilai').length > 1 ? listOf(row, 'nilai') : single(text, shape, unit);
  return (definition.options ? listOf(row, 'nilai') : partsOf(text)).map((part) => read(part, unit));
}

const asText = (value: boolean | number | string, unit: string | undefined): string =>
  typeof value === 'boolean' ? (value ? 'ya' : 'tidak') : typeof value === 'number' ? amountText(value, unit) : value;

/** The fields of a row that compares with the value. */
export function operandFields({ op, value, measure }: Comparison, definition: FactDefinition | undefined): FormNode['fields'] {
  const unit = measure ? undefined : definition?.unit;
  if (!Array.isArray(value)) return { nilai: asText(value as boolean | number | string, unit) };
  const items = (value as readonly (string | number)[]).map((item) => asText(item, unit));
  if (op === 'between') return { nilai: items[0]!, sampai: items[1]! };
  return { nilai: definition?.options ? items : items.join(', ') };
}
