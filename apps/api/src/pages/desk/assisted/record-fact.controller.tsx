import { Clock } from '@sambung/config';
import { notFound } from '@sambung/errors';
import { OutlookService } from '@sambung/matches';
import { ActorsService, FactsService, Level, maskedValue } from '@sambung/profiles';
import { FieldError, Radios } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { FactKey, Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { FactFields, needsSkip } from '../../questions/fact-question';
import { isAskable, questionOf } from '../../questions/fact-questions';
import { errorsOf } from '../../questions/question';
import { QuestionPage, SKIP_FIELD } from '../../questions/question-page';
import { readFact } from '../../questions/read-fact';
import { WhyFact } from '../../questions/why-fact';
import { FormBody, listIn, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';

/** What an officer may vouch for. */
const LEVELS = ['declared', 'document', 'officer'] as const satisfies readonly Level[];

const unknownQuestion = () => notFound('QuestionUnknown', 'Pertanyaan ini tidak ada.', 'There is no such question.');

/** Facts that an officer enters for an owner, each with how it is known. */
@PageController()
@Access('officer', 'admin')
export class RecordFactController {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly outlook: OutlookService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('petugas/usaha/:id/fakta/:key')
  showFact(@CurrentVisit() visit: Visit, @Id() id: string, @FactKey() fact: string): Promise<PageAnswer> {
    return this.factPage(visit, id, fact, null, []);
  }

  @Post('petugas/usaha/:id/fakta/:key')
  async answer(@CurrentVisit() visit: Visit, @Id() id: string, @FactKey() fact: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    if (!isAskable(fact)) throw unknownQuestion();
    const back = { to: `/petugas/usaha/${id}` };
    if (textIn(form, SKIP_FIELD) !== '') return back;
    const reading = readFact(fact, form, this.clock.today());
    const level = LEVELS.find((one) => one === textIn(form, 'bukti'));
    const errors = [
      ...('faults' in reading ? errorsOf(reading.faults, visit.t) : []),
      ...(level ? [] : [{ field: 'bukti', text: visit.t('record.level.missing') }]),
    ];
    if ('faults' in reading || errors.length > 0) return this.factPage(visit, id, fact, form, errors);
    const change = reading.value === null ? null : { value: reading.value, level };
    await this.transactions.write((tx) => this.facts.change(tx, visit.caller, id, { [fact]: change }));
    return back;
  }

  private factPage(visit: Visit, id: string, fact: string, sent: FormBody | null, errors: FieldError[]): Promise<PageAnswer> {
    if (!isAskable(fact)) throw unknownQuestion();
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, visit.caller, id);
      const suggestions = await this.outlook.all(tx, await this.outlook.situationOf(tx, actor));
      const known = (await this.facts.current(tx, actor)).find(({ key }) => key === fact);
      // What the office sees masked it does not find filled in.
      const value = known && maskedValue(fact, known.value) === known.value ? known.value : undefined;
      const body = (
        <QuestionPage
          action={`/petugas/usaha/${id}/fakta/${fact}`}
          token={visit.formToken}
          caption={actor.name}
          mayBeSkipped={needsSkip(fact)}
          why={<WhyFact fact={fact} suggestions={suggestions} />}
        >
          <FactFields fact={fact} value={value} sent={sent} errors={errors} />
          <Radios
            name="bukti"
            legend={visit.t('record.level')}
            hint={visit.t('record.level.hint')}
            error={errors.find(({ field }) => field === 'bukti')?.text}
            options={LEVELS.map((level) => ({ value: level, label: visit.t(`record.level.${level}`) }))}
            chosen={sent ? listIn(sent, 'bukti') : []}
          />
        </QuestionPage>
      );
      return { title: visit.t(questionOf(fact)), back: `/petugas/usaha/${id}`, errors, body, status: errors.length > 0 ? 422 : 200 };
    });
  }
}
