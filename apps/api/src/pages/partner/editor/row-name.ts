import { FormParts } from '@sambung/offers';
import { FACTS, Text } from '@sambung/reference';
import { partOf, PartName } from './document-form';
import { nodeAt, placesIn, textOf } from './form-tree';

const NAMES = ['nama', 'namaid', 'kunci', 'teksid'] as const;

/** What the row of a field is about; null for a field outside the rows, and for a row that has no name yet. */
export function rowName(form: FormParts, field: string): Text | null {
  const [, part, path] = /^([a-z]+)((?:-\d+)+)(?:-[a-z]+)?$/.exec(field) ?? [];
  const row = part && nodeAt(partOf(form, part as PartName), placesIn(part + path));
  if (!row) return null;
  const fact = FACTS[textOf(row, 'fakta')];
  if (fact) return fact.label;
  const name = NAMES.map((one) => textOf(row, one)).find((text) => text !== '');
  return name === undefined ? null : { id: name, en: name };
}

/** The text with what its row is about before it, so that it can be read away from the row. */
export function namedText(form: FormParts, field: string, { id, en }: Text): Text {
  const name = rowName(form, field);
  return name ? { id: `${name.id}: ${id}`, en: `${name.en}: ${en}` } : { id, en };
}
