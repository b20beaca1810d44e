import { Clock } from '@sambung/config';
import { OutlookService } from '@sambung/matches';
import { ActorsService, FactsService } from '@sambung/profiles';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { FactKey, Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FactFields, needsSkip } from '../questions/fact-question';
import { isAskable, questionOf } from '../questions/fact-questions';
import { unknownQuestion } from '../questions/flow';
import { errorsOf } from '../questions/question';
import { QuestionPage, SKIP_FIELD } from '../questions/question-page';
import { readFact } from '../questions/read-fact';
import { WhyFact } from '../questions/why-fact';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { BehindPin } from './profile-lock';
import { afterStep, profileStep } from './profile-steps';

/** Questions about a business that is registered. */
@PageController()
@Access('owner')
@BehindPin()
export class FactController {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly outlook: OutlookService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('usaha/:id/fakta/:key')
  show(@CurrentVisit() visit: Visit, @Id() id: string, @FactKey() fact: string): Promise<PageAnswer> {
    return this.page(visit, id, fact, null, []);
  }

  @Post('usaha/:id/fakta/:key')
  async answer(@CurrentVisit() visit: Visit, @Id() id: string, @FactKey() fact: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    if (!isAskable(fact)) throw unknownQuestion();
    const back = { to: afterStep(visit, id) };
    if (textIn(form, SKIP_FIELD) !== '') return back;
    const reading = readFact(fact, form, this.clock.today());
    if ('faults' in reading) return this.page(visit, id, fact, form, errorsOf(reading.faults, visit.t));
    const change = reading.value === null ? null : { value: reading.value };
    await this.transactions.write((tx) => this.facts.change(tx, visit.caller, id, { [fact]: change }));
    return back;
  }

  private page(visit: Visit, id: string, fact: string, sent: FormBody | null, errors: FieldError[]): Promise<PageAnswer> {
    if (!isAskable(fact)) throw unknownQuestion();
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, visit.caller, id);
      const suggestions = await this.outlook.all(tx, await this.outlook.situationOf(tx, actor));
      const known = (await this.facts.current(tx, actor)).find(({ key }) => key === fact);
      const body = (
        <QuestionPage
          action={profileStep(visit, `/usaha/${id}/fakta/${fact}`)}
          token={visit.formToken}
          caption={actor.name}
          mayBeSkipped={needsSkip(fact)}
          why={<WhyFact fact={fact} suggestions={suggestions} />}
        >
          <FactFields fact={fact} value={known?.value} sent={sent} errors={errors} />
        </QuestionPage>
      );
      return { title: visit.t(questionOf(fact)), back: afterStep(visit, id), errors, body, status: errors.length > 0 ? 422 : 200 };
    });
  }
}
