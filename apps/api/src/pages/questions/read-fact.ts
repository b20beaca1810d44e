import { StoredValue } from '@sambung/profiles';
import { checkFactValue, FactDefinition, FACTS, SIZE_BANDS } from '@sambung/reference';
import { dateFields, DateValue, isMessageKey, MessageKey } from '@sambung/ui';
import { FormBody, listIn, textIn } from '../web/form';
import { Fault } from './question';
import { readDate } from './read-date';

export const FIELD = 'jawaban';
export const UNKNOWN = 'tidak-tahu';
export const NOTHING = 'tidak-ada';

/** A range of rupiah that one radio button stands for; the last one is open. */
export interface Band {
  value: string;
  min: number;
  max?: number;
}

/** Bands between the limits that rules ask about, so that choosing one answers them exactly. */
const LIMITS = [
  300_000_000,
  500_000_000,
  SIZE_BANDS[0]!.turnoverUpTo,
  4_800_000_000,
  SIZE_BANDS[1]!.turnoverUpTo,
  SIZE_BANDS[2]!.turnoverUpTo,
];

export const TURNOVER_BANDS: readonly Band[] = [
  ...LIMITS.map((max, index) => {
    const min = index === 0 ? 0 : LIMITS[index - 1]! + 1;
    return { value: `${min}-${max}`, min, max };
  }),
  { value: `${LIMITS.at(-1)! + 1}-`, min: LIMITS.at(-1)! + 1 },
];

const SCALES: Readonly<Record<string, number>> = { rb: 1e3, ribu: 1e3, jt: 1e6, juta: 1e6, yuta: 1e6, m: 1e9, miliar: 1e9, milyar: 1e9 };

/** Whole rupiah: 5000000, 5.000.000,00 as Indonesians group figures, or 5,000,000.00 as spreadsheets do. */
const WHOLE = /^(?:\d{1,3}(?:[.\s]\d{3})*(?:,00)?|\d{1,3}(?:,\d{3})+(?:\.00)?|\d+(?:,00)?)$/;
const CENTS = /[.,]00$/;

/** An amount as people write it: 5.000.000, Rp5.000.000,-, 5jt, 2,5 juta. @returns NaN when it is none */
export function rupiahIn(text: string): number {
  const match = /^(?:rp\.?)?\s*([\d.,\s]+?)\s*(rb|ribu|jt|juta|yuta|m|miliar|milyar)?\s*(?:,?-)?$/i.exec(text.trim());
  if (!match) return NaN;
  const [, figures, scale] = match as unknown as [string, string, string | undefined];
  if (!scale) return WHOLE.test(figures) ? Number(figures.replace(CENTS, '').replaceAll(/\D/g, '')) : NaN;
  const number = Number(figures.replaceAll(/\s/g, '').replace(',', '.'));
  return Math.round(number * SCALES[scale.toLowerCase()]!);
}

const wholeNumberIn = (text: string): number => (/^\d[\d.\s]*$/.test(text) ? Number(text.replaceAll(/\D/g, '')) : NaN);

export const dateIn = (form: FormBody): DateValue => {
  const fields = dateFields(FIELD);
  return { day: textIn(form, fields.day), month: textIn(form, fields.month), year: textIn(form, fields.year) };
};

const YES_NO: Readonly<Record<string, boolean>> = { ya: true, tidak: false };

function bandIn(text: string): StoredValue {
  const band = TURNOVER_BANDS.find(({ value }) => value === text);
  return band ? { min: band.min, ...(band.max !== undefined && { max: band.max }) } : rupiahIn(text);
}

/** What the form says, in the type of the fact; undefined when nothing was chosen. */
function rawValue(fact: string, { type, unit }: FactDefinition, form: FormBody): unknown {
  const text = textIn(form, FIELD);
  if (type === 'choices') {
    const ticked = listIn(form, FIELD);
    return ticked.length === 0 ? undefined : ticked.filter((value) => value !== NOTHING);
  }
  if (text === '') return undefined;
  if (fact === 'business.turnover') return bandIn(text);
  if (type === 'integer') return unit === 'IDR' ? rupiahIn(text) : wholeNumberIn(text);
  return type === 'boolean' ? (YES_NO[text] ?? text) : text;
}

const messageOf = (code: string): MessageKey => {
  const key = `fault.${code}`;
  return isMessageKey(key) ? key : 'fault.AnswerMissing';
};

/** What to say where nothing was chosen or written; turnover is asked in bands. */
function missingOf(fact: string, { type, unit }: FactDefinition): MessageKey {
  if (type === 'choices') return 'fault.AnswersMissing';
  if (type !== 'integer' || fact === 'business.turnover') return 'fault.AnswerMissing';
  return unit === 'IDR' ? 'fault.NotRupiah' : 'fault.NotInteger';
}

/** What a form answers: a value, null for "I do not know", or what is wrong with it. */
export type FactReading = { value: StoredValue | null } | { faults: readonly Fault[] };

/** @param today `YYYY-MM-DD` */
export function readFact(fact: string, form: FormBody, today: string): FactReading {
  const definition = FACTS[fact]!;
  const fault = (key: MessageKey): FactReading => {
    const { min = 0, max = 0 } = definition;
    return { faults: [{ field: FIELD, key, ...(key === 'fault.NotInteger' && { values: { min, max } }) }] };
  };
  const ticked = listIn(form, FIELD);
  if (ticked[0] === UNKNOWN) return { value: null };
  if (ticked.includes(NOTHING) && ticked.length > 1) return fault('fault.NoneContradicts');
  const date = definition.type === 'date' ? readDate(fact, dateIn(form), today) : null;
  if (date && 'fault' in date) return fault(date.fault);
  const raw = date ? date.day : rawValue(fact, definition, form);
  if (raw === undefined) return fault(missingOf(fact, definition));
  const checked = checkFactValue(definition, raw, { today, allowTestSerial: false });
  return checked.ok ? { value: checked.value } : fault(messageOf(checked.reason.code));
}
