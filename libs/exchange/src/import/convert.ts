import { FactDefinition, Text } from '@sambung/reference';
import { dayOf, wholeOf } from '@sambung/tables';

/** Why a cell cannot be what its column says. */
export interface CellFault {
  code: string;
  detail: Text;
}

export type Converted = { value: unknown } | CellFault;

const fault = (code: string, id: string, en: string): CellFault => ({ code, detail: { id, en } });

const YES = new Set(['1', 'true', 'ya', 'y', 'yes', 'ada', 'punya']);
const NO = new Set(['0', 'false', 'tidak', 't', 'n', 'no', 'tidak ada', 'belum']);

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

function optionOf({ options = {} }: FactDefinition, text: string): string | null {
  const wanted = plain(text);
  const found = Object.entries(options).find(([code, label]) => [code, label.id, label.en].some((one) => plain(one) === wanted));
  return found?.[0] ?? null;
}

function choiceOf(definition: FactDefinition, text: string): Converted {
  const code = optionOf(definition, text);
  if (code !== null) return { value: code };
  const list = Object.keys(definition.options ?? {}).slice(0, 12).join(', '); // prettier-ignore
  return fault('OptionUnknown', `Tidak dikenal. Pilihan: ${list}.`, `Not known. Options: ${list}.`);
}

function choicesOf(definition: FactDefinition, text: string): Converted {
  const items = text.split(/[;,|]/).map((item) => item.trim()).filter(Boolean); // prettier-ignore
  const codes = items.map((item) => choiceOf(definition, item));
  const bad = codes.find((one) => !('value' in one));
  return bad ?? { value: codes.map((one) => (one as { value: unknown }).value) };
}

/** The value of a fact in the text of a cell, as far as its type goes; whether it may be is for the facts to say. */
export function convert(definition: FactDefinition, text: string): Converted {
  switch (definition.type) {
    case 'boolean': {
      const word = text.toLowerCase();
      if (YES.has(word)) return { value: true };
      return NO.has(word) ? { value: false } : fault('NotYesNo', 'Tulis ya atau tidak.', 'Write yes or no (ya, tidak).');
    }
    case 'integer': {
      const value = wholeOf(text);
      return value === null ? fault('NotWhole', 'Tulis bilangan bulat.', 'Write a whole number.') : { value };
    }
    case 'date': {
      const value = dayOf(text);
      return value ? { value } : fault('NotDate', 'Tulis tanggal TTTT-BB-HH atau HH/BB/TTTT.', 'Write a date YYYY-MM-DD or DD/MM/YYYY.');
    }
    case 'choice':
      return choiceOf(definition, text);
    case 'choices':
      return choicesOf(definition, text);
    default:
      return { value: text };
  }
}
