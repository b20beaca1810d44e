import { DomainError, notFound } from '@sambung/errors';
import { DraftAnswers } from '@sambung/profiles';
import { FieldError, Notice } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Limited } from '../../../http/rate-limits';
import { Id, Slug } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { isReadyForResults, noteAsked, numberOf, openQuestion, questionBySlug, questionsFor } from '../../questions/flow';
import { errorsOf, Question } from '../../questions/question';
import { QuestionPage, SKIP_FIELD } from '../../questions/question-page';
import { faultText, refusalText } from '../../web/fault-text';
import { FormBody, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController, Redirect } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { AssistedEntries } from './assisted-entries.service';
import { ConsentCodes } from './consent-codes.service';
import { evidenceIn, GivenConsent, METHODS, methodIn } from './consent-fields';
import { CodePage, EntryCheckPage } from './entry-pages';

const BASE = '/petugas/usaha/baru';
const unknownQuestion = () => notFound('QuestionUnknown', 'Pertanyaan ini tidak ada.', 'There is no such question.');

/** The owner's questions, put by an officer; then the consent in the owner's words, and the record. */
@PageController()
@Access('officer', 'admin')
export class EntryController {
  constructor(
    private readonly entries: AssistedEntries,
    private readonly codes: ConsentCodes,
    private readonly transactions: Transactions,
  ) {}

  /** Wherever the officer left off. */
  @Get('petugas/usaha/baru/:entry')
  async begin(@CurrentVisit() visit: Visit, @Id('entry') entry: string): Promise<PageAnswer> {
    const { answers, actorId } = await this.entry(visit, entry);
    return actorId ? { to: `/petugas/usaha/${actorId}` } : this.after(entry, answers);
  }

  @Get('petugas/usaha/baru/:entry/periksa')
  async check(@CurrentVisit() visit: Visit, @Id('entry') entry: string): Promise<PageAnswer> {
    const { answers, actorId } = await this.entry(visit, entry);
    if (actorId) return { to: `/petugas/usaha/${actorId}` };
    return isReadyForResults(answers) ? this.checkPage(visit, entry, answers, {}, []) : this.after(entry, answers);
  }

  @Post('petugas/usaha/baru/:entry/periksa')
  async save(@CurrentVisit() visit: Visit, @Id('entry') entry: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const { answers, actorId } = await this.entry(visit, entry);
    if (actorId) return { to: `/petugas/usaha/${actorId}` };
    if (!isReadyForResults(answers)) return this.after(entry, answers);
    const method = methodIn(form, [...METHODS, 'none']);
    const evidence = evidenceIn(form);
    const errors = [
      ...(method ? [] : [{ field: 'cara', text: visit.t('assist.method.missing') }]),
      ...(method === 'spoken' || method === 'paper'
        ? evidence
          ? []
          : [{ field: 'bukti', text: visit.t('assist.evidence.missing') }]
        : []),
    ];
    if (!method || errors.length > 0) return this.checkPage(visit, entry, answers, form, errors);
    const given = { channel: method as GivenConsent['channel'], evidence, locale: visit.locale };
    if (method === 'code') return { to: `${BASE}/${entry}/kode` };
    return this.attempt(visit, entry, { answers, form }, () => this.register(visit, entry, method === 'none' ? null : given));
  }

  @Get('petugas/usaha/baru/:entry/kode')
  async code(@CurrentVisit() visit: Visit, @Id('entry') entry: string): Promise<PageAnswer> {
    const { answers, actorId } = await this.entry(visit, entry);
    if (actorId) return { to: `/petugas/usaha/${actorId}` };
    return this.codePage(visit, entry, answers, []);
  }

  @Post('petugas/usaha/baru/:entry/kode/baru')
  @Limited('code')
  async sendCode(@CurrentVisit() visit: Visit, @Id('entry') entry: string): Promise<PageAnswer> {
    const { answers, actorId } = await this.entry(visit, entry);
    if (actorId) return { to: `/petugas/usaha/${actorId}` };
    try {
      const code = await this.codes.send(answers.phone!);
      await this.transactions.write((tx) => this.entries.change(tx, visit.caller, entry, (latest) => ({ ...latest, code })));
      return { to: `${BASE}/${entry}/kode` };
    } catch (error) {
      return this.codePage(visit, entry, answers, [{ field: 'isi', text: faultText(visit, error) }]);
    }
  }

  @Post('petugas/usaha/baru/:entry/kode')
  @Limited('signIn')
  async confirm(@CurrentVisit() visit: Visit, @Id('entry') entry: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const { answers, actorId } = await this.entry(visit, entry);
    if (actorId) return { to: `/petugas/usaha/${actorId}` };
    const digits = textIn(form, 'kode').replaceAll(/\s/g, '');
    if (!(await this.codes.isRight(answers, digits))) {
      return this.codePage(visit, entry, answers, [{ field: 'kode', text: visit.t('fault.CodeWrong') }]);
    }
    const given = { channel: 'code' as const, evidence: null, locale: visit.locale };
    return this.attempt(visit, entry, { answers, form }, () => this.register(visit, entry, given));
  }

  @Get('petugas/usaha/baru/:entry/:slug')
  async show(@CurrentVisit() visit: Visit, @Id('entry') entry: string, @Slug() slug: string): Promise<PageAnswer> {
    const { answers, actorId } = await this.entry(visit, entry);
    if (actorId) return { to: `/petugas/usaha/${actorId}` };
    const question = questionBySlug(slug);
    if (!question) throw unknownQuestion();
    return question.concerns(answers)
      ? this.questionPage(visit, entry, question, { answers, sent: null, errors: [] })
      : this.after(entry, answers);
  }

  @Post('petugas/usaha/baru/:entry/:slug')
  async answer(
    @CurrentVisit() visit: Visit,
    @Id('entry') entry: string,
    @Slug() slug: string,
    @SentForm() form: FormBody,
  ): Promise<PageAnswer> {
    const { answers, actorId } = await this.entry(visit, entry);
    if (actorId) return { to: `/petugas/usaha/${actorId}` };
    const question = questionBySlug(slug);
    if (!question) throw unknownQuestion();
    if (!question.concerns(answers)) return this.after(entry, answers);
    const isSkipped = question.mayBeSkipped && textIn(form, SKIP_FIELD) !== '';
    const reading = question.read(form, answers);
    if ('faults' in reading && !isSkipped) {
      return this.questionPage(visit, entry, question, { answers, sent: form, errors: errorsOf(reading.faults, visit.t) });
    }
    const changed = await this.transactions.write((tx) =>
      this.entries.change(tx, visit.caller, entry, (latest) => {
        const read = isSkipped ? { answers: latest } : question.read(form, latest);
        return noteAsked('answers' in read ? read.answers : latest, slug);
      }),
    );
    return visit.query('dari') === 'periksa' && !openQuestion(changed) ? { to: `${BASE}/${entry}/periksa` } : this.after(entry, changed);
  }

  private entry(visit: Visit, entry: string): Promise<{ answers: DraftAnswers; actorId: string | null }> {
    return this.transactions.read((tx) => this.entries.of(tx, visit.caller, entry));
  }

  private after(entry: string, answers: DraftAnswers): Redirect {
    return { to: `${BASE}/${entry}/${openQuestion(answers)?.slug ?? 'periksa'}` };
  }

  private async register(visit: Visit, entry: string, consent: GivenConsent | null): Promise<Redirect> {
    const id = await this.transactions.write((tx) => this.entries.register(tx, visit.caller, entry, consent));
    return { to: `/petugas/usaha/${id}` };
  }

  /** The page again with what was written, where a service refuses. */
  private async attempt(
    visit: Visit,
    entry: string,
    { answers, form }: { answers: DraftAnswers; form: FormBody },
    work: () => Promise<Redirect>,
  ): Promise<PageAnswer> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || !['conflict', 'invalid'].includes(error.kind)) throw error;
      return this.checkPage(visit, entry, answers, form, [{ field: 'cara', text: refusalText(visit, error) }]);
    }
  }

  private questionPage(
    visit: Visit,
    entry: string,
    { slug, name, why, mayBeSkipped, Fields }: Question,
    { answers, sent, errors }: { answers: DraftAnswers; sent: FormBody | null; errors: FieldError[] },
  ): PageAnswer {
    const from = visit.query('dari') === 'periksa' ? '?dari=periksa' : '';
    const slugs = questionsFor(answers).map((question) => question.slug);
    const before = slugs[slugs.indexOf(slug) - 1];
    const body = (
      <>
        <Notice>
          <p>{visit.t('assist.readOut', { name: answers.name ?? '' })}</p>
        </Notice>
        <QuestionPage
          action={`${BASE}/${entry}/${slug}${from}`}
          token={visit.formToken}
          number={numberOf(answers, slug)}
          mayBeSkipped={mayBeSkipped}
          why={<p>{visit.t(why)}</p>}
        >
          <Fields answers={answers} sent={sent} errors={errors} />
        </QuestionPage>
      </>
    );
    const back = from ? `${BASE}/${entry}/periksa` : before ? `${BASE}/${entry}/${before}` : '/petugas/usaha';
    return { title: visit.t(name), back, errors, body, status: errors.length > 0 ? 422 : 200 };
  }

  private checkPage(visit: Visit, entry: string, answers: DraftAnswers, sent: FormBody, errors: FieldError[]): PageAnswer {
    const body = <EntryCheckPage at={`${BASE}/${entry}`} answers={answers} token={visit.formToken} sent={sent} errors={errors} />;
    const before = questionsFor(answers).at(-1)!.slug;
    return {
      title: visit.t('assist.check.title'),
      back: `${BASE}/${entry}/${before}`,
      errors,
      body,
      status: errors.length > 0 ? 422 : 200,
    };
  }

  private codePage(visit: Visit, entry: string, answers: DraftAnswers, errors: FieldError[]): PageAnswer {
    const body = <CodePage at={`${BASE}/${entry}`} code={answers.code ?? null} token={visit.formToken} errors={errors} />;
    return { title: visit.t('assist.code.title'), back: `${BASE}/${entry}/periksa`, errors, body, status: errors.length > 0 ? 422 : 200 };
  }
}
