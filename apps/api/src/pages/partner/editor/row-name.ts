import { FormNode, FormParts, knownBenefit } from '@sambung/offers';
import { FACTS, Text } from '@sambung/reference';
import { afterColon, MessageKey, t } from '@sambung/ui';
import { partOf, PartName } from './document-form';
import { nodeAt, placesIn, textOf } from './form-tree';

const NAMES = ['nama', 'namaid', 'kunci', 'teksid'] as const;
const RULE_PARTS: readonly string[] = ['syarat', 'suka', 'poin'];

/** What a row is called until its author names it, by the part that it stands in. */
const NUMBERED: Readonly<Partial<Record<PartName, MessageKey>>> = {
  manfaat: 'editor.benefit',
  hukum: 'editor.law',
  poin: 'editor.criterion',
  contoh: 'editor.example',
};

/** Conditions about a fact in the order of the page. */
const rowsAbout = (part: FormNode, fact: string): FormNode[] =>
  part.children.flatMap((child) => [...(textOf(child, 'fakta') === fact ? [child] : []), ...rowsAbout(child, fact)]);

/** The fact of a condition, numbered where several ask about the same. */
function factName(form: FormParts, part: PartName, row: FormNode): Text | null {
  const fact = textOf(row, 'fakta');
  if (!Object.hasOwn(FACTS, fact)) return null;
  const { label } = FACTS[fact]!;
  const alike = RULE_PARTS.includes(part) ? rowsAbout(partOf(form, part), fact) : [];
  if (alike.length < 2) return label;
  const number = alike.indexOf(row) + 1;
  return { id: `${label.id} ${number}`, en: `${label.en} ${number}` };
}

function numbered(part: PartName, places: readonly number[]): Text | null {
  const key = NUMBERED[part];
  if (!key || places.length !== 1) return null;
  const number = places[0]! + 1;
  return { id: t('id')(key, { number }), en: t('en')(key, { number }) };
}

/** What the row of a field is about; null for a field outside the rows, and for a row that cannot be called anything. */
export function rowName(form: FormParts, field: string): Text | null {
  const [, part, path] = /^([a-z]+)((?:-\d+)+)(?:-[a-z]+)?$/.exec(field) ?? [];
  const places = part === undefined ? [] : placesIn(part + path);
  const row = part && nodeAt(partOf(form, part as PartName), places);
  if (!row) return null;
  const fact = factName(form, part as PartName, row);
  if (fact) return fact;
  const name = NAMES.map((one) => textOf(row, one)).find((text) => text !== '');
  if (name === undefined) return numbered(part as PartName, places);
  return knownBenefit(part === 'manfaat' ? name : '')?.label ?? { id: name, en: name };
}

/** The text with what its row is about before it, so that it can be read away from the row. */
export function namedText(form: FormParts, field: string, { id, en }: Text): Text {
  const name = rowName(form, field);
  return name ? { id: `${name.id}: ${afterColon(id)}`, en: `${name.en}: ${afterColon(en)}` } : { id, en };
}
