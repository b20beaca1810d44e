import { addDays, Day, dayText, isOfficerCheck, leavesOf } from '@sambung/matching';
import { OfferDocument } from '../offer-document';
import { requirementText } from '../requirement-text';
import type { LintFinding } from './lint-document';

/** Long enough to write and review another version. */
const SOON_DAYS = 90;

function missing({ requires }: OfferDocument): LintFinding[] {
  return leavesOf(requires)
    .filter(([, leaf]) => !leaf.legalBasis && !isOfficerCheck(leaf))
    .map(([path, leaf]) => {
      const { id, en } = requirementText(leaf);
      const text = { id: `Syarat tanpa dasar hukum: ${id}`, en: `A condition without a legal basis: ${en}` };
      return { pointer: `/document/requires${path}`, code: 'LegalBasisMissing', severity: 'notice', text };
    });
}

function unlisted({ requires, legalBasis }: OfferDocument): LintFinding[] {
  return leavesOf(requires)
    .filter(([, leaf]) => leaf.legalBasis && !legalBasis.includes(leaf.legalBasis))
    .map(([path, { legalBasis: law }]) => ({
      pointer: `/document/requires${path}/legalBasis`,
      code: 'LegalBasisUnlisted',
      severity: 'notice',
      text: { id: `${law} tidak ada di daftar legalBasis.`, en: `${law} is not in the list legalBasis.` },
    }));
}

function ending({ legalBasisUntil = {}, validTo }: OfferDocument, asOf: Day): LintFinding[] {
  return Object.entries(legalBasisUntil).flatMap(([law, until]): LintFinding[] => {
    const pointer = `/document/legalBasisUntil/${law.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const day = dayText(until);
    if (until < asOf) {
      const text = { id: `${law} berakhir ${day.id}.`, en: `${law} ended on ${day.en}.` };
      return [{ pointer, code: 'LegalBasisExpired', severity: 'serious', text }];
    }
    const outlives = validTo === null || validTo > until;
    if (until > addDays(asOf, SOON_DAYS) && (validTo === null || !outlives)) return [];
    const text = outlives
      ? { id: `${law} berakhir ${day.id}, sebelum tawaran ditutup.`, en: `${law} ends on ${day.en}, before the offer closes.` }
      : { id: `${law} berakhir ${day.id}.`, en: `${law} ends on ${day.en}.` };
    return [{ pointer, code: 'LegalBasisExpiring', severity: 'notice', text }];
  });
}

/** Law that a document does not cite, does not list, or that will not carry it for long. */
export const lawFindings = (document: OfferDocument, asOf: Day): LintFinding[] => [
  ...missing(document),
  ...unlisted(document),
  ...ending(document, asOf),
];
