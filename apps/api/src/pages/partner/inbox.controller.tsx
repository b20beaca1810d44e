import { DomainError } from '@sambung/errors';
import { mayBecome, PartnerAnswer, REASON_CODES, SharingService } from '@sambung/matches';
import { OffersService } from '@sambung/offers';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { InboxPage } from './inbox-page';
import { SharedMatchPage } from './shared-match-page';

const PAGE_SIZE = 50;
const LONGEST_NOTE = 1000;
const ANSWERS: readonly PartnerAnswer[] = ['accepted', 'declined', 'inProgress', 'completed'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@PageController()
@Access('partner')
export class InboxController {
  constructor(
    private readonly sharing: SharingService,
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const after = visit.query('sesudah');
    const page = { limit: PAGE_SIZE, ...(after && UUID.test(after) && { after }) };
    return this.transactions.read(async (tx) => {
      const matches = await this.sharing.list(tx, visit.caller, page);
      const rows = [];
      for (const match of matches) rows.push({ match, offer: await this.offers.byVersion(tx, match.offerVersionId) });
      const next = matches.length === PAGE_SIZE ? `/mitra?sesudah=${matches.at(-1)!.id}` : null;
      return {
        title: visit.t('inbox.title'),
        isWide: true,
        body: <InboxPage rows={rows} next={next} isFirst={page.after === undefined} />,
      };
    });
  }

  @Get('mitra/cocok/:id')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.page(visit, id, {}, []);
  }

  /** Giving the same answer again changes nothing. */
  @Post('mitra/cocok/:id')
  async answer(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const status = ANSWERS.find((answer) => answer === textIn(form, 'jawaban'));
    const reasonCode = REASON_CODES.find((code) => code === textIn(form, 'alasan')) ?? null;
    if (!status) return this.page(visit, id, form, [{ field: 'jawaban', text: visit.t('fault.AnswerMissing') }]);
    if (status === 'declined' && !reasonCode)
      return this.page(visit, id, form, [{ field: 'alasan', text: visit.t('decision.reason.missing') }]);
    const note = textIn(form, 'catatan').slice(0, LONGEST_NOTE) || null;
    try {
      await this.transactions.write((tx) => this.sharing.answer(tx, visit.caller, id, { status, reasonCode, note, outcome: null }));
      return { to: `/mitra/cocok/${id}` };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return this.page(visit, id, form, [{ field: 'jawaban', text: error.detail[languageOfText(visit.locale)] }], 409);
    }
  }

  private async page(
    visit: Visit,
    id: string,
    sent: FormBody,
    errors: FieldError[],
    status = errors.length > 0 ? 422 : 200,
  ): Promise<PageAnswer> {
    const shared = await this.transactions.write((tx) => this.sharing.shared(tx, visit.caller, id));
    const answers = ANSWERS.filter((answer) => mayBecome(shared.match.state, answer));
    const body = <SharedMatchPage shared={shared} answers={answers} token={visit.formToken} sent={sent} errors={errors} />;
    return { title: visit.t('inbox.id'), back: '/mitra', body, errors, status };
  }
}
