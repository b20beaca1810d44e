import { DomainError, FieldFault, Text } from '@sambung/errors';
import { childrenOf, leavesOf } from '@sambung/matching';
import { documentFaults, FormNode, FormParts, OfferDocument, requirementText } from '@sambung/offers';
import { OfferDocumentRequest } from '../../../offers/offer-document.request';
import { shapeFaults } from '../../../http/validation';
import { BENEFIT_SHAPES, benefitIn, seatsIn } from './benefit-form';
import { documentIn, partOf, slugIn } from './document-form';
import { fieldAt } from './fault-fields';
import { listOf, textOf, under } from './form-tree';
import { codeOf } from './rule-form';

/** What is wrong with one field of the form. */
export interface FormFault {
  field: string;
  text: Text;
}

export interface CheckedForm {
  document: OfferDocument;
  slug: string;
  faults: readonly FormFault[];
}

/** Parts that hold conditions. */
const RULE_PARTS = ['syarat', 'suka', 'poin'] as const;
const SLUG = /^[a-z0-9-]{2,64}$/;
const fault = (field: string, id: string, en: string): FormFault => ({ field, text: { id, en } });

function slugFaults(slug: string): FormFault[] {
  if (SLUG.test(slug)) return [];
  return [fault('pokok-slug', 'Huruf kecil, angka, dan tanda hubung, 2–64.', 'Lower-case letters, digits and hyphens, 2 to 64.')];
}

const areaFaults = ({ area }: OfferDocument): FormFault[] =>
  area.length > 0 ? [] : [fault('pokok-wilayah', 'Tulis paling sedikit satu wilayah.', 'Write at least one region.')];

function benefitFaults(part: FormNode): FormFault[] {
  const names = part.children.map((row) => textOf(row, 'kunci'));
  const rows = part.children.flatMap((row, at) => {
    const path = under('manfaat', at);
    if (names[at] === '') return [fault(`${path}-kunci`, 'Beri nama manfaat ini.', 'Name this benefit.')];
    if (names.indexOf(names[at]!) < at) return [fault(`${path}-kunci`, 'Nama ini sudah dipakai.', 'This name is used already.')];
    const isShape = (BENEFIT_SHAPES as readonly string[]).includes(textOf(row, 'bentuk'));
    if (isShape && benefitIn(row) !== undefined) return [];
    return [fault(`${path}-nilai`, 'Isi tidak cocok dengan bentuknya.', 'The value does not suit its form.')];
  });
  const seats = seatsIn(part);
  return seats === undefined ? [fault('manfaat-tempat', 'Tulis jumlah dengan angka.', 'Write the number in digits.'), ...rows] : rows;
}

/** Comparisons with one value, where several could be ticked. */
const SINGLE = ['=', '!='];

function valueFaults(row: FormNode, path: string): FormFault[] {
  const op = textOf(row, 'banding');
  if (textOf(row, 'jenis') !== 'fakta' || op === 'known' || op === 'missing') return [];
  const values = listOf(row, 'nilai').filter((value) => value.trim() !== '');
  if (values.length === 0) return [fault(`${path}-nilai`, 'Isi atau pilih nilainya.', 'Fill in or choose the value.')];
  if (values.length === 1 || !SINGLE.includes(op)) return [];
  return [fault(`${path}-nilai`, 'Pilih satu saja, atau ganti perbandingannya.', 'Choose one only, or change the comparison.')];
}

/** Words in one language only would leave the readers of the other without any. */
function wordFaults(row: FormNode, path: string): FormFault[] {
  const [indonesian, english] = [textOf(row, 'teksid'), textOf(row, 'teksen')];
  if ((indonesian === '') === (english === '')) return [];
  const field = `${path}-${indonesian === '' ? 'teksid' : 'teksen'}`;
  return [fault(field, 'Tulis kalimat ini dalam kedua bahasa.', 'Write this sentence in both languages.')];
}

/** What is wrong with each row before anybody asks what the rule means. */
const rowFaults = (part: FormNode, path: string): FormFault[] => [
  ...valueFaults(part, path),
  ...wordFaults(part, path),
  ...part.children.flatMap((child, at) => rowFaults(child, under(path, at))),
];

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
    ...slugFaults(slug),
    ...shape.map((one) => toFormFault(form, one)),
    ...areaFaults(document),
    ...RULE_PARTS.flatMap((name) => rowFaults(partOf(form, name), name)),
    ...benefitFaults(partOf(form, 'manfaat')),
    ...emptyAwards(form),
    ...rules.map((one) => toFormFault(form, one)),
  ];
  return { document, slug, faults: oneEach(faults) };
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
