import { Person } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { DomainError } from '@sambung/errors';
import { DecisionsService, explain, Match, MatchesService, MatchTransition, SuggestionsService } from '@sambung/matches';
import { isOfficerCheck, leavesOf } from '@sambung/matching';
import { unconfirmedFacts } from '@sambung/profiles';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { MatchFile, MatchPage } from './match-page';
import { readDecision } from './read-decision';
import { differenceOf, Seen } from './stale';

/** Clock of the database and ours may differ a little: offer undoing no longer than it will surely be taken. */
const SAFETY_MS = 2_000;

@PageController()
@Access('officer', 'admin')
export class MatchController {
  constructor(
    private readonly matches: MatchesService,
    private readonly decisions: DecisionsService,
    private readonly suggestions: SuggestionsService,
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  @Get('petugas/cocok/:id')
  async show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.page(visit, await this.file(visit, id), {}, []);
  }

  @Post('petugas/cocok/:id/putusan')
  async decide(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const file = await this.file(visit, id);
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
    const file = await this.file(visit, id);
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

  private async attempt(visit: Visit, id: string, work: (tx: EntityManager) => Promise<Match>): Promise<PageAnswer> {
    try {
      await this.transactions.write(work);
      return { to: `/petugas/cocok/${id}` };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      const errors = [{ field: 'isi', text: error.detail[languageOfText(visit.locale)] }];
      return this.page(visit, await this.file(visit, id), {}, errors, 409);
    }
  }

  private page(visit: Visit, file: MatchFile, sent: FormBody, errors: FieldError[], status = errors.length > 0 ? 422 : 200): PageAnswer {
    const body = <MatchPage file={file} token={visit.formToken} sent={sent} errors={errors} me={visit.caller.id} />;
    return { title: visit.t('inbox.id'), back: '/petugas', isWide: true, body, errors, status };
  }

  private file(visit: Visit, id: string): Promise<MatchFile> {
    return this.transactions.read(async (tx) => {
      const { match, actor } = await this.matches.get(tx, visit.caller, id);
      const { offer, situation, profileHash } = await this.suggestions.ofMatch(tx, match, actor);
      const explanation = explain(offer, situation, profileHash);
      const history = await this.matches.history(tx, id);
      const known = new Map(explanation.leaves.map((leaf) => [leaf.path, leaf]));
      const speaks = languageOfText(visit.locale);
      const checks = leavesOf(offer.version.document.requires).flatMap(([path, leaf]) =>
        isOfficerCheck(leaf) && known.get(path)?.value === 'U' ? [{ id: leaf.officerCheck, label: known.get(path)!.text[speaks] }] : [],
      );
      const open = new Set((await unconfirmedFacts(tx, actor)).map(({ key }) => key));
      const unconfirmed = new Set(
        leavesOf(offer.version.document.requires).flatMap(([path, leaf]) => ('fact' in leaf && open.has(leaf.fact) ? [path] : [])),
      );
      const names = await this.namesOf(tx, match, history);
      return {
        match,
        actor,
        offer,
        explanation,
        history,
        checks,
        unconfirmed,
        names,
        undoSeconds: this.undoSeconds(visit, history),
        difference: null,
      };
    });
  }

  private async namesOf(tx: EntityManager, { assigneeId }: Match, history: readonly MatchTransition[]): Promise<Map<string, string>> {
    const ids = [...history.map(({ personId }) => personId), assigneeId].filter((id) => id !== null);
    const people = await tx.findBy(Person, { id: In(ids) });
    return new Map(people.map(({ id, name }) => [id, name]));
  }

  /** How long the caller may still take the last decision back, in whole seconds; 0 when not. */
  private undoSeconds({ caller }: Visit, history: readonly MatchTransition[]): number {
    const last = history.at(-1);
    if (!last || last.personId !== caller.id || !['approved', 'returned', 'rejected'].includes(last.toState)) return 0;
    const leftMs = last.at.getTime() + this.config.UNDO_SECONDS * 1000 - Date.now() - SAFETY_MS;
    return Math.max(0, Math.floor(leftMs / 1000));
  }
}
