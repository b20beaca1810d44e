import { Principal } from '@sambung/accounts';
import { RightsRequests } from '@sambung/profiles';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { AskRightRequest, RightsRequestView, SettleRightRequest, toRightsRequestView } from './privacy.views';

const LONGEST_LIST = 100;

@ApiTags('privacy')
@Access('owner', 'officer', 'admin')
@Controller('api/v1')
export class RightsRequestsController {
  constructor(
    private readonly requests: RightsRequests,
    private readonly transactions: Transactions,
  ) {}

  @Post('actors/:id/rights-requests')
  @Describe({
    summary: 'Ask for what needs a person: a correction, a review of a decision …',
    description: 'Answered within 72 hours. An equal request that is open is returned.',
    body: AskRightRequest,
    ok: RightsRequestView,
    status: 201,
    problems: [404],
  })
  ask(@Caller() caller: Principal, @Id() id: string, @Body() { note, ...request }: AskRightRequest): Promise<RightsRequestView> {
    return this.transactions.write(async (tx) =>
      toRightsRequestView(await this.requests.ask(tx, caller, id, { ...request, note: note ?? null })),
    );
  }

  @Get('actors/:id/rights-requests')
  @Describe({ summary: 'Requests about an actor, newest first', ok: [RightsRequestView], problems: [404] })
  async ofActor(@Caller() caller: Principal, @Id() id: string): Promise<RightsRequestView[]> {
    return (await this.transactions.read((tx) => this.requests.ofActor(tx, caller, id))).map(toRightsRequestView);
  }

  @Access('officer', 'admin')
  @Get('rights-requests')
  @Describe({ summary: 'Open requests of the own territory, what is due first on top', ok: [RightsRequestView] })
  async workList(@Caller() caller: Principal): Promise<RightsRequestView[]> {
    return (await this.transactions.read((tx) => this.requests.workList(tx, caller, LONGEST_LIST))).map(toRightsRequestView);
  }

  @Access('officer', 'admin')
  @Post('rights-requests/:id/settlement')
  @Describe({
    summary: 'Answer a request',
    body: SettleRightRequest,
    ok: RightsRequestView,
    status: 201,
    problems: [404, 409],
  })
  settle(@Caller() caller: Principal, @Id() id: string, @Body() settlement: SettleRightRequest): Promise<RightsRequestView> {
    return this.transactions.write(async (tx) => toRightsRequestView(await this.requests.settle(tx, caller, id, settlement)));
  }
}
