import { FormNode, FormParts } from '@sambung/offers';
import { partOf, PartName } from './document-form';
import { textOf, under } from './form-tree';

/** Fields of a condition by the member of the rule that is wrong. */
const RULE_FIELDS: Readonly<Record<string, string>> = {
  op: 'banding', value: 'nilai', measure: 'ukuran', level: 'tingkat', id: 'tanda', text: 'teksid', legalBasis: 'dasar', officerCheck: 'kode',
  atLeast: 'jumlah', known: 'banding', missing: 'banding', fact: 'banding',
}; // prettier-ignore

const BASICS: Readonly<Record<string, string>> = {
  kind: 'jenis', facility: 'fasilitas', programme: 'program', variantOf: 'varian', 'name/id': 'namaid', 'name/en': 'namaen', name: 'namaid',
  provider: 'penyedia', level: 'tingkat', area: 'wilayah', roles: 'peran', needs: 'kebutuhan', validFrom: 'dari', validTo: 'sampai',
}; // prettier-ignore

const SOURCES: Readonly<Record<string, string>> = { sources: 'alamat', confidence: 'keyakinan', sourceStatus: 'keadaan', note: 'catatan' };

const EXAMPLE_FIELDS: Readonly<Record<string, string>> = {
  name: 'nama', roles: 'peran', region: 'wilayah', asOf: 'tanggal', expect: 'harapan',
}; // prettier-ignore

const isNumber = (segment: string | undefined): segment is string => segment !== undefined && /^\d+$/.test(segment);

const OWN_FIELD: Readonly<Record<string, string>> = { periksa: 'kode', fakta: 'banding' };

/** The field of the form at which something is wrong with a rule. */
function ruleField(part: FormNode | undefined, path: string, pointer: readonly string[]): string {
  const kind = part ? textOf(part, 'jenis') : '';
  const own = OWN_FIELD[kind] ?? 'cara';
  const [segment, next, ...rest] = pointer;
  if (segment === undefined) return `${path}-${own}`;
  if (!part || kind !== 'kelompok') return `${path}-${RULE_FIELDS[segment] ?? own}`;
  if (segment === 'not') return negatedField(part, path, pointer.slice(1));
  if (isNumber(next)) return ruleField(part.children[Number(next)], under(path, Number(next)), rest);
  return `${path}-${RULE_FIELDS[segment] ?? own}`;
}

/** A negation of one part is written as that part's; one of several stands for "none of them". */
function negatedField(part: FormNode, path: string, rest: readonly string[]): string {
  if (part.children.length === 1) return ruleField(part.children[0], under(path, 0), rest);
  const [, at, ...inside] = rest;
  return isNumber(at) ? ruleField(part.children[Number(at)], under(path, Number(at)), inside) : `${path}-cara`;
}

function priorityField(form: FormParts, [at, member, award, inside, ...rest]: readonly string[]): string {
  if (!isNumber(at)) return 'poin-tambah';
  const path = under('poin', Number(at));
  if (member !== 'awards' || !isNumber(award)) return `${path}-${{ id: 'tanda', cap: 'batas' }[member!] ?? 'namaid'}`;
  const awardPath = under(path, Number(award));
  const part = partOf(form, 'poin').children[Number(at)]?.children[Number(award)];
  if (inside !== 'when') return `${awardPath}-angka`;
  return part?.children.length === 1 ? ruleField(part.children[0], under(awardPath, 0), rest) : `${awardPath}-tambah`;
}

function exampleField(form: FormParts, [at, member, key]: readonly string[]): string {
  if (!isNumber(at)) return 'contoh-tambah';
  const path = under('contoh', Number(at));
  const rows = partOf(form, 'contoh').children[Number(at)]?.children ?? [];
  const row = rows.findIndex((one) => textOf(one, member === 'checks' ? 'kode' : 'fakta') === key);
  if ((member === 'facts' || member === 'checks') && row >= 0) return `${under(path, row)}-nilai`;
  return `${path}-${EXAMPLE_FIELDS[member!] ?? 'nama'}`;
}

const unescaped = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

type FieldOf = (form: FormParts, rest: readonly string[]) => string;

const numbered =
  (part: PartName, field: string): FieldOf =>
  (_, [at]) =>
    isNumber(at) ? `${under(part, Number(at))}-${field}` : `${part}-tambah`;

/** Members of the document that are trees or lists of their own. */
const MEMBERS: Readonly<Record<string, FieldOf>> = {
  requires: (form, rest) => ruleField(partOf(form, 'syarat'), 'syarat', rest),
  prefers: (form, [at, ...rest]) =>
    isNumber(at) ? ruleField(partOf(form, 'suka').children[Number(at)], under('suka', Number(at)), rest) : 'suka-tambah',
  priority: priorityField,
  examples: exampleField,
  grants: numbered('hasil', 'nilai'),
  legalBasis: numbered('hukum', 'nama'),
  legalBasisUntil: (form, [law]) => lawField(form, law),
  fitWeights: () => 'bobot-need',
  benefits: () => 'manfaat-tempat',
};

/** The field at which the form shows what is wrong at a JSON Pointer into the document. */
export function fieldAt(form: FormParts, pointer: string): string {
  const [member = '', ...rest] = pointer.replace(/^\/document/, '').split('/').slice(1).map(unescaped); // prettier-ignore
  const own = MEMBERS[member];
  if (own) return own(form, rest);
  return SOURCES[member] ? `sumber-${SOURCES[member]}` : `pokok-${BASICS[`${member}/${rest[0]}`] ?? BASICS[member] ?? member}`;
}

function lawField(form: FormParts, law: string | undefined): string {
  const row = partOf(form, 'hukum').children.findIndex((one) => textOf(one, 'nama') === law);
  return row >= 0 ? `${under('hukum', row)}-sampai` : 'hukum-tambah';
}

/** The part of the form that a field stands in. */
export const partOfField = (field: string): PartName => field.split('-')[0] as PartName;
