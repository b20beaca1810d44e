import { checkIdentifier, NikOptions } from '../identifiers';
import { checkRegion } from '../regions';
import { Checked, refused } from '../text';
import { FactDefinition } from './definition';

type Value = boolean | number | string | string[] | { min?: number; max?: number };

const LONGEST_TEXT = 200;
/** PostgreSQL stores neither NUL nor half a surrogate pair; the other control characters have no place in a line. */
const UNWRITABLE = /[\p{Cc}\p{Cs}]/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const yesOrNo = (value: unknown): Checked<Value> =>
  typeof value === 'boolean' ? { ok: true, value } : refused('NotBoolean', 'Jawab true (ya) atau false (tidak).', 'Answer true or false.');

const inBounds = (value: unknown, { min = 0, max = Number.MAX_SAFE_INTEGER }: FactDefinition): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

function isRange(value: unknown, definition: FactDefinition): value is { min?: number; max?: number } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { min, max, ...rest } = value as Record<string, unknown>;
  if (Object.keys(rest).length > 0 || (min === undefined && max === undefined)) return false;
  const ends = [min, max].filter((end) => end !== undefined);
  return ends.every((end) => inBounds(end, definition)) && (ends.length < 2 || (min as number) <= (max as number));
}

function integer(value: unknown, definition: FactDefinition): Checked<Value> {
  if (inBounds(value, definition)) return { ok: true, value };
  if (isRange(value, definition)) return { ok: true, value };
  const { min = 0, max, unit } = definition;
  const limits = { id: max === undefined ? '' : `, ${min} sampai ${max}`, en: max === undefined ? '' : `, ${min} to ${max}` };
  return unit === 'IDR'
    ? refused(
        'NotRupiah',
        `Tulis rupiah dengan angka saja, contoh 5000000, atau kisaran {"min":…,"max":…}${limits.id}.`,
        `Write rupiah in digits, such as 5000000, or a range {"min":…,"max":…}${limits.en}.`,
      )
    : refused(
        'NotInteger',
        `Tulis bilangan bulat${limits.id}, atau kisaran {"min":…,"max":…}.`,
        `Write a whole number${limits.en}, or a range {"min":…,"max":…}.`,
      );
}

function isRealDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

function day(value: unknown, definition: FactDefinition, today: string): Checked<Value> {
  if (!isRealDay(value))
    return refused('NotDate', 'Tulis tanggal sebagai TTTT-BB-HH, contoh 2024-08-17.', 'Write the date as YYYY-MM-DD, such as 2024-08-17.');
  if (definition.past && value > today)
    return refused(
      'DateAhead',
      'Tanggal tidak boleh di masa depan. Tulis hari ini atau sebelumnya.',
      'The date cannot lie in the future. Write today or an earlier day.',
    );
  if (value < '1900-01-01' || value > '2100-12-31')
    return refused('DateFarAway', 'Tulis tahun 1900 sampai 2100.', 'Write a year from 1900 to 2100.');
  return { ok: true, value };
}

function oneOfOptions(value: unknown, { options = {} }: FactDefinition): Checked<Value> {
  if (typeof value === 'string' && Object.hasOwn(options, value)) return { ok: true, value };
  const list = Object.keys(options).join(', ');
  return refused('NotAnOption', `Pilih salah satu dari: ${list}.`, `Choose one of: ${list}.`);
}

function someOfOptions(value: unknown, { options = {} }: FactDefinition): Checked<Value> {
  const items = Array.isArray(value) ? value : null;
  if (items?.every((item) => typeof item === 'string' && Object.hasOwn(options, item))) {
    return { ok: true, value: [...new Set(items as string[])].sort() };
  }
  const list = Object.keys(options).join(', ');
  return refused('NotOptions', `Kirim daftar berisi: ${list}.`, `Send a list of: ${list}.`);
}

function plainText(value: unknown, definition: FactDefinition, options: NikOptions): Checked<Value> {
  if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST_TEXT || UNWRITABLE.test(value.trim())) {
    return refused(
      'NotText',
      `Tulis teks 1–${LONGEST_TEXT} huruf dalam satu baris.`,
      `Write a text of 1 to ${LONGEST_TEXT} characters on one line.`,
    );
  }
  return definition.identifier ? checkIdentifier(definition.identifier, value, options) : { ok: true, value: value.trim() };
}

/**
 * Checks a value that came from outside against its definition.
 * @returns the canonical value (digits only, sorted lists, …) or a reason that names the fix
 */
export function checkFactValue(definition: FactDefinition, value: unknown, options: NikOptions): Checked<Value> {
  switch (definition.type) {
    case 'boolean':
      return yesOrNo(value);
    case 'integer':
      return integer(value, definition);
    case 'date':
      return day(value, definition, options.today);
    case 'choice':
      return oneOfOptions(value, definition);
    case 'choices':
      return someOfOptions(value, definition);
    case 'region':
      return typeof value === 'string'
        ? checkRegion(value)
        : refused('RegionUnknown', 'Kirim kode wilayah, contoh 35.07.01.', 'Send a region code, such as 35.07.01.');
    case 'code':
    case 'text':
      return plainText(value, definition, options);
  }
}
