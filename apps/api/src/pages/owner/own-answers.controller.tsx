import { DomainError } from '@sambung/errors';
import { Actor, ActorPatch, ActorsService, DraftAnswers, FactsService } from '@sambung/profiles';
import { regionLevel, regions } from '@sambung/reference';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Id, Slug } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { questionBySlug, unknownQuestion } from '../questions/flow';
import { errorsOf, Question } from '../questions/question';
import { QuestionPage } from '../questions/question-page';
import { faultText } from '../web/fault-text';
import { FormBody, SentForm } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { answersOf } from './own-answers';
import { BehindPin } from './profile-lock';
import { afterStep, profileStep } from './profile-steps';

/** A business is kept with a place at least as fine as this: its kecamatan. */
const COARSEST = 3;

interface Asked {
  actor: Actor;
  question: Question;
  answers: DraftAnswers;
}

/** The first questions once more, about a business that is kept: what it is called, where it is, what it needs and has. */
@PageController()
@Access('owner')
@BehindPin()
export class OwnAnswersController {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly transactions: Transactions,
  ) {}

  @Get('usaha/:id/ubah/:slug')
  async show(@CurrentVisit() visit: Visit, @Id() id: string, @Slug() slug: string): Promise<PageAnswer> {
    const asked = await this.transactions.read((tx) => this.asked(tx, visit, id, slug));
    return asked.question.concerns(asked.answers) ? page(visit, asked, null, []) : { to: `/usaha/${id}/data` };
  }

  @Post('usaha/:id/ubah/:slug')
  async change(@CurrentVisit() visit: Visit, @Id() id: string, @Slug() slug: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const asked = await this.transactions.read((tx) => this.asked(tx, visit, id, slug));
    const { question, answers, actor } = asked;
    if (!question.concerns(answers)) return { to: `/usaha/${id}/data` };
    const reading = question.read(form, answers);
    if ('faults' in reading) return page(visit, asked, form, errorsOf(reading.faults, visit.t));
    const { region } = reading.answers;
    if (!region) return { to: profileStep(visit, `/usaha/${id}/ubah/daerah`) };
    if (regionLevel(region) < COARSEST) return { to: profileStep(visit, `/usaha/${id}/ubah/kecamatan?di=${region}`) };
    try {
      await this.transactions.write((tx) => this.keep(tx, visit, asked, reading.answers));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return page(visit, asked, form, [{ field: question.slug === 'usaha' ? 'nama' : 'isi', text: faultText(visit, error) }]);
    }
    const isCoarser = region !== actor.regionCode && regionLevel(region) === COARSEST;
    return { to: isCoarser && questionBySlug('desa')!.concerns(reading.answers) ? profileStep(visit, `/usaha/${id}/ubah/desa`) : afterStep(visit, id) }; // prettier-ignore
  }

  private async asked(tx: EntityManager, visit: Visit, id: string, slug: string): Promise<Asked> {
    const question = questionBySlug(slug);
    if (!question) throw unknownQuestion();
    const actor = await this.actors.get(tx, visit.caller, id);
    const answers = answersOf(actor, await this.facts.current(tx, actor));
    return { actor, question, answers: { ...answers, region: placeOf(visit, question, answers) } };
  }

  /** Writes what differs, so that what others have attested stays as it is. */
  private async keep(tx: EntityManager, { caller }: Visit, { actor, question }: Asked, after: DraftAnswers): Promise<void> {
    const { name, roles, region } = after;
    const wanted = { name: name ?? actor.name, roles, regionCode: region! };
    const patch = differing<ActorPatch>({ ...actor }, wanted);
    if (Object.keys(patch).length > 0) await this.actors.change(tx, caller, actor.id, { patch, expectedVersion: null });
    const before = answersOf(actor, await this.facts.current(tx, actor)).facts;
    const told = Object.fromEntries(question.facts.map((key) => [key, after.facts[key]]));
    const changes = Object.entries(differing(before, told)).map(([key, value]) => [key, value === undefined ? null : { value }] as const);
    if (changes.length > 0) await this.facts.change(tx, caller, actor.id, Object.fromEntries(changes));
  }
}

const differing = <T extends object>(before: Readonly<Record<string, unknown>>, after: T): Partial<T> =>
  Object.fromEntries(Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(before[key], value))) as Partial<T>;

/** Where the business is; or the place, too coarse to keep, that was chosen a step before. */
function placeOf(visit: Visit, question: Question, answers: DraftAnswers): string | null {
  if (question.slug === 'daerah') return question.concerns(answers) ? answers.region : '';
  const chosen = visit.query('di') ?? '';
  const isStep = question.slug === 'kecamatan' && regions().has(chosen) && regionLevel(chosen) === COARSEST - 1;
  return isStep ? chosen : answers.region;
}

function page(visit: Visit, { actor, question, answers }: Asked, sent: FormBody | null, errors: FieldError[]): PageAnswer {
  const { slug, name, why, Fields } = question;
  const place = visit.query('di');
  const action = profileStep(visit, `/usaha/${actor.id}/ubah/${slug}${place ? `?di=${encodeURIComponent(place)}` : ''}`);
  const body = (
    <QuestionPage action={action} token={visit.formToken} caption={actor.name} mayBeSkipped={false} why={<p>{visit.t(why)}</p>}>
      <Fields answers={answers} sent={sent} errors={errors} />
    </QuestionPage>
  );
  return { title: visit.t(name), back: afterStep(visit, actor.id), errors, body, status: errors.length > 0 ? 422 : 200 };
}
