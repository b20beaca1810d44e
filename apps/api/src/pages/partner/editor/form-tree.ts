import { FormNode } from '@sambung/offers';
import { dateFields, DateValue } from '@sambung/ui';
import { FormBody } from '../../web/form';

/** Deeper than any rule may be. */
const DEEPEST = 33;

/** PostgreSQL stores no NUL in JSON. */
const storable = (text: string): string => text.replaceAll('\0', '');

interface OpenNode {
  fields: Record<string, string | string[]>;
  children: Map<number, OpenNode>;
}

const emptyNode = (): OpenNode => ({ fields: {}, children: new Map() });

const { month: MONTH, year: YEAR } = dateFields('');

const twoDigits = (part: string): string => (part === '' ? '' : part.padStart(2, '0'));

/**
 * A day as rules write it; of what is no day the parts as they were typed, which no check accepts. A number alone stays
 * one: without a script the three fields still stand there when the row was just turned to count months.
 */
const dayText = ({ day, month, year }: DateValue): string =>
  month + year === '' ? day : [year, twoDigits(month), twoDigits(day)].join('-');

/** The three fields of a day, as people count: 1 4 2027. */
export function dayFields(text: string): DateValue {
  const [, year, month, day] = /^([^-]*)-([^-]*)-(.*)$/.exec(text) ?? [text, '', '', text];
  const short = (part: string): string => part.replace(/^0+(?=\d)/, '');
  return { day: short(day!), month: short(month!), year: year! };
}

/** Offers are often announced with a year or month alone; such a text becomes the first or last day of it. */
export function wholeDay(text: string, end: 'first' | 'last'): string {
  const [, year, month] = /^(\d{4})-(\d{2})?-$/.exec(text) ?? [];
  if (!year) return text;
  if (end === 'first') return `${year}-${month ?? '01'}-01`;
  // Day 0 of the month after is the last day of this one.
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0));
  return Number(month ?? 12) > 12 ? text : last.toISOString().slice(0, 10);
}

/** A node below another, made where it is missing. */
function below(node: OpenNode, place: number): OpenNode {
  const found = node.children.get(place) ?? emptyNode();
  node.children.set(place, found);
  return found;
}

const closed = ({ fields, children }: OpenNode): FormNode => ({
  fields,
  children: [...children].sort(([a], [b]) => a - b).map(([, child]) => closed(child)),
});

/** What was sent in a field; of a day, which comes in three, as one text. */
function sentIn(form: FormBody, name: string): string | string[] {
  const value = form[name] ?? '';
  if (form[name + MONTH] === undefined) return Array.isArray(value) ? value.map(storable) : storable(value);
  const [day, month, year] = [name, name + MONTH, name + YEAR].map((part) => storable([form[part] ?? ''].flat()[0]!.trim()));
  return dayText({ day: day!, month: month!, year: year! });
}

/** Reads fields named `root-0-1-field` into the tree that their names draw. Null when the form holds nothing of it. */
export function readTree(form: FormBody, root: string): FormNode | null {
  const pattern = new RegExp(`^${root}((?:-\\d{1,4}){0,${DEEPEST}})-([a-z]+)$`);
  const top = emptyNode();
  let isThere = false;
  for (const [name, value] of Object.entries(form)) {
    const [, path, field] = pattern.exec(name) ?? [];
    if (path === undefined || value === undefined) continue;
    isThere = true;
    const node = path.split('-').slice(1).reduce((at, place) => below(at, Number(place)), top); // prettier-ignore
    node.fields[field!] = sentIn(form, name);
  }
  return isThere ? closed(top) : null;
}

export const EMPTY: FormNode = { fields: {}, children: [] };

export const node = (fields: FormNode['fields'], children: readonly FormNode[] = []): FormNode => ({ fields, children });

/** The text of a field without the blanks around it; of several the first. */
export const textOf = ({ fields }: FormNode, name: string): string => ([fields[name] ?? ''].flat()[0] ?? '').trim();

export const listOf = ({ fields }: FormNode, name: string): string[] => [fields[name] ?? []].flat();

/** Name of a part below another. */
export const under = (path: string, place: number): string => `${path}-${place}`;

export const placesIn = (path: string): number[] => path.split('-').slice(1).map(Number);

/** Does something to the part at the places, if it is there. */
export function changeAt(root: FormNode, places: readonly number[], change: (found: FormNode) => FormNode): FormNode {
  const [place, ...rest] = places;
  if (place === undefined) return change(root);
  return { ...root, children: root.children.map((child, index) => (index === place ? changeAt(child, rest, change) : child)) };
}

/** Leaves the part at the places out. */
export const removeAt = (root: FormNode, places: readonly number[]): FormNode =>
  changeAt(root, places.slice(0, -1), (parent) => ({
    ...parent,
    children: parent.children.filter((_, index) => index !== places.at(-1)),
  }));

/** Puts the part at the places before the one above it. */
export const raiseAt = (root: FormNode, places: readonly number[]): FormNode =>
  changeAt(root, places.slice(0, -1), (parent) => {
    const at = places.at(-1)!;
    const { children } = parent;
    if (at < 1 || at >= children.length) return parent;
    return { ...parent, children: [...children.slice(0, at - 1), children[at]!, children[at - 1]!, ...children.slice(at + 1)] };
  });

export const nodeAt = (root: FormNode, places: readonly number[]): FormNode | undefined =>
  places.reduce<FormNode | undefined>((found, place) => found?.children[place], root);
