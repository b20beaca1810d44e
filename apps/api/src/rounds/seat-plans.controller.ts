import { Principal } from '@sambung/accounts';
import { SeatPlans } from '@sambung/rounds';
import { Body, Controller, Get, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, Caller, Keys } from '../http/access';
import { Describe } from '../http/describe';
import { ApiIfMatch, IfMatch, setVersion, Slug } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { SeatPlanRequest, SeatPlanView, toSeatPlanView } from './seat-plans.views';

/** How an institution would have the seats of an offer given out; an officer makes a round of it. */
@ApiTags('offers')
@Access('partner')
@Keys('offers')
@Controller('api/v1/offers/:slug/seat-plan')
export class SeatPlansController {
  constructor(
    private readonly plans: SeatPlans,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({ summary: 'The plan of the seats of an own offer: batches, nested quotas and times', ok: SeatPlanView, problems: [404] })
  async get(@Caller() caller: Principal, @Slug() slug: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeatPlanView> {
    const view = toSeatPlanView(await this.transactions.read((tx) => this.plans.get(tx, caller, slug)));
    setVersion(reply, view.version);
    return view;
  }

  @Put()
  @ApiIfMatch()
  @Describe({
    summary: 'Write down how the seats of an own offer are to be given out; what is saved anew waits for an officer anew',
    body: SeatPlanRequest,
    ok: SeatPlanView,
    problems: [404, 412],
  })
  async save(
    @Caller() caller: Principal,
    @Slug() slug: string,
    @IfMatch() revision: number | null,
    @Body() plan: SeatPlanRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeatPlanView> {
    const view = toSeatPlanView(await this.transactions.write((tx) => this.plans.save(tx, caller, slug, { plan, revision })));
    setVersion(reply, view.version);
    return view;
  }
}
