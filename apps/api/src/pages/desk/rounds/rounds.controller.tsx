import { DomainError } from '@sambung/errors';
import { ROUND_STATES, RoundsService, SeatPlans } from '@sambung/rounds';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { refusalText } from '../../web/fault-text';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { isId } from '../desk-address';
import { RoundsPage } from './rounds-page';

const ROWS = 50;

/** Rounds, what institutions have planned, and making drafts of rounds of it. */
@PageController()
@Access('officer', 'admin')
export class PlannedRoundsController {
  constructor(
    private readonly plans: SeatPlans,
    private readonly rounds: RoundsService,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/putaran')
  show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.page(visit, []);
  }

  @Post('petugas/putaran/rencana/:id')
  async adopt(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    try {
      const round = await this.transactions.write((tx) => this.plans.adopt(tx, visit.caller, id));
      return { to: `/petugas/putaran/${round.id}?langkah=rancang` };
    } catch (error) {
      if (!(error instanceof DomainError) || !['invalid', 'conflict'].includes(error.kind)) throw error;
      return this.page(visit, [{ field: 'isi', text: refusalText(visit, error) }]);
    }
  }

  private page(visit: Visit, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const after = visit.query('sesudah');
      const waiting = await this.plans.waiting(tx, visit.caller);
      const rounds = await this.rounds.list(tx, visit.caller, { states: ROUND_STATES, limit: ROWS, ...(isId(after) && { after }) });
      const next = rounds.length < ROWS ? null : `/petugas/putaran?sesudah=${rounds.at(-1)!.id}#putaran`;
      const first = isId(after) ? '/petugas/putaran#putaran' : null;
      const body = <RoundsPage waiting={waiting} rounds={rounds} first={first} next={next} token={visit.formToken} />;
      return { title: visit.t('rounds.title'), isWide: 'full', body, errors, status: errors.length > 0 ? 409 : 200 };
    });
  }
}
