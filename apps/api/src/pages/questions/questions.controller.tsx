import { Clock } from '@sambung/config';
import { DraftAnswers, DraftsService } from '@sambung/profiles';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Public } from '../../http/access';
import { FactKey, Slug } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController, Redirect } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AnonymousAnswers } from './draft-answers';
import { FactFields, needsSkip } from './fact-question';
import { isAskable, questionOf } from './fact-questions';
import {
  FACT_PREFIX,
  isReadyForResults,
  MOST_QUESTIONS,
  noteAsked,
  numberOf,
  openQuestion,
  questionBySlug,
  questionsFor,
  unknownQuestion,
} from './flow';
import { errorsOf, Question, withFacts } from './question';
import { QuestionPage, SKIP_FIELD } from './question-page';
import { readFact } from './read-fact';
import { WhyFact } from './why-fact';

/** Where an answer that is only changed leads back to. */
const RETURNS: ReadonlyMap<string, string> = new Map([
  ['jawaban', '/jawaban'],
  ['hasil', '/cocok'],
  ['simpan', '/simpan'],
]);
const OFFER = /^cocok\/[a-z0-9-]+$/;

/** @returns undefined for whoever answers the questions in their order */
function returnOf(visit: Visit): string | undefined {
  const from = visit.query('dari') ?? '';
  return OFFER.test(from) ? `/${from}` : RETURNS.get(from);
}

const addressOf = (slug: string, visit: Visit): string => `/mulai/${slug}${returnOf(visit) ? `?dari=${visit.query('dari')}` : ''}`;

@PageController()
@Public()
export class QuestionsController {
  constructor(
    private readonly anonymous: AnonymousAnswers,
    private readonly drafts: DraftsService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Wherever the visitor left off. */
  @Get('mulai')
  begin(@CurrentVisit() visit: Visit): Promise<Redirect> {
    return this.transactions.read(async (tx) => this.after(await this.anonymous.of(tx, visit)));
  }

  @Get('mulai/:slug')
  async show(@CurrentVisit() visit: Visit, @Slug() slug: string): Promise<PageAnswer> {
    const answers = await this.transactions.read((tx) => this.anonymous.of(tx, visit));
    const question = questionBySlug(slug);
    if (!question) throw unknownQuestion();
    if (!question.concerns(answers)) return { to: '/mulai' };
    return this.page(visit, question, answers, null, []);
  }

  @Post('mulai/:slug')
  async answer(@CurrentVisit() visit: Visit, @Slug() slug: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const question = questionBySlug(slug);
    if (!question) throw unknownQuestion();
    const before = await this.transactions.read((tx) => this.anonymous.of(tx, visit));
    if (!question.concerns(before)) return { to: '/mulai' };
    const isSkipped = question.mayBeSkipped && textIn(form, SKIP_FIELD) !== '';
    const reading = question.read(form, before);
    if ('faults' in reading && !isSkipped) return this.page(visit, question, before, form, errorsOf(reading.faults, visit.t));
    const changed = await this.keep(visit, (answers) => {
      const latest = isSkipped ? { answers } : question.read(form, answers);
      return noteAsked('answers' in latest ? latest.answers : answers, slug);
    });
    return this.onwards(visit, changed);
  }

  @Get('mulai/fakta/:key')
  async showFact(@CurrentVisit() visit: Visit, @FactKey() fact: string): Promise<PageAnswer> {
    if (!isAskable(fact)) throw unknownQuestion();
    const answers = await this.transactions.read((tx) => this.anonymous.of(tx, visit));
    return isReadyForResults(answers) ? this.factPage(visit, fact, answers, null, []) : { to: '/mulai' };
  }

  @Post('mulai/fakta/:key')
  async answerFact(@CurrentVisit() visit: Visit, @FactKey() fact: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    if (!isAskable(fact)) throw unknownQuestion();
    const isSkipped = textIn(form, SKIP_FIELD) !== '';
    const reading = isSkipped ? { value: null } : readFact(fact, form, this.clock.today());
    if ('faults' in reading) {
      const answers = await this.transactions.read((tx) => this.anonymous.of(tx, visit));
      return this.factPage(visit, fact, answers, form, errorsOf(reading.faults, visit.t));
    }
    const value = reading.value ?? undefined;
    const changed = await this.keep(visit, (answers) => noteAsked(withFacts(answers, { [fact]: value }), FACT_PREFIX + fact));
    return this.onwards(visit, changed);
  }

  private keep(visit: Visit, change: (answers: DraftAnswers) => DraftAnswers): Promise<DraftAnswers> {
    const token = visit.keepToken();
    return this.transactions.write((tx) => this.drafts.change(tx, token, change));
  }

  private onwards(visit: Visit, answers: DraftAnswers): Promise<Redirect> | Redirect {
    const back = returnOf(visit);
    return back && isReadyForResults(answers) && !openQuestion(answers) ? { to: back } : this.after(answers);
  }

  /** The next question in order, then the facts that settle most, and the results when enough was asked. */
  private async after(answers: DraftAnswers): Promise<Redirect> {
    const question = openQuestion(answers);
    if (question) return { to: `/mulai/${question.slug}` };
    if (!isReadyForResults(answers)) return { to: '/mulai/siapa' };
    if (answers.asked.length >= MOST_QUESTIONS) return { to: '/cocok' };
    const next = await this.transactions.read((tx) => this.anonymous.next(tx, answers));
    return { to: next ? `/mulai/${FACT_PREFIX}${next.fact}` : '/cocok' };
  }

  private page(visit: Visit, question: Question, answers: DraftAnswers, sent: FormBody | null, errors: FieldError[]): PageAnswer {
    const { slug, name, why, mayBeSkipped, Fields } = question;
    const earlier = questionsFor(answers).map((other) => other.slug);
    const before = earlier[earlier.indexOf(slug) - 1];
    const body = (
      <QuestionPage
        action={addressOf(slug, visit)}
        token={visit.formToken}
        number={numberOf(answers, slug)}
        mayBeSkipped={mayBeSkipped}
        why={<p>{visit.t(why)}</p>}
      >
        <Fields answers={answers} sent={sent} errors={errors} />
      </QuestionPage>
    );
    const back = returnOf(visit) ?? (before ? `/mulai/${before}` : '/');
    return { title: visit.t(name), back, errors, body, status: errors.length > 0 ? 422 : 200 };
  }

  private async factPage(
    visit: Visit,
    fact: string,
    answers: DraftAnswers,
    sent: FormBody | null,
    errors: FieldError[],
  ): Promise<PageAnswer> {
    const slug = FACT_PREFIX + fact;
    const suggestions = await this.transactions.read((tx) => this.anonymous.suggestions(tx, answers));
    const body = (
      <QuestionPage
        action={addressOf(slug, visit)}
        token={visit.formToken}
        number={numberOf(answers, slug)}
        mayBeSkipped={needsSkip(fact)}
        why={<WhyFact fact={fact} suggestions={suggestions} />}
      >
        <FactFields fact={fact} value={answers.facts[fact]} sent={sent} errors={errors} />
      </QuestionPage>
    );
    const before = answers.asked[numberOf(answers, slug) - 2];
    const back = returnOf(visit) ?? (before ? `/mulai/${before}` : '/jawaban');
    return { title: visit.t(questionOf(fact)), back, errors, body, status: errors.length > 0 ? 422 : 200 };
  }
}
