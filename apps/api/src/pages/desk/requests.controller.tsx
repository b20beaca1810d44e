import { Clock } from '@sambung/config';
import { MatchState, QUEUE_TERMS } from '@sambung/matches';
import { Actor, RightsRequests } from '@sambung/profiles';
import { DomainError } from '@sambung/errors';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { In } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FormBody, SentForm, textIn } from '../web/form';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { RecordHistory } from './assisted/record.service';
import { LONGEST_ANSWER, OUTCOMES, RequestPage, RequestsPage } from './requests-page';

const ADDRESS = '/petugas/permintaan';
const MOST_ROWS = 100;
/** What a review may be about: a decision that holds, or one that asks the owner for more. */
const DECIDED: readonly MatchState[] = [...QUEUE_TERMS.decided.states, 'returned'];

/** The officer's work list of what data subjects ask, each with 72 hours (UU 27/2022 art. 30–32, 40, 41). */
@PageController()
@Access('officer', 'admin')
export class RequestsController {
  constructor(
    private readonly requests: RightsRequests,
    private readonly past: RecordHistory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('petugas/permintaan')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const open = await this.requests.workList(tx, visit.caller, MOST_ROWS);
      const actors = await tx.findBy(Actor, { id: In(open.map(({ actorId }) => actorId)) });
      const byId = new Map(actors.map((actor) => [actor.id, actor]));
      const rows = open.map((request) => ({ request, actor: byId.get(request.actorId)! }));
      return { title: visit.t('requests.title'), isWide: true, body: <RequestsPage rows={rows} now={this.clock.now()} /> };
    });
  }

  @Get('petugas/permintaan/:id')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.page(visit, id, {}, []);
  }

  @Post('petugas/permintaan/:id')
  async settle(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const outcome = OUTCOMES.find((one) => one === textIn(form, 'hasil'));
    const answer = textIn(form, 'jawaban').slice(0, LONGEST_ANSWER);
    const errors: FieldError[] = [
      ...(outcome ? [] : [{ field: 'hasil', text: visit.t('requests.outcome.missing') }]),
      ...(answer ? [] : [{ field: 'jawaban', text: visit.t('requests.answer.missing') }]),
    ];
    if (!outcome || errors.length > 0) return this.page(visit, id, form, errors);
    try {
      await this.transactions.write((tx) => this.requests.settle(tx, visit.caller, id, { outcome, answer }));
      return { to: ADDRESS };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      return this.page(visit, id, form, [{ field: 'isi', text: error.detail[languageOfText(visit.locale)] }]);
    }
  }

  private page(visit: Visit, id: string, sent: FormBody, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const row = await this.requests.get(tx, visit.caller, id);
      const isReview = row.request.kind === 'review';
      const decided = isReview ? (await this.past.matchesOf(tx, row.actor)).filter(({ match }) => DECIDED.includes(match.state)) : null;
      const body = <RequestPage {...row} decided={decided} now={this.clock.now()} token={visit.formToken} sent={sent} errors={errors} />;
      return { title: visit.t('requests.one'), back: ADDRESS, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
  }
}
