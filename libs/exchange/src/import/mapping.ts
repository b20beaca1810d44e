import { FieldFault } from '@sambung/errors';
import { ImportRecord, LineFaults } from '@sambung/profiles';
import { FACTS, Role, ROLES, Text } from '@sambung/reference';
import { convert } from './convert';
import { placeOf } from './places';

const PLACES = ['province', 'regency', 'district', 'village'] as const;
const OWN = ['name', 'roles', 'phone', 'regionCode', 'consentTextVersion', ...PLACES] as const;
type Own = (typeof OWN)[number];
const NEEDED = ['name', 'phone', 'roles', 'regionCode'] as const;
export type NeededTarget = (typeof NEEDED)[number];

/** What each column of a table means: a field of the actor, or the key of a fact. Columns that are not named are passed over. */
export interface ColumnMapping {
  columns: Readonly<Record<string, string>>;
  /** What every row is, whatever its cells say. */
  constants?: { roles?: readonly Role[]; regionCode?: string; consentTextVersion?: string; facts?: Readonly<Record<string, unknown>> };
}

/** The cells of one row by the title of their column; empty ones are not there. */
export type RowCells = Readonly<Record<string, string>>;

/** A row that has been read, with the column that each part came from. */
export interface ReadRow {
  record: ImportRecord;
  faults: FieldFault[];
  /** Titles of columns by where their value stands in the record, as a JSON Pointer. */
  sources: ReadonlyMap<string, string>;
}

export type RowReader = (cells: RowCells) => ReadRow;

export const columnPointer = (title: string): string => `/${title.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const factOf = (target: string) => (Object.hasOwn(FACTS, target) && !FACTS[target]!.derived ? FACTS[target]! : undefined);

/** What every record needs, and neither a column nor a constant gives. */
export function missingTargets({ columns, constants = {} }: ColumnMapping): NeededTarget[] {
  const targets = Object.values(columns);
  const has = (...wanted: readonly Own[]) => wanted.some((one) => targets.includes(one));
  const given: Record<NeededTarget, boolean> = {
    name: has('name'),
    phone: has('phone'),
    roles: has('roles') || constants.roles !== undefined,
    regionCode: has('regionCode', 'district', 'village') || constants.regionCode !== undefined,
  };
  return NEEDED.filter((target) => !given[target]);
}

/** Faults of the mapping itself, apart from the table that it is for. */
export function mappingFaults(mapping: ColumnMapping): FieldFault[] {
  const known = (target: string) => (OWN as readonly string[]).includes(target) || factOf(target) !== undefined;
  const list = OWN.join(', ');
  const unknown = Object.entries(mapping.columns).filter(([, target]) => !known(target));
  return [
    ...unknown.map(([title]) => ({
      pointer: `/mapping/columns${columnPointer(title)}`,
      code: 'TargetUnknown',
      detail: { id: `Pilih ${list}, atau kode fakta dari /api/v1/facts.`, en: `Choose ${list}, or the key of a fact from /api/v1/facts.` },
    })),
    ...missingTargets(mapping).map((target) => ({
      pointer: '/mapping/columns',
      code: 'TargetMissing',
      detail: { id: `Tidak ada kolom untuk ${target}.`, en: `No column is for ${target}.` },
    })),
  ];
}

/** Titles of the mapping that a table does not have. */
export function headerFaults({ columns }: ColumnMapping, titles: readonly string[]): FieldFault[] {
  return Object.keys(columns)
    .filter((title) => !titles.includes(title))
    .map((title) => ({
      pointer: columnPointer(title),
      code: 'ColumnMissing',
      detail: { id: 'Kolom ini tidak ada di berkas.', en: 'The file has no such column.' },
    }));
}

/** Reads the columns of a row that are facts. */
function factsIn(cells: RowCells, columns: readonly (readonly [string, string])[], faults: FieldFault[]): Record<string, unknown> {
  const stated: Record<string, unknown> = {};
  for (const [title, key] of columns) {
    const text = cells[title];
    if (!text) continue;
    const converted = convert(FACTS[key]!, text);
    if ('value' in converted) stated[key] = { value: converted.value };
    else faults.push({ pointer: columnPointer(title), ...converted });
  }
  return stated;
}

const asFacts = (values: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));

/** Reads rows of one table; create one per table. @param territory of whoever brings it in */
export function rowReader({ columns, constants = {} }: ColumnMapping, territory: string | null = null): RowReader {
  const titles = Object.entries(columns);
  const titleOf = (target: string) => titles.find(([, one]) => one === target)?.[0];
  const facts = titles.filter(([, target]) => factOf(target));
  const [name, phone, roles, region, consent] = ['name', 'phone', 'roles', 'regionCode', 'consentTextVersion'].map(titleOf);
  const places = PLACES.map(titleOf);
  const placed = region ?? places.findLast((title) => title);
  const sources = new Map<string, string>([
    ...facts.map(([title, key]): [string, string] => [`/facts/${key}`, title]),
    ...[['/name', name], ['/phone', phone], ['/roles', roles], ['/regionCode', placed]].filter((one): one is [string, string] => !!one[1]),
  ]); // prettier-ignore
  return (cells) => {
    const faults: FieldFault[] = [];
    const cell = (title: string | undefined) => (title === undefined ? undefined : cells[title]);
    const record: ImportRecord = {
      name: cell(name) ?? '',
      phone: cell(phone) ?? '',
      roles: rolesOf(cell(roles), constants.roles ?? []),
      regionCode: cell(region) ?? regionOf(places.map(cell), places, faults, territory) ?? constants.regionCode ?? '',
      consentTextVersion: cell(consent) ?? constants.consentTextVersion,
      facts: { ...asFacts(constants.facts), ...factsIn(cells, facts, faults) },
    };
    return { record, faults, sources };
  };
}

/** @returns null where the table tells no place by names */
export function regionOf(
  names: readonly (string | undefined)[],
  titles: readonly (string | undefined)[],
  faults: FieldFault[],
  territory: string | null = null,
): string | null {
  if (names.every((name) => !name)) return null;
  const place = placeOf(names, territory);
  if ('code' in place) return place.code;
  const title = titles[place.unknownAt] ?? titles.findLast((one) => one)!;
  faults.push({ pointer: columnPointer(title), code: 'RegionUnknown', detail: placeFault(names, place.unknownAt) });
  return null;
}

const LEVEL_NAMES = [
  { id: 'provinsi', en: 'province' },
  { id: 'kabupaten atau kota', en: 'regency or city' },
  { id: 'kecamatan', en: 'district' },
  { id: 'desa atau kelurahan', en: 'village' },
] as const;

/** A name that is not known is one thing, a level that nobody wrote another. */
function placeFault(names: readonly (string | undefined)[], unknownAt: number): Text {
  if (names[unknownAt])
    return { id: 'Wilayah ini tidak ada di bawah wilayah atasnya.', en: 'There is no such place below the one above it.' };
  const { id, en } = LEVEL_NAMES[unknownAt]!;
  return { id: `Isi juga ${id}, atau pakai kode wilayah.`, en: `Fill in the ${en} too, or use a region code.` };
}

function rolesOf(text: string | undefined, fallback: readonly Role[]): Role[] {
  if (!text) return [...fallback];
  const plain = (one: string) => one.toLowerCase().replaceAll(/[^a-z]/g, '');
  return text.split(/[;,|]/).map((item) => {
    const found = Object.entries(ROLES).find(([code, label]) => [code, label.id, label.en].some((one) => plain(one) === plain(item)));
    return (found?.[0] ?? item.trim()) as Role;
  }); // prettier-ignore
}

/** Faults that storing found, at the columns that their values came from. */
export function atColumns({ line, faults }: LineFaults, sources: ReadonlyMap<string, string>): LineFaults {
  const titleAt = (pointer: string) => [...sources].find(([at]) => pointer === at || pointer.startsWith(`${at}/`))?.[1];
  return {
    line,
    faults: faults.map((fault) => {
      const title = titleAt(fault.pointer);
      return title ? { ...fault, pointer: columnPointer(title) } : fault;
    }),
  };
}
