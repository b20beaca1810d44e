import { DomainError } from '@sambung/errors';
import { PARTNER_SEES, SharingService } from '@sambung/matches';
import { OffersService } from '@sambung/offers';
import { Actor } from '@sambung/profiles';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AnswerLinks } from './answer-links.service';
import { InboxPage, InboxRow } from './inbox-page';
import { answersFor, readAnswer } from './read-answer';
import { SharedMatchPage } from './shared-match-page';

const PAGE_SIZE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@PageController()
@Access('partner')
export class InboxController {
  constructor(
    private readonly sharing: SharingService,
    private readonly offers: OffersService,
    private readonly links: AnswerLinks,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const after = visit.query('sesudah');
    const state = PARTNER_SEES.find((one) => one === visit.query('keadaan'));
    const page = { limit: PAGE_SIZE + 1, ...(state && { state }), ...(after && UUID.test(after) && { after }) };
    const here = `/mitra${state ? `?keadaan=${state}` : ''}`;
    return this.transactions.read(async (tx) => {
      const found = await this.sharing.list(tx, visit.caller, page);
      const matches = found.slice(0, PAGE_SIZE);
      const rows: InboxRow[] = [];
      for (const match of matches) {
        const actor = await tx.findOneOrFail(Actor, { select: { id: true, roles: true, regionCode: true }, where: { id: match.actorId } });
        rows.push({ match, actor, offer: await this.offers.byVersion(tx, match.offerVersionId) });
      }
      const next = found.length > PAGE_SIZE ? `${here}${state ? '&' : '?'}sesudah=${matches.at(-1)!.id}` : null;
      return {
        title: visit.t('inbox.title'),
        isWide: true,
        body: <InboxPage rows={rows} state={state ?? ''} next={next} first={page.after === undefined ? null : here} />,
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
    const { answer, errors } = readAnswer(visit, form);
    if (!answer) return this.page(visit, id, form, errors);
    try {
      await this.transactions.write((tx) => this.sharing.answer(tx, visit.caller, id, answer));
      return { to: `/mitra/cocok/${id}?tersimpan` };
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
    const { match } = shared;
    const body = (
      <SharedMatchPage
        shared={shared}
        action={`/mitra/cocok/${id}`}
        answers={answersFor(match)}
        token={visit.formToken}
        sent={sent}
        errors={errors}
        isStored={visit.query('tersimpan') !== undefined}
        link={`${visit.origin}/jawab/${this.links.issue(visit.caller, match)}`}
      />
    );
    return { title: visit.t('inbox.id'), back: '/mitra', body, errors, status };
  }
}
