import { decisionLog } from '@sambung/matches';
import { Get } from '@nestjs/common';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { PageAnswer, PageController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { AuditPage } from './audit-page';
import { isId } from './desk-address';

const PAGE_SIZE = 50;

@PageController()
@Access('officer', 'admin')
export class DecisionLogController {
  constructor(private readonly transactions: Transactions) {}

  @Get('petugas/audit')
  show(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    const asked = visit.query('sebelum');
    const before = isId(asked) ? asked : undefined;
    return this.transactions.read(async (tx) => {
      const rows = await decisionLog(tx, visit.caller, { before, limit: PAGE_SIZE });
      const next = rows.length === PAGE_SIZE ? `/petugas/audit?sebelum=${rows.at(-1)!.id}` : null;
      const body = <AuditPage rows={rows} next={next} first={before ? '/petugas/audit' : null} />;
      return { title: visit.t('log.title'), isWide: true, body };
    });
  }
}
