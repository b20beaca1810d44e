import { Day, isOfficerCheck, leavesOf } from '@sambung/matching';
import { Text } from '@sambung/reference';
import { exampleFaults } from '../check-document';
import { OfferDocument } from '../offer-document';
import { lawFindings } from './laws';
import { ruleFindings } from './rules';

export const LINT_CODES = [
  'RuleImpossible', 'ConditionsContradict', 'AlternativeUnreachable', 'ConditionAlwaysTrue', 'LeavesComplementary', 'MostlyOfficerChecks',
  'LegalBasisMissing', 'LegalBasisUnlisted', 'LegalBasisExpired', 'LegalBasisExpiring', 'ExampleDiffers',
] as const; // prettier-ignore
export type LintCode = (typeof LINT_CODES)[number];

/** One warning about a document that is sound in form. `serious`: it very likely is not what the author meant. */
export interface LintFinding {
  pointer: string;
  code: LintCode;
  severity: 'serious' | 'notice';
  text: Text;
}

export interface LintReport {
  asOf: Day;
  /** Share of the criteria that only a person can check, percent. */
  officerCheckShare: number;
  findings: readonly LintFinding[];
  /** False where the search for contradictions stopped at its bounds: silence then proves nothing. */
  complete: boolean;
}

/** Above this nobody can be told anything at once: our default, agreed with nobody. */
const MOSTLY = 50;

function officerCheckShare({ requires }: OfferDocument): number {
  const leaves = leavesOf(requires).map(([, leaf]) => leaf);
  return leaves.length === 0 ? 0 : Math.round((leaves.filter(isOfficerCheck).length * 100) / leaves.length);
}

function shareFindings(share: number): LintFinding[] {
  if (share <= MOSTLY) return [];
  const text = {
    id: `${share}% syarat hanya bisa diperiksa petugas; pelaku tidak bisa tahu hasilnya lebih dulu. Ubah sebagian menjadi fakta.`,
    en: `${share}% of the criteria can only be checked by an officer; nobody can know the result beforehand. Turn some into facts.`,
  };
  return [{ pointer: '/document/requires', code: 'MostlyOfficerChecks', severity: 'notice', text }];
}

const exampleFindings = (document: OfferDocument): LintFinding[] =>
  exampleFaults(document).map(({ pointer, detail }) => ({ pointer, code: 'ExampleDiffers', severity: 'serious', text: detail }));

/**
 * What an author should look at again. Warns, never refuses.
 * @param document without faults, see `documentFaults`
 */
export async function lintDocument(document: OfferDocument, asOf: Day): Promise<LintReport> {
  const share = officerCheckShare(document);
  const rules = await ruleFindings(document, asOf);
  return {
    asOf,
    officerCheckShare: share,
    complete: rules.complete,
    findings: [...rules.findings, ...shareFindings(share), ...lawFindings(document, asOf), ...exampleFindings(document)],
  };
}
