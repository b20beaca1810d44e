import { listed, OperandShape, operandFits, operatorsFor } from '@sambung/matching';
import { FormNode } from '@sambung/offers';
import { FactDefinition, FACTS, Text } from '@sambung/reference';
import { t } from '@sambung/ui';
import { listOf, textOf, under } from './form-tree';
import { operandIn } from './operand-form';
import { PRESENCES } from './rule-form';

/** What is wrong with one field of the form. */
export interface FormFault {
  field: string;
  text: Text;
}

export const fault = (field: string, id: string, en: string): FormFault => ({ field, text: { id, en } });

/** The one way to ask for a day that is missing or does not exist. */
export const DAY_WANTED = ['Tulis tanggal yang ada, contoh 17 8 2027.', 'Write a day that exists, for example 17 8 2027.'] as const;

/** What to write where a value is none that the comparison takes. */
const WANTED: Readonly<Partial<Record<OperandShape, readonly [string, string]>>> = {
  number: ['Tulis bilangan bulat.', 'Write a whole number.'],
  numbers: ['Tulis bilangan bulat, pisahkan dengan koma.', 'Write whole numbers, with commas between them.'],
  numberPair: ['Tulis dua bilangan bulat, yang lebih kecil dulu.', 'Write two whole numbers, the smaller one first.'],
  day: DAY_WANTED,
  dayPair: ['Tulis kedua tanggal, yang lebih awal dulu.', 'Write both days, the earlier one first.'],
  region: ['Tulis nama atau kode wilayah, contoh Kabupaten Malang.', 'Write the name or code of a region, such as Kabupaten Malang.'],
  regions: ['Tulis nama atau kode wilayah, pisahkan dengan koma.', 'Write names or codes of regions, with commas between them.'],
  code: ['Tulis edisi:kode, contoh 2025:10794.', 'Write version:code, such as 2025:10794.'],
  codes: ['Tulis edisi:kode, pisahkan dengan koma.', 'Write version:code, with commas between them.'],
};

/** Comparisons with one value, where several could be ticked. */
const SINGLE = ['=', '!='];

function operatorFault(path: string, operators: readonly string[]): FormFault {
  const names = (locale: 'id' | 'en') => [...operators, ...PRESENCES].map((op) => t(locale)(`op.${op}` as 'op.known')).join(', ');
  return fault(
    `${path}-banding`,
    `Perbandingan ini tidak cocok; pilih: ${names('id')}.`,
    `This comparison does not suit it; choose: ${names('en')}.`,
  );
}

function valueFaults(row: FormNode, path: string, definition: FactDefinition, shape: OperandShape): FormFault[] {
  const values = listOf(row, 'nilai').filter((value) => value.trim() !== '');
  if (values.length === 0) return [fault(`${path}-nilai`, 'Isi atau pilih nilainya.', 'Fill in or choose the value.')];
  const op = textOf(row, 'banding');
  if (values.length > 1 && SINGLE.includes(op))
    return [fault(`${path}-nilai`, 'Pilih satu saja, atau ganti perbandingannya.', 'Choose one only, or change the comparison.')];
  const wanted = WANTED[shape];
  const operand = operandIn(row, definition, op, textOf(row, 'ukuran') !== '');
  return !wanted || operandFits(shape, listed(shape, operand)) ? [] : [fault(`${path}-nilai`, ...wanted)];
}

/** Without a comparison nothing can be said of the value: one fault, not two. */
function comparisonFaults(row: FormNode, path: string): FormFault[] {
  const op = textOf(row, 'banding');
  const fact = textOf(row, 'fakta');
  const definition = Object.hasOwn(FACTS, fact) ? FACTS[fact] : undefined;
  if (!definition || (PRESENCES as readonly string[]).includes(op)) return [];
  if (op === '') return [fault(`${path}-banding`, 'Pilih perbandingan.', 'Choose a comparison.')];
  const operators = operatorsFor(definition, textOf(row, 'ukuran') !== '');
  const operator = Object.hasOwn(operators, op) ? operators[op as keyof typeof operators] : undefined;
  return operator ? valueFaults(row, path, definition, operator.operand) : [operatorFault(path, Object.keys(operators))];
}

/** Words in one language only would leave the readers of the other without any. */
function wordFaults(row: FormNode, path: string): FormFault[] {
  const [indonesian, english] = [textOf(row, 'teksid'), textOf(row, 'teksen')];
  if ((indonesian === '') === (english === '')) return [];
  const field = `${path}-${indonesian === '' ? 'teksid' : 'teksen'}`;
  return [fault(field, 'Tulis kalimat ini dalam kedua bahasa.', 'Write this sentence in both languages.')];
}

/** What is wrong with each row before anybody asks what the rule means. */
export const rowFaults = (part: FormNode, path: string): FormFault[] => [
  ...(textOf(part, 'jenis') === 'fakta' ? comparisonFaults(part, path) : []),
  ...wordFaults(part, path),
  ...part.children.flatMap((child, at) => rowFaults(child, under(path, at))),
];
