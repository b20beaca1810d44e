import { FormNode, FormParts, knownBenefit } from '@sambung/offers';
import { FACTS } from '@sambung/reference';
import { FormBody } from '../../web/form';
import { usualShape } from './benefit-form';
import { partOf, PartName, PARTS } from './document-form';
import { changeAt, EMPTY, node, nodeAt, placesIn, raiseAt, readTree, removeAt, textOf, under, wholeDay } from './form-tree';

/** What each page of the editor holds. */
const SECTIONS = {
  pokok: ['pokok'],
  syarat: ['syarat'],
  manfaat: ['manfaat', 'hasil', 'hukum', 'sumber'],
  urutan: ['suka', 'bobot', 'poin'],
  contoh: ['contoh'],
} as const satisfies Readonly<Record<string, readonly PartName[]>>;
export type SectionName = keyof typeof SECTIONS;

export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];

export const sectionOf = (part: PartName): SectionName =>
  SECTION_NAMES.find((name) => (SECTIONS[name] as readonly PartName[]).includes(part))!;

const withDay = (row: FormNode, name: string, end: 'first' | 'last'): FormNode =>
  row.fields[name] === undefined ? row : { ...row, fields: { ...row.fields, [name]: wholeDay(textOf(row, name), end) } };

/** The days between which something holds may be written as a year or a month. */
function withWholeDays(part: PartName, root: FormNode): FormNode {
  if (part === 'pokok') return withDay(withDay(root, 'dari', 'first'), 'sampai', 'last');
  return part === 'hukum' ? { ...root, children: root.children.map((law) => withDay(law, 'sampai', 'last')) } : root;
}

/** The form with what a page sent in the place of what that page shows. */
export function withSent(form: FormParts, section: SectionName, sent: FormBody, place: number | null): FormParts {
  if (place !== null) {
    const example = nodeAt(readTree(sent, 'contoh') ?? EMPTY, [0]) ?? EMPTY;
    return { ...form, contoh: changeAt(partOf(form, 'contoh'), [place], () => example) };
  }
  const read = SECTIONS[section].map((part) => [part, withWholeDays(part, readTree(sent, part) ?? EMPTY)] as const);
  return { ...form, ...Object.fromEntries(read) };
}

const GROUP = node({ jenis: 'kelompok', cara: 'any' });
const CHECK = node({ jenis: 'periksa' });

/** Comparisons that most authors mean, by the type of the fact. */
const USUAL: Readonly<Record<string, string>> = { boolean: '=', integer: '<=', date: '<=', choice: 'in', choices: 'containsAny', region: 'within', code: 'startsWith', text: '=' }; // prettier-ignore

function factRow(fact: string): FormNode {
  const { type } = FACTS[fact]!;
  return node({ jenis: 'fakta', fakta: fact, banding: USUAL[type]!, ...(type === 'boolean' && { nilai: 'ya' }) });
}

const benefitNamed = (name: string): string => (knownBenefit(name) ? name : '');
const isFact = (fact: string): boolean => Object.hasOwn(FACTS, fact);

/** A row as it is before anybody has filled it in. */
function newRow(part: PartName, parent: FormNode, isTop: boolean): FormNode | null {
  const fact = textOf(parent, 'tambah');
  switch (part) {
    case 'manfaat':
      return node({ kunci: benefitNamed(fact), bentuk: usualShape(benefitNamed(fact)) });
    case 'hukum':
      return EMPTY;
    case 'hasil':
      return isFact(fact) ? node({ fakta: fact, ...(FACTS[fact]!.type === 'boolean' && { nilai: 'ya' }) }) : null;
    case 'poin':
      return isTop ? node({}, [EMPTY]) : EMPTY;
    case 'contoh':
      return isTop ? EMPTY : isFact(fact) ? node({ jenis: 'fakta', fakta: fact }) : null;
    default:
      return null;
  }
}

const added = (parent: FormNode, child: FormNode | null): FormNode =>
  child ? { fields: { ...parent.fields, tambah: '' }, children: [...parent.children, child] } : parent;

function addedFact(parent: FormNode): FormNode {
  const fact = textOf(parent, 'tambah');
  return added(parent, isFact(fact) ? factRow(fact) : null);
}

type Change = (root: FormNode, places: readonly number[], part: PartName) => FormNode;

const below =
  (child: (parent: FormNode) => FormNode): Change =>
  (root, places) =>
    changeAt(root, places, child);

const CHANGES: Readonly<Record<string, Change>> = {
  hapus: (root, places) => (places.length === 0 ? node({ jenis: 'kelompok', cara: 'all' }) : removeAt(root, places)),
  naik: raiseAt,
  bungkus: below((child) => node({ jenis: 'kelompok', cara: 'any' }, [child])),
  fakta: below(addedFact),
  kelompok: below((parent) => added(parent, GROUP)),
  periksa: below((parent) => added(parent, CHECK)),
  baris: (root, places, part) => changeAt(root, places, (parent) => added(parent, newRow(part, parent, places.length === 0))),
};

const ADDS = ['fakta', 'kelompok', 'periksa', 'baris'];
const ACTION_TEXT = /^([a-z]+):([a-z]+)((?:-\d{1,4}){0,33})$/;

/** What a button asks for. @returns null when it only sends; `at` is where the reader should be led to */
export function changed(form: FormParts, action: string): { form: FormParts; at: string } | null {
  const [, verb = '', root, path = ''] = ACTION_TEXT.exec(action) ?? [];
  const part = PARTS.find((name) => name === root);
  const change = Object.hasOwn(CHANGES, verb) ? CHANGES[verb] : undefined;
  if (!part || !change) return null;
  const address = `${part}${path}`;
  const before = partOf(form, part);
  const after = change(before, placesIn(address), part);
  const at = ADDS.includes(verb) ? newestAt(before, after, address) : parentOf(address);
  return { form: { ...form, [part]: after }, at };
}

/** The row that was added; where none was, the list to choose from. */
function newestAt(before: FormNode, after: FormNode, address: string): string {
  const count = (root: FormNode): number => nodeAt(root, placesIn(address))?.children.length ?? 0;
  return count(after) > count(before) ? under(address, count(after) - 1) : `${address}-tambah`;
}

const parentOf = (address: string): string => address.replace(/-\d+$/, '');
