import { isOfficerCheck, leavesOf } from '@sambung/matching';
import { FormNode, FormParts, OfferDraft, requirementText } from '@sambung/offers';
import { FieldError, languageOfText } from '@sambung/ui';
import { Visit } from '../../web/visit';
import { FormFault } from './rule-faults';
import { SectionName, sectionOf } from './change-form';
import { partOf } from './document-form';
import { DraftReport } from './draft-reports.service';
import { partOfField } from './fault-fields';
import { textOf, under } from './form-tree';
import { ruleOfNode } from './rule-form';

export const baseOf = ({ id }: Pick<OfferDraft, 'id'>): string => `/mitra/draf/${id}`;

const words = ({ locale }: Visit, { text }: FormFault): string => text[languageOfText(locale)];

/** What is wrong on one page of the editor, at the fields of that page. */
export function errorsOn(visit: Visit, faults: readonly FormFault[], section: SectionName): FieldError[] {
  const own = faults.filter(({ field }) => sectionOf(partOfField(field)) === section);
  return own.map((fault) => ({ field: fault.field, text: words(visit, fault) }));
}

const EXAMPLE = /^contoh-(\d+)-/;

/** What is wrong with one example, whose page calls it the first. */
export function errorsOfExample(visit: Visit, faults: readonly FormFault[], place: number): FieldError[] {
  const own = faults.filter(({ field }) => EXAMPLE.exec(field)?.[1] === String(place));
  return own.map((fault) => ({ field: fault.field.replace(EXAMPLE, 'contoh-0-'), text: words(visit, fault) }));
}

/** Where each fault is mended. */
export function openFaults(visit: Visit, base: string, faults: readonly FormFault[]): { href: string; text: string }[] {
  const { t } = visit;
  return faults.map((fault) => {
    const section = sectionOf(partOfField(fault.field));
    const place = EXAMPLE.exec(fault.field)?.[1];
    const page = place === undefined ? section : `contoh/${Number(place) + 1}`;
    const at = place === undefined ? fault.field : fault.field.replace(EXAMPLE, 'contoh-0-');
    return { href: `${base}/${page}#${at}`, text: `${t(`editor.section.${section}`)}: ${words(visit, fault)}` };
  });
}

/** How each sound condition reads, by its place in the form. */
export function sentencesOf({ locale }: Visit, form: FormParts, { faults }: Pick<DraftReport, 'faults'>): Map<string, string> {
  const sentences = new Map<string, string>();
  const isSound = (path: string) => !faults.some(({ field }) => field.startsWith(`${path}-`));
  const walk = (part: FormNode, path: string): void => {
    if (textOf(part, 'jenis') === 'fakta' && isSound(path)) {
      sentences.set(path, requirementText(ruleOfNode(part))[languageOfText(locale)]);
    }
    part.children.forEach((child, at) => walk(child, under(path, at)));
  };
  for (const name of ['syarat', 'suka', 'poin'] as const) walk(partOf(form, name), name);
  return sentences;
}

/** Questions of the conditions that only an officer can answer. */
export function checksIn(
  { locale }: Visit,
  { document, faults }: Pick<DraftReport, 'document' | 'faults'>,
): { code: string; text: string }[] {
  if (faults.some(({ field }) => partOfField(field) === 'syarat')) return [];
  const checks = leavesOf(document.requires).map(([, leaf]) => leaf).filter(isOfficerCheck); // prettier-ignore
  const byCode = new Map(checks.map((leaf) => [leaf.officerCheck, leaf.text?.[languageOfText(locale)] ?? leaf.officerCheck]));
  return [...byCode].map(([code, text]) => ({ code, text }));
}
