import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { cellKey, quarterOf } from '@sambung/matching';
import { CellsService, namesOf } from '@sambung/overlap';
import { languageOf } from '@sambung/ui';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, Caller, Keys } from '../http/access';
import { Describe } from '../http/describe';
import { localeOf } from '../http/locale';
import { Page, pageOf } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { CellsQuery, CellView, toCellsCsv, toCellView } from './cells.views';

@ApiTags('overlap')
@Access('planner', 'officer', 'partner', 'admin')
@Keys('offers')
@Controller('api/v1/cells')
export class CellsController {
  constructor(
    private readonly cells: CellsService,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({
    summary: 'Need against seats by kecamatan, need, kind of actor and quarter: what is redundant and what is empty',
    page: CellView,
  })
  async list(
    @Caller() caller: Principal,
    @Query() { format, limit, after = '', quarter = quarterOf(this.clock.today()), regionCode, ...filter }: CellsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<CellView> | string> {
    const [cells, names] = await this.transactions.read(async (tx) => {
      const found = await this.cells.list(tx, caller, { ...filter, quarter, ...(regionCode && { regionCodes: [regionCode] }) });
      return [found.map(toCellView), await namesOf(tx, format === 'csv' ? found.flatMap(({ offers }) => offers) : [])] as const;
    });
    if (format === 'csv') {
      void reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="cells-${quarter}.csv"`);
      return toCellsCsv(cells, names, languageOf(localeOf(request)));
    }
    return pageOf(cells.filter((cell) => cellKey(cell) > after).slice(0, limit), limit, cellKey);
  }
}
