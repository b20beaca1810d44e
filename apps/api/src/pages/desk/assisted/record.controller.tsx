import { ConsentsService, currentText } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { DomainError, notFound } from '@sambung/errors';
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
import { refusalText } from '../../web/fault-text';
import { FormBody, listIn, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { isId } from '../desk-address';
import { evidenceIn, GivenConsent, methodIn } from './consent-fields';
import { RecordPage } from './record-page';
import { OfficeRecords } from './record.service';

/** What an officer may vouch for. */
const LEVELS = ['declared', 'document', 'officer'] as const satisfies readonly Level[];

const unknownQuestion = () => notFound('QuestionUnknown', 'Pertanyaan ini tidak ada.', 'There is no such question.');

/** The record of a business: facts and consents that an officer enters for its owner, each with how it is known. */
@PageController()
@Access('officer', 'admin')
export class RecordController {
  constructor(
    private readonly records: OfficeRecords,
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly consents: ConsentsService,
    private readonly outlook: OutlookService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('petugas/usaha/:id')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.page(visit, id, {}, []);
  }

  @Post('petugas/usaha/:id/persetujuan')
  async consent(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const wanted = textIn(form, 'untuk');
    const institutionId = isId(wanted) ? wanted : null;
    const channel = methodIn(form, ['spoken', 'paper']) as GivenConsent['channel'] | undefined;
    const evidence = evidenceIn(form);
    const errors = [
      ...(institutionId || wanted === 'matching' ? [] : [{ field: 'untuk', text: visit.t('record.consent.missing') }]),
      ...(channel ? [] : [{ field: 'cara', text: visit.t('assist.method.missing') }]),
      ...(evidence ? [] : [{ field: 'bukti', text: visit.t('assist.evidence.missing') }]),
    ];
    if (!channel || errors.length > 0) return this.page(visit, id, form, errors);
    const purpose = institutionId ? ('sharing' as const) : ('matching' as const);
    const words = { textVersion: currentText(purpose).version, channel, evidence, locale: visit.locale };
    try {
      await this.transactions.write(async (tx) => {
        const actor = await this.actors.getForChange(tx, visit.caller, id);
        await this.consents.give(tx, { actorId: id, purpose, institutionId, ...words, givenBy: visit.caller.id });
        if (actor.status === 'draft' && purpose === 'matching') {
          await this.actors.change(tx, visit.caller, id, { patch: { status: 'active' }, expectedVersion: null });
        }
      });
      return { to: `/petugas/usaha/${id}#persetujuan` };
    } catch (error) {
      if (!(error instanceof DomainError) || !['conflict', 'invalid'].includes(error.kind)) throw error;
      return this.page(visit, id, form, [{ field: 'untuk', text: refusalText(visit, error) }]);
    }
  }

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

  private page(visit: Visit, id: string, sent: FormBody, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const record = await this.records.of(tx, visit, id);
      const body = <RecordPage record={record} token={visit.formToken} sent={sent} errors={errors} />;
      return { title: visit.t('record.title'), back: '/petugas/usaha', isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
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
          number={null}
          mayBeSkipped={needsSkip(fact)}
          why={<WhyFact fact={fact} suggestions={suggestions} />}
        >
          <FactFields fact={fact} value={value} sent={sent} errors={errors} />
          <Radios
            name="bukti"
            legend={visit.t('record.level')}
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
