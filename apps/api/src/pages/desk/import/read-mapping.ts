import { ColumnMapping, SIDT_COLUMNS } from '@sambung/exchange';
import { FACTS, Role, ROLES, Text } from '@sambung/reference';
import { FormBody, listIn, textIn } from '../../web/form';
import { Understood } from './staged-tables.service';

/** What a column may be besides a fact. */
export const OWN_TARGETS = [
  'name',
  'phone',
  'roles',
  'regionCode',
  'province',
  'regency',
  'district',
  'village',
  'consentTextVersion',
] as const;

/** Titles that many tables use. */
const KNOWN: Readonly<Record<string, string>> = {
  nama: 'name', namausaha: 'name', pengusul: 'name', hp: 'phone', nohp: 'phone', telepon: 'phone', whatsapp: 'phone', nowa: 'phone', kontakhp: 'phone',
  kodewilayah: 'regionCode', provinsi: 'province', kabupaten: 'regency', kota: 'regency', kabupatenkota: 'regency', kecamatan: 'district', desa: 'village',
  kelurahan: 'village', desakelurahan: 'village', nik: 'owner.nik', nib: 'legality.nibNumber', omzet: 'business.turnover', kebutuhan: 'need.wanted', peran: 'roles',
}; // prettier-ignore

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

export const factTargets = (): [string, Text][] =>
  Object.entries(FACTS).flatMap(([key, { derived, label }]) => (derived ? [] : [[key, label]]));

/** What a column of this title most likely is; empty when nobody can tell. */
export function guess(title: string): string {
  const name = plain(title);
  const own = OWN_TARGETS.find((target) => plain(target) === name);
  const fact = factTargets().find(([key, label]) => [key, label.id, label.en].some((one) => plain(one) === name));
  return own ?? KNOWN[name] ?? fact?.[0] ?? '';
}

export const isSidt = (titles: readonly string[]): boolean => SIDT_COLUMNS.every((title) => titles.includes(title));

export const columnField = (index: number): string => `kolom-${index}`;

const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

/** What the form says that the columns are. */
export function readMapping(form: FormBody, titles: readonly string[]): Understood {
  if (textIn(form, 'format') === 'sidt') return { sidt: true };
  const columns = titles.flatMap((title, index) => (textIn(form, columnField(index)) ? [[title, textIn(form, columnField(index))]] : []));
  const roles = listIn(form, 'peran').filter(isRole);
  const regionCode = textIn(form, 'wilayah');
  const constants: ColumnMapping['constants'] = { ...(roles.length > 0 && { roles }), ...(regionCode && { regionCode }) };
  return { sidt: false, mapping: { columns: Object.fromEntries(columns) as Record<string, string>, constants } };
}

/** The target that stands in the form: what was sent, else what was understood before, else a guess. */
export function targetOf(title: string, index: number, sent: FormBody, understood: Understood | null): string {
  if (columnField(index) in sent) return textIn(sent, columnField(index));
  if (understood && !understood.sidt) return understood.mapping.columns[title] ?? '';
  return guess(title);
}
