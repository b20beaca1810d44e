import { Day, isDay, Measure } from './calendar';
import { Catalogue, FactDefinition, FactValue, isRange, Naming, Range, Text } from './facts';
import type { LeafOutcome } from './leaf';
import { Comparison, isComparison, isPresence, Leaf, Operand, Operator } from './rule';

const MONTHS = {
  id: ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const; // prettier-ignore

const UNITS: Record<string, { id: string; one: string; many: string }> = {
  days: { id: 'hari', one: 'day', many: 'days' },
  months: { id: 'bulan', one: 'month', many: 'months' },
  years: { id: 'tahun', one: 'year', many: 'years' },
  persons: { id: 'orang', one: 'person', many: 'people' },
};

/** What each operator that compares with one value says before it. */
const PHRASES: Record<Exclude<Operator, ListOperator>, Text> = {
  '=': { id: 'harus', en: 'must be' },
  '!=': { id: 'bukan', en: 'must not be' },
  '<': { id: 'kurang dari', en: 'less than' },
  '<=': { id: 'paling banyak', en: 'at most' },
  '>': { id: 'lebih dari', en: 'more than' },
  '>=': { id: 'paling sedikit', en: 'at least' },
  between: { id: 'antara', en: 'between' },
  within: { id: 'di', en: 'in' },
  startsWith: { id: 'termasuk', en: 'in the classes' },
};
const DATE_PHRASES: Partial<Record<Operator, Text>> = {
  '<': { id: 'sebelum', en: 'before' },
  '<=': { id: 'paling lambat', en: 'no later than' },
  '>': { id: 'sesudah', en: 'after' },
  '>=': { id: 'paling awal', en: 'no earlier than' },
};

const AND: Text = { id: ' dan ', en: ' and ' };
const OR: Text = { id: ' atau ', en: ' or ' };
const NOTHING: Text = { id: '', en: '' };
type ListOperator = 'in' | 'notIn' | 'containsAny' | 'containsAll' | 'containsNone' | 'subsetOf';
/** What each operator that compares with a list says before it, and before its last item. */
const LISTS: Record<ListOperator, { before: Text; last: Text }> = {
  in: { before: NOTHING, last: OR },
  notIn: { before: { id: 'bukan ', en: 'not ' }, last: OR },
  containsAny: { before: NOTHING, last: OR },
  containsAll: { before: NOTHING, last: AND },
  containsNone: { before: { id: 'tanpa ', en: 'without ' }, last: OR },
  subsetOf: { before: { id: 'hanya ', en: 'only ' }, last: OR },
};
const isListOperator = (op: Operator): op is ListOperator => Object.hasOwn(LISTS, op);

/** Maps one function over both languages. */
export const both = (write: (language: 'id' | 'en') => string): Text => ({ id: write('id'), en: write('en') });

/** For callers that have no names. */
export const asCode: Naming = (code) => both(() => code);

const group = (amount: number, separator: string): string => String(Math.round(amount)).replace(/\B(?=(\d{3})+(?!\d))/g, separator);

export function dayText(day: Day): Text {
  const [year, month, date] = day.split('-').map(Number);
  return both((language) => `${date} ${MONTHS[language][month! - 1]} ${year}`);
}

function numberText(amount: number, unit: string | undefined): Text {
  if (unit === 'calendarYear') return both(() => String(amount));
  const written = both((language) => group(amount, language === 'id' ? '.' : ','));
  if (unit === 'IDR') return both((language) => `Rp${written[language]}`);
  const words = unit === undefined ? undefined : UNITS[unit];
  return words ? { id: `${written.id} ${words.id}`, en: `${written.en} ${amount === 1 ? words.one : words.many}` } : written;
}

function rangeText({ min, max }: Range, unit: string | undefined): Text {
  const [low, high] = [min, max].map((end) => (end === undefined ? undefined : numberText(end, unit)));
  if (low && high) return both((language) => `${low[language]}–${high[language]}`);
  if (high) return { id: `paling banyak ${high.id}`, en: `at most ${high.en}` };
  return low ? { id: `paling sedikit ${low.id}`, en: `at least ${low.en}` } : { id: '?', en: '?' };
}

const unitOf = (definition: FactDefinition | undefined, measure: Measure | undefined): string | undefined => measure ?? definition?.unit;

function single(value: FactValue | Operand, definition: FactDefinition | undefined, measure?: Measure): Text {
  if (typeof value === 'boolean') return value ? { id: 'ya', en: 'yes' } : { id: 'tidak', en: 'no' };
  if (typeof value === 'number') return numberText(value, unitOf(definition, measure));
  if (isRange(value)) return rangeText(value, unitOf(definition, measure));
  if (isDay(value)) return dayText(value);
  const { options = {} } = definition ?? {};
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Object.hasOwn(options, text) ? options[text]! : both(() => text);
}

function valueText(value: FactValue | Operand, definition: FactDefinition | undefined, measure?: Measure): Text {
  if (!Array.isArray(value)) return single(value, definition, measure);
  const items = value.map((item: string | number) => single(item, definition, measure));
  return both((language) => items.map((item) => item[language]).join(', ') || '–');
}

function operandText({ op, value, measure }: Comparison, definition: FactDefinition | undefined): Text {
  if (op !== 'between' || !Array.isArray(value)) return valueText(value, definition, measure);
  const ends = value.map((end: number | string) => single(end, definition, measure));
  return both((language) => ends.map((end) => end[language]).join(AND[language]));
}

/** `A, B or C` */
function listed(value: FactValue | Operand, definition: FactDefinition | undefined, last: Text): Text {
  const items = [value].flat().map((item) => single(item as Operand, definition));
  return both((language) => {
    const texts = items.map((item) => item[language]);
    return [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter(Boolean).join(last[language]) || '–';
  });
}

/** What is asked of the fact, with the sign that follows its label. */
function demand(leaf: Comparison, definition: FactDefinition | undefined): Text {
  const { op, value } = leaf;
  if (isListOperator(op)) {
    const { before, last } = LISTS[op];
    const list = listed(value, definition, last);
    return both((language) => `: ${before[language]}${list[language]}`);
  }
  const operand = operandText(leaf, definition);
  if (op === '=' && value === false) return both((language) => `: ${operand[language]}`);
  const isDate = definition?.type === 'date' && !leaf.measure;
  const phrase = (isDate && DATE_PHRASES[op]) || PHRASES[op];
  const colon = definition?.type === 'boolean' ? ':' : '';
  return both((language) => `${colon} ${phrase[language]} ${operand[language]}`);
}

function comparisonText(leaf: Comparison, definition: FactDefinition | undefined): Text {
  const label = definition?.label ?? both(() => leaf.fact);
  // "Has an NIB" says it all.
  if (leaf.op === '=' && leaf.value === true) return label;
  const asked = demand(leaf, definition);
  return both((language) => `${label[language]}${asked[language]}`);
}

/** What the leaf asks for, in one short sentence. */
export function expectation(leaf: Leaf, catalogue: Catalogue): Text {
  if (isComparison(leaf)) return comparisonText(leaf, catalogue[leaf.fact]);
  if (isPresence(leaf)) {
    const key = (leaf.known ?? leaf.missing)!;
    const label = catalogue[key]?.label ?? both(() => key);
    return leaf.known === undefined
      ? { id: `${label.id}: belum diisi`, en: `${label.en}: not given` }
      : { id: `${label.id}: sudah diisi`, en: `${label.en}: given` };
  }
  return leaf.text ?? both(() => leaf.officerCheck);
}

/** What the profile says about the leaf, or null when it says nothing. */
export function actualText(leaf: Leaf, outcome: LeafOutcome, catalogue: Catalogue): Text | null {
  if (outcome.actual === undefined) return null;
  const definition = isComparison(leaf) ? catalogue[leaf.fact] : undefined;
  const measure = isComparison(leaf) ? leaf.measure : undefined;
  return valueText(outcome.actual, definition, measure);
}
