import { DomainError } from '@sambung/errors';
import { DeadRows, Relay } from '@sambung/events';
import { Get, Post } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { DeadRowsPage } from './dead-rows-page';

/** What an operator looks at when work has failed. */
@PageController()
@Access('admin')
export class DeadRowsPageController {
  constructor(
    private readonly deadRows: DeadRows,
    private readonly relay: Relay,
    private readonly transactions: Transactions,
  ) {}

  @Get('operasi/gagal')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.page(visit, null);
  }

  @Post('operasi/gagal')
  replayAll(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.replayed(visit, (tx) => this.deadRows.replayAll(tx));
  }

  @Post('operasi/gagal/:id')
  replay(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.replayed(visit, (tx) => this.deadRows.replay(tx, id).then(() => 1));
  }

  /** A second click finds the row gone, which is what it asked for. */
  private async replayed(visit: Visit, replay: (tx: EntityManager) => Promise<number>): Promise<PageAnswer> {
    const count = await this.transactions.write(replay).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'DeadRowUnknown') return 0;
      throw error;
    });
    this.relay.ring();
    return this.page(visit, visit.t('deadRows.replayed', { count }));
  }

  private async page(visit: Visit, news: string | null): Promise<PageAnswer> {
    const body = <DeadRowsPage rows={await this.deadRows.list()} token={visit.formToken} news={news} />;
    return { title: visit.t('deadRows.title'), isWide: true, body };
  }
}
