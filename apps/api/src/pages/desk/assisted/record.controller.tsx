import { ConsentsService, currentText } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { RecordSplits } from '@sambung/matches';
import { ActorsService } from '@sambung/profiles';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { refusalText } from '../../web/fault-text';
import { FormBody, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { isId } from '../desk-address';
import { evidenceIn, GivenConsent, methodIn } from './consent-fields';
import { JOINED, RecordPage } from './record-page';
import { OfficeRecords } from './record.service';

/** The record of a business, and consents that an officer records for its owner, each with how it was given. */
@PageController()
@Access('officer', 'admin')
export class RecordController {
  constructor(
    private readonly records: OfficeRecords,
    private readonly actors: ActorsService,
    private readonly consents: ConsentsService,
    private readonly splits: RecordSplits,
    private readonly transactions: Transactions,
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

  /** Takes a joined record out again, and leads to it. */
  @Post('petugas/usaha/:id/pisah/:other')
  async split(@CurrentVisit() visit: Visit, @Id() id: string, @Id('other') other: string): Promise<PageAnswer> {
    try {
      await this.transactions.write((tx) => this.splits.split(tx, visit.caller, id, other));
      return { to: `/petugas/usaha/${other}` };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return this.page(visit, id, {}, [{ field: 'isi', text: refusalText(visit, error) }]);
    }
  }

  private page(visit: Visit, id: string, sent: FormBody, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const record = await this.records.of(tx, visit, id);
      const body = (
        <RecordPage record={record} hasJoined={visit.query('kabar') === JOINED} token={visit.formToken} sent={sent} errors={errors} />
      );
      return { title: visit.t('record.title'), back: '/petugas/usaha', isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
  }
}
