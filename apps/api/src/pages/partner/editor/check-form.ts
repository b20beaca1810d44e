import { DomainError, FieldFault, Text } from '@sambung/errors';
import { childrenOf, isDay, leavesOf } from '@sambung/matching';
import { documentFaults, FormNode, FormParts, OfferDocument, requirementText } from '@sambung/offers';
import { FACTS } from '@sambung/reference';
import { afterColon } from '@sambung/ui';
import { OfferDocumentRequest } from '../../../offers/offer-document.request';
import { shapeFaults } from '../../../http/validation';
import { BENEFIT_SHAPES, benefitIn, seatsIn } from './benefit-form';
import { documentIn, PartName, partOf, slugIn } from './document-form';
import { fieldAt } from './fault-fields';
import { inPageOrder } from './page-order';
import { DAY_WANTED, fault, FormFault, rowFaults } from './rule-faults';
import { textOf, under } from './form-tree';
import { namedText } from './row-name';
import { codeOf } from './rule-form';

export interface CheckedForm {
  document: OfferDocument;
  slug: string;
  faults: readonly FormFault[];
}

/** Parts that hold conditions. */
const RULE_PARTS = ['syarat', 'suka', 'poin'] as const;
const SLUG = /^[a-z0-9-]{2,64}$/;

/** What must be there, and how to ask for it. */
const REQUIRED: readonly [PartName, string, string, string][] = [
  ['pokok', 'namaid', 'Tulis nama dalam bahasa Indonesia.', 'Write the name in Indonesian.'],
  ['pokok', 'namaen', 'Tulis nama dalam bahasa Inggris.', 'Write the name in English.'],
  ['pokok', 'penyedia', 'Tulis nama penyedia.', 'Write the name of the provider.'],
  ['pokok', 'jenis', 'Pilih jenis tawaran.', 'Choose the kind of offer.'],
  ['pokok', 'tingkat', 'Pilih tingkat penyedia.', 'Choose the level of the provider.'],
  ['pokok', 'wilayah', 'Tulis paling sedikit satu wilayah.', 'Write at least one region.'],
  ['sumber', 'alamat', 'Tulis paling sedikit satu sumber.', 'Write at least one source.'],
  ['sumber', 'keyakinan', 'Pilih seberapa yakin Anda.', 'Choose how sure you are.'],
  ['sumber', 'keadaan', 'Pilih keadaan sumbernya.', 'Choose the state of the source.'],
];

const REQUIRED_OF_EXAMPLE: readonly [string, string, string][] = [
  ['nama', 'Beri nama contoh ini.', 'Name this example.'],
  ['peran', 'Pilih paling sedikit satu jenis pelaku.', 'Choose at least one kind of actor.'],
  ['wilayah', 'Tulis wilayahnya, contoh Kabupaten Malang.', 'Write the region, for example Kabupaten Malang.'],
  ['tanggal', ...DAY_WANTED],
  ['harapan', 'Pilih hasil yang seharusnya.', 'Choose what should come out.'],
];

const requiredFaults = (form: FormParts): FormFault[] => [
  ...REQUIRED.filter(([part, name]) => textOf(partOf(form, part), name) === '').map(([part, name, id, en]) => fault(`${part}-${name}`, id, en)),
  ...partOf(form, 'contoh').children.flatMap((example, at) =>
    REQUIRED_OF_EXAMPLE.filter(([name]) => textOf(example, name) === '').map(([name, id, en]) => fault(`${under('contoh', at)}-${name}`, id, en)),
  ),
]; // prettier-ignore

/** Fields of a row that hold a day. */
function dayNames(row: FormNode): string[] {
  const isDate = FACTS[textOf(row, 'fakta')]?.type === 'date' && textOf(row, 'ukuran') === '';
  return [...(isDate ? ['nilai', 'sampai'] : []), 'tanggal'];
}

const dayFaults = (row: FormNode, path: string, names: readonly string[]): FormFault[] => [
  ...names.filter((name) => textOf(row, name) !== '' && !isDay(textOf(row, name))).map((name) => fault(`${path}-${name}`, ...DAY_WANTED)),
  ...row.children.flatMap((child, at) => dayFaults(child, under(path, at), dayNames(child))),
];

const basicDayFaults = (part: FormNode): FormFault[] =>
  dayFaults(part, 'pokok', ['dari', 'sampai']).map(({ field, text: { id, en } }) =>
    field === 'pokok-dari' ? fault(field, `Berlaku mulai: ${afterColon(id)}`, `Open from: ${afterColon(en)}`) : fault(field, `Berlaku sampai: ${afterColon(id)}`, `Open until: ${afterColon(en)}`),
  ); // prettier-ignore

function windowFaults({ validFrom, validTo }: OfferDocument): FormFault[] {
  if (!validFrom || !validTo || validFrom <= validTo) return [];
  return [fault('pokok-sampai', 'Berlaku sampai: harus sesudah “Berlaku mulai”.', 'Open until: must not come before “Open from”.')];
}

function slugFaults(form: FormParts, slug: string): FormFault[] {
  if (SLUG.test(slug) || (slug === '' && textOf(partOf(form, 'pokok'), 'namaid') === '')) return [];
  return [fault('pokok-slug', 'Huruf kecil, angka, dan tanda hubung, 2–64.', 'Lower-case letters, digits and hyphens, 2 to 64.')];
}

function benefitFaults(part: FormNode): FormFault[] {
  const names = part.children.map((row) => textOf(row, 'kunci'));
  const rows = part.children.flatMap((row, at) => {
    const path = under('manfaat', at);
    if (names[at] === '') return [fault(`${path}-kunci`, 'Beri nama manfaat ini.', 'Name this benefit.')];
    if (names.indexOf(names[at]!) < at) return [fault(`${path}-kunci`, 'Nama ini sudah dipakai.', 'This name is used already.')];
    const isShape = (BENEFIT_SHAPES as readonly string[]).includes(textOf(row, 'bentuk'));
    if (!isShape) return [fault(`${path}-bentuk`, 'Pilih bentuk isinya.', 'Choose the form of its value.')];
    return benefitIn(row) !== undefined
      ? []
      : [fault(`${path}-nilai`, 'Isi tidak cocok dengan bentuknya.', 'The value does not suit its form.')];
  });
  const seats = seatsIn(part);
  return seats === undefined ? [fault('manfaat-tempat', 'Tulis jumlah dengan angka.', 'Write the number in digits.'), ...rows] : rows;
}

const emptyAwards = (form: FormParts): FormFault[] =>
  partOf(form, 'poin').children.flatMap((criterion, at) =>
    criterion.children.length > 0 ? [] : [fault(`${under('poin', at)}-namaid`, 'Tambahkan poin untuk ukuran ini.', 'Add points for this criterion.')],
  ); // prettier-ignore

/** One message a field, the first. */
const oneEach = (faults: readonly FormFault[]): FormFault[] =>
  faults.filter(({ field }, index) => faults.findIndex((other) => other.field === field) === index);

const toFormFault = (form: FormParts, { pointer, detail }: FieldFault): FormFault => ({
  field: fieldAt(form, pointer),
  text: detail,
});

/** Reads the form and says everything that is wrong with it, except how the examples come out. */
export async function checkForm(form: FormParts): Promise<CheckedForm> {
  const document = documentIn(form);
  const slug = slugIn(form, codeOf);
  const shape = await shapeFaults(OfferDocumentRequest, document);
  const rules = documentFaults(document);
  const faults = [
    ...requiredFaults(form),
    ...basicDayFaults(partOf(form, 'pokok')),
    ...RULE_PARTS.flatMap((name) => dayFaults(partOf(form, name), name, dayNames(partOf(form, name)))),
    ...dayFaults(partOf(form, 'contoh'), 'contoh', []),
    ...partOf(form, 'hukum').children.flatMap((law, at) => dayFaults(law, under('hukum', at), ['sampai'])),
    ...windowFaults(document),
    ...slugFaults(form, slug),
    ...shape.map((one) => toFormFault(form, one)),
    ...RULE_PARTS.flatMap((name) => rowFaults(partOf(form, name), name)),
    ...benefitFaults(partOf(form, 'manfaat')),
    ...emptyAwards(form),
    ...rules.map((one) => toFormFault(form, one)),
  ];
  return { document, slug, faults: inPageOrder(oneEach(faults)).map(({ field, text }) => ({ field, text: namedText(form, field, text) })) };
}

/** Where a refusal of a service belongs in the form. @throws the error when it is no refusal of what was filled in */
export function refusalFaults(form: FormParts, error: unknown): FormFault[] {
  if (!(error instanceof DomainError) || !['invalid', 'conflict'].includes(error.kind)) throw error;
  if (error.code === 'OfferExists') return [{ field: 'pokok-slug', text: error.detail }];
  const errors = error.extra.errors ?? [];
  return errors.length > 0 ? errors.map((one) => toFormFault(form, one)) : [{ field: 'pokok-slug', text: error.detail }];
}

/** Conditions as their owners will read them, each with its law. Only of a rule without faults. */
export function conditionsInWords({ requires }: OfferDocument): { path: string; text: Text; law: string | undefined }[] {
  const parts = 'all' in requires ? childrenOf(requires) : [['', requires] as const];
  return parts.map(([path, rule]) => ({
    path,
    text: requirementText(rule),
    law: leavesOf(rule).find(([, leaf]) => leaf.legalBasis)?.[1].legalBasis,
  }));
}
