import { Clock } from '@sambung/config';
import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Access } from '../../http/access';
import { Transactions } from '../../http/transactions';
import { FileController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { calendarFile } from './calendar-file';
import { OwnerDeadlines } from './owner-deadlines.service';

/** The deadlines of an owner, for the calendar of a phone. */
@FileController()
@Access('owner')
export class DeadlinesController {
  constructor(
    private readonly deadlines: OwnerDeadlines,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Get('kabar/jadwal.ics')
  async file(@CurrentVisit() visit: Visit, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const deadlines = await this.transactions.read((tx) => this.deadlines.of(tx, visit.caller, visit));
    void reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="sambung.ics"')
      .header('cache-control', 'no-store');
    return calendarFile(deadlines, this.clock.now());
  }
}
