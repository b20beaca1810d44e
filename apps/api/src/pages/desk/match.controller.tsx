import { DomainError } from '@sambung/errors';
import { Assignments, Decision, DecisionsService, Snoozes } from '@sambung/matches';
import { languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { refusalText } from '../web/fault-text';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController, Redirect } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { ASK_TEMPLATES, askFor } from './ask-form';
import { CHANGED } from './changed-notice';
import { deskAddress, withDecided, withTaken } from './desk-address';
import { MatchFile, MatchFiles } from './match-files.service';
import { matchAnswer } from './match-answer';
import { readDecision } from './read-decision';
import { differenceOf, Seen } from './stale';

@PageController()
@Access('officer', 'admin')
export class MatchController {
  constructor(
    private readonly assignments: Assignments,
    private readonly decisions: DecisionsService,
    private readonly snoozes: Snoozes,
    private readonly files: MatchFiles,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/cocok/:id')
  async show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return matchAnswer(visit, await this.file(visit, id), { ke: visit.query('ke') }, []);
  }

  @Post('petugas/cocok/:id/putusan')
  async decide(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const file = await this.file(visit, id);
    const { decision, faults } = readDecision(form, file.checks.map((check) => check.id)); // prettier-ignore
    if (!decision) return matchAnswer(visit, file, form, faults.map(({ field, key }) => ({ field, text: visit.t(key) }))); // prettier-ignore
    return this.settle(visit, id, form, decision);
  }

  /** Asks the owner for data, in words that stand ready: the match waits with the owner until they answer. */
  @Post('petugas/cocok/:id/minta')
  async ask(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const file = await this.file(visit, id);
    const template = ASK_TEMPLATES.find((one) => one === textIn(form, 'minta'));
    if (!template) return matchAnswer(visit, file, form, [{ field: 'minta', text: visit.t('ask.missing') }]);
    return this.settle(visit, id, form, { decision: 'returned', ...askFor(template, file), checks: [] });
  }

  private async settle(visit: Visit, id: string, form: FormBody, decision: Omit<Decision, 'expectedVersion'>): Promise<PageAnswer> {
    const expectedVersion = Number(textIn(form, 'versi')) || 0;
    try {
      await this.transactions.write((tx) => this.decisions.decide(tx, visit.caller, id, { ...decision, expectedVersion }));
      return this.onward(id, form);
    } catch (error) {
      if (!(error instanceof DomainError) || !['conflict', 'precondition', 'invalid'].includes(error.kind)) throw error;
      return this.refused(visit, id, form, error);
    }
  }

  /** The page again, with what was written; and, where somebody was faster, with what they changed. */
  private async refused(visit: Visit, id: string, form: FormBody, error: DomainError): Promise<PageAnswer> {
    const file = await this.file(visit, id);
    const seen: Seen = { version: Number(textIn(form, 'versi')) || 0, state: textIn(form, 'status'), verdict: textIn(form, 'hasil') };
    if (error.kind !== 'precondition') {
      return matchAnswer(visit, file, form, [{ field: 'putusan', text: error.detail[languageOfText(visit.locale)] }], 409);
    }
    const difference = differenceOf(seen, file, visit.language);
    return matchAnswer(visit, { ...file, difference }, form, [{ field: CHANGED, text: visit.t('stale.error') }], 409);
  }

  @Post('petugas/cocok/:id/batal')
  undo(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    return this.attempt(visit, id, form, (tx) => this.decisions.undo(tx, visit.caller, id));
  }

  @Post('petugas/cocok/:id/ambil')
  take(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const releases = textIn(form, 'lepas') !== '';
    const assign = (tx: EntityManager) =>
      releases
        ? this.assignments.assign(tx, visit.caller, id, { assigneeId: null, expectedVersion: null })
        : this.assignments.take(tx, visit.caller, id);
    return this.attempt(visit, id, form, assign, releases ? undefined : withTaken);
  }

  @Post('petugas/cocok/:id/tunda')
  snooze(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    return this.attempt(visit, id, form, (tx) => this.snoozes.set(tx, visit.caller, id, textIn(form, 'sampai') || null));
  }

  /** @param telling the desk with the news of what was done */
  private async attempt(
    visit: Visit,
    id: string,
    form: FormBody,
    work: (tx: EntityManager) => Promise<unknown>,
    telling = (desk: string, _id: string): string => desk,
  ): Promise<PageAnswer> {
    try {
      await this.transactions.write(work);
      const desk = deskAddress(textIn(form, 'ke'));
      return { to: desk ? telling(desk, id) : `/petugas/cocok/${id}` };
    } catch (error) {
      if (!(error instanceof DomainError) || !['conflict', 'invalid'].includes(error.kind)) throw error;
      const errors = [{ field: 'isi', text: refusalText(visit, error) }];
      return matchAnswer(visit, await this.file(visit, id), form, errors, 409);
    }
  }

  /** Back to the desk that the form came from, with the way to undo; else to the match itself. */
  private onward(id: string, form: FormBody): Redirect {
    const desk = deskAddress(textIn(form, 'ke'));
    return { to: desk ? withDecided(desk, id) : `/petugas/cocok/${id}` };
  }

  private file(visit: Visit, id: string): Promise<MatchFile> {
    return this.transactions.read((tx) => this.files.of(tx, visit, id));
  }
}
