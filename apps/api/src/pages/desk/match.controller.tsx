import { DomainError } from '@sambung/errors';
import { DecisionsService, Match, MatchesService } from '@sambung/matches';
import { Unmasking } from '@sambung/profiles';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Limited } from '../../http/rate-limits';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { MatchFiles } from './match-files.service';
import { MatchFile, MatchPage } from './match-page';
import { readDecision } from './read-decision';
import { differenceOf, Seen } from './stale';

const LONGEST_REASON = 500;

@PageController()
@Access('officer', 'admin')
export class MatchController {
  constructor(
    private readonly matches: MatchesService,
    private readonly decisions: DecisionsService,
    private readonly files: MatchFiles,
    private readonly unmasking: Unmasking,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/cocok/:id')
  async show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.page(visit, await this.files.of(visit, id), {}, []);
  }

  @Post('petugas/cocok/:id/putusan')
  async decide(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const file = await this.files.of(visit, id);
    const { decision, faults } = readDecision(form, file.checks.map((check) => check.id)); // prettier-ignore
    if (!decision) return this.page(visit, file, form, faults.map(({ field, key }) => ({ field, text: visit.t(key) }))); // prettier-ignore
    const expectedVersion = Number(textIn(form, 'versi')) || 0;
    try {
      await this.transactions.write((tx) => this.decisions.decide(tx, visit.caller, id, { ...decision, expectedVersion }));
      return { to: `/petugas/cocok/${id}` };
    } catch (error) {
      if (!(error instanceof DomainError) || !['conflict', 'precondition', 'invalid'].includes(error.kind)) throw error;
      return this.refused(visit, id, form, error);
    }
  }

  /** The page again, with what was written; and, where somebody was faster, with what they changed. */
  private async refused(visit: Visit, id: string, form: FormBody, error: DomainError): Promise<PageAnswer> {
    const file = await this.files.of(visit, id);
    const seen: Seen = { version: Number(textIn(form, 'versi')) || 0, state: textIn(form, 'status'), verdict: textIn(form, 'hasil') };
    const difference = error.kind === 'precondition' ? differenceOf(seen, file, visit.language) : null;
    const text = error.detail[languageOfText(visit.locale)];
    return this.page(visit, { ...file, difference }, form, [{ field: 'putusan', text }], 409);
  }

  @Post('petugas/cocok/:id/batal')
  async undo(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.attempt(visit, id, (tx) => this.decisions.undo(tx, visit.caller, id));
  }

  @Post('petugas/cocok/:id/ambil')
  async take(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const assigneeId = textIn(form, 'lepas') === '' ? visit.caller.id : null;
    return this.attempt(visit, id, (tx) => this.matches.assign(tx, visit.caller, id, { assigneeId, expectedVersion: null }));
  }

  /** Answers the page itself, with what is masked in full: it goes into no address and is gone with the next page. */
  @Post('petugas/cocok/:id/buka')
  @Limited('unmask')
  async unmask(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const file = await this.files.of(visit, id);
    const asked = { fields: null, reason: textIn(form, 'untuk').slice(0, LONGEST_REASON) };
    try {
      const unmasked = await this.transactions.write((tx) => this.unmasking.unmask(tx, visit.caller, file.actor.id, asked));
      return this.page(visit, { ...file, unmasked }, form, []);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      return this.page(visit, file, form, [{ field: 'untuk', text: visit.t('unmask.reason.missing') }]);
    }
  }

  private async attempt(visit: Visit, id: string, work: (tx: EntityManager) => Promise<Match>): Promise<PageAnswer> {
    try {
      await this.transactions.write(work);
      return { to: `/petugas/cocok/${id}` };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      const errors = [{ field: 'isi', text: error.detail[languageOfText(visit.locale)] }];
      return this.page(visit, await this.files.of(visit, id), {}, errors, 409);
    }
  }

  private page(visit: Visit, file: MatchFile, sent: FormBody, errors: FieldError[], status = errors.length > 0 ? 422 : 200): PageAnswer {
    const body = <MatchPage file={file} token={visit.formToken} sent={sent} errors={errors} me={visit.caller.id} />;
    return { title: visit.t('inbox.id'), back: '/petugas', isWide: true, body, errors, status };
  }
}
