import { Clock } from '@sambung/config';
import { documentFaults, documentHash, FormParts, lintDocument, LintReport, OfferDocument, OffersService, resultOfExample } from '@sambung/offers'; // prettier-ignore
import { QuickCount, QuickCounts } from '@sambung/planning';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../http/transactions';
import { CheckedForm, checkForm, refusalFaults } from './check-form';
import { partOfField } from './fault-fields';

export interface ExampleOutcome {
  name: string;
  expected: string;
  /** Null while the rule or the example itself has faults. */
  result: string | null;
}

/** What can be said of a draft as it stands. */
export interface DraftReport extends CheckedForm {
  examples: readonly ExampleOutcome[];
  /** Null while the conditions have faults. */
  lint: LintReport | null;
  count: QuickCount | null;
}

/** The document with what is sound of it, for trying its conditions before the rest is written; null while those have faults. */
function trialOf({ document, faults }: CheckedForm): OfferDocument | null {
  if (faults.length === 0) return document;
  const faulty = new Set(faults.map(({ field }) => partOfField(field)));
  if (faulty.has('syarat')) return null;
  const { prefers: _, priority: __, fitWeights: ___, grants: ____, legalBasisUntil: _____, ...rest } = document;
  const examples = faulty.has('contoh') ? [] : document.examples;
  const sound = faulty.has('pokok') ? { ...rest, area: ['*'], validFrom: null, validTo: null, needs: [] } : rest;
  const trial = { ...sound, legalBasis: faulty.has('hukum') ? [] : document.legalBasis, examples };
  return documentFaults(trial).length === 0 ? trial : null;
}

function outcomes(checked: CheckedForm, trial: OfferDocument | null): ExampleOutcome[] {
  return checked.document.examples.map((example, at) => {
    const isSound = !checked.faults.some(({ field }) => field.startsWith(`contoh-${at}-`));
    const result = trial && isSound ? resultOfExample(trial, example) : null;
    return { name: example.name, expected: example.expect, result };
  });
}

/** Tries drafts out: on their examples, for contradictions, and on the people who are there. */
@Injectable()
export class DraftReports {
  constructor(
    private readonly counts: QuickCounts,
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Cheap: the form's own faults and its examples. */
  async brief(form: FormParts): Promise<DraftReport> {
    const checked = await this.checked(form);
    return { ...checked, examples: outcomes(checked, trialOf(checked)), lint: null, count: null };
  }

  /** With the search for contradictions, and everybody counted whom it may concern. */
  async full(form: FormParts): Promise<DraftReport> {
    const checked = await this.checked(form);
    const trial = trialOf(checked);
    const report = { ...checked, examples: outcomes(checked, trial) };
    if (!trial) return { ...report, lint: null, count: null };
    const lint = await lintDocument(trial, this.clock.today());
    const count = await this.count(trial);
    return { ...report, lint, count };
  }

  /** The form's own faults; once its basics are sound, also whether it may be the variant that it says. */
  private async checked(form: FormParts): Promise<CheckedForm> {
    const checked = await checkForm(form);
    const { document, faults } = checked;
    if (!document.variantOf || faults.some(({ field }) => partOfField(field) === 'pokok')) return checked;
    try {
      await this.transactions.read((tx) => this.offers.refuseVariant(tx, document));
      return checked;
    } catch (error) {
      return { ...checked, faults: [...faults, ...refusalFaults(form, error)] };
    }
  }

  /** On the day on which the offer opens, if that lies ahead. */
  private count(after: OfferDocument): Promise<QuickCount> {
    const today = this.clock.today();
    const asOf = after.validFrom && after.validFrom > today ? after.validFrom : today;
    return this.transactions.read((tx) => this.counts.of(tx, after, asOf));
  }
}

export const previewed = (document: OfferDocument, slug: string) => ({
  offer: { id: '', slug, institutionId: '', status: 'published' as const, confirmedAt: null },
  version: { id: '', ordinal: 0, offerId: '', version: 0, document, hash: documentHash(document), publishedAt: null, retiredAt: null, createdBy: null, submittedAt: null, submittedBy: null, submitNote: null, reviewedBy: null, reviewNote: null, lint: null, createdAt: new Date(0) },
}); // prettier-ignore
