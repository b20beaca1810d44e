import { childrenOf, Compatibility, Day, factOf, findWitness, isLeaf, isOfficerCheck, leavesOf, Rule, WitnessLimits } from '@sambung/matching'; // prettier-ignore
import { Text } from '@sambung/reference';
import { setImmediate } from 'node:timers/promises';
import { CATALOGUE } from '../fact-catalogue';
import { OfferDocument } from '../offer-document';
import { PROFILE_LAWS } from '../profile-laws';
import { requirementText } from '../requirement-text';
import type { LintFinding } from './lint-document';

/** Documents come from outside and may be made to be slow; all shipped ones are decided within these. */
const LIMITS: WitnessLimits = { steps: 5_000, values: 300, days: 4 };
const MOST_SEARCHES = 400;

interface Part {
  path: string;
  rule: Rule;
  /** Conditions that hold beside this one whenever it matters: the other parts of every `all` above it. */
  beside: readonly Rule[];
  /** The other parts of the `any` that it stands in. */
  rivals: readonly { path: string; rule: Rule }[];
}

/** Parts that decide by being true; what stands under `not` or is counted by `atLeast` is taken as a whole. */
function partsOf(rule: Rule, path = '', beside: readonly Rule[] = []): readonly Part[] {
  if (!('all' in rule) && !('any' in rule)) return [];
  const children = childrenOf(rule).map(([segment, child]) => ({ path: `${path}/${segment}`, rule: child }));
  return children.flatMap((child, at) => {
    const others = children.filter((_, other) => other !== at);
    const own = 'all' in rule ? [...beside, ...others.map((other) => other.rule)] : beside;
    const rivals = 'any' in rule ? others.slice(at) : [];
    return [{ ...child, beside: own, rivals }, ...partsOf(child.rule, child.path, own)];
  });
}

const readsFacts = (rule: Rule): boolean => leavesOf(rule).every(([, leaf]) => !isOfficerCheck(leaf));
const sharesFact = (a: Rule, b: Rule): boolean => {
  const facts = new Set(leavesOf(a).map(([, leaf]) => factOf(leaf)));
  return leavesOf(b).some(([, leaf]) => factOf(leaf) !== null && facts.has(factOf(leaf)));
};

/** Looks for contradictions in one document; create one per document. */
class RuleLinter {
  readonly findings: LintFinding[] = [];
  complete = true;
  private searches = 0;

  constructor(
    private readonly document: OfferDocument,
    private readonly asOf: Day,
  ) {}

  /** Whether both can hold of one profile on a day of the offer. Beyond the bounds: "may be". */
  private async together(a: Rule, b: Rule): Promise<Compatibility> {
    if (this.searches >= MOST_SEARCHES) {
      this.complete = false;
      return { outcome: 'notDecided' };
    }
    this.searches += 1;
    await setImmediate();
    const { validFrom, validTo } = this.document;
    const days = { from: validFrom && validFrom > this.asOf ? validFrom : this.asOf, to: validTo && validTo >= this.asOf ? validTo : null };
    const found = findWitness(a, b, { catalogue: CATALOGUE, laws: PROFILE_LAWS, days, limits: LIMITS });
    if (found.outcome === 'notDecided') this.complete = false;
    return found;
  }

  private async exclude(a: Rule, b: Rule): Promise<boolean> {
    return (await this.together(a, b)).outcome === 'disjoint';
  }

  private report(path: string, code: LintFinding['code'], severity: LintFinding['severity'], text: Text): void {
    this.findings.push({ pointer: `/document/requires${path}`, code, severity, text });
  }

  async run(): Promise<void> {
    const { requires } = this.document;
    const whole = await this.together(requires, { all: [] });
    if (whole.outcome === 'disjoint') return this.reportImpossible(whole);
    for (const part of partsOf(requires)) await this.look(part);
  }

  private reportImpossible({ a, b }: Extract<Compatibility, { outcome: 'disjoint' }>): void {
    const clashing = [...a, ...b];
    const list = (language: 'id' | 'en') => clashing.map(({ text }) => text[language]).join(language === 'id' ? ' ≠ ' : ' ≠ ');
    const [first] = clashing;
    this.report('', 'RuleImpossible', 'serious', {
      id: 'Tidak ada seorang pun yang dapat memenuhi semua syarat ini.',
      en: 'Nobody can meet all of these conditions.',
    });
    if (clashing.length < 2) return;
    this.report(first!.path, 'ConditionsContradict', 'serious', {
      id: `Syarat-syarat ini saling meniadakan: ${list('id')}.`,
      en: `These conditions exclude one another: ${list('en')}.`,
    });
  }

  private async look({ path, rule, beside, rivals }: Part): Promise<void> {
    const inAny = /\/any\/\d+$/.test(path);
    const related = beside.filter((other) => sharesFact(rule, other));
    if (inAny && related.length > 0 && (await this.exclude(rule, { all: related }))) {
      return this.report(path, 'AlternativeUnreachable', 'serious', {
        id: `Pilihan ini tidak pernah bisa dipakai bersama syarat lain: ${requirementText(rule).id}.`,
        en: `This alternative can never be used beside the other conditions: ${requirementText(rule).en}.`,
      });
    }
    if (readsFacts(rule)) await this.lookForIdle(path, rule, related);
    for (const rival of rivals) await this.lookForComplement(path, rule, rival.rule);
  }

  private async lookForIdle(path: string, rule: Rule, related: readonly Rule[]): Promise<void> {
    if (!isLeaf(rule) && !('any' in rule)) return;
    if (!(await this.exclude({ not: rule }, { all: related }))) return;
    this.report(path, 'ConditionAlwaysTrue', 'notice', {
      id: `Syarat ini tidak pernah menolak siapa pun: ${requirementText(rule).id}.`,
      en: `This condition never refuses anybody: ${requirementText(rule).en}.`,
    });
  }

  private async lookForComplement(path: string, a: Rule, b: Rule): Promise<void> {
    if (!isLeaf(a) || !isLeaf(b) || !sharesFact(a, b) || !(await this.exclude({ not: a }, { not: b }))) return;
    this.report(path, 'LeavesComplementary', 'notice', {
      id: `Dua pilihan ini bersama mencakup semua orang: ${requirementText(a).id}; ${requirementText(b).id}. Yang tersisa hanya kewajiban mengisi.`,
      en: `These two alternatives together take in everybody: ${requirementText(a).en}; ${requirementText(b).en}. All they ask is an answer.`,
    });
  }
}

/** Conditions that nobody can meet, that refuse nobody, or that undo one another, proven by exhausted search. */
export async function ruleFindings(document: OfferDocument, asOf: Day): Promise<{ findings: LintFinding[]; complete: boolean }> {
  const linter = new RuleLinter(document, asOf);
  await linter.run();
  return { findings: linter.findings, complete: linter.complete };
}
