import { Principal } from '@sambung/accounts';
import { SharingService } from '@sambung/matches';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller, Keys, TestKeys } from '../http/access';
import { Describe } from '../http/describe';
import { Id, Page, pageOf } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { MatchView, toMatchView } from '../matches/matches.views';
import { SandboxMatches } from '../sandbox/sandbox-matches.service';
import { AnswerRequest, PartnerMatchesQuery, SharedMatchView, toSharedMatchView } from './partner-matches.views';

@ApiTags('partner')
@Access('partner')
@Keys('matches')
@TestKeys()
@Controller('api/v1/partner/matches')
export class PartnerMatchesController {
  constructor(
    private readonly sharing: SharingService,
    private readonly sandbox: SandboxMatches,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({ summary: 'Matches shared with the own institution, newest first', page: MatchView })
  async list(@Caller() caller: Principal, @Query() query: PartnerMatchesQuery): Promise<Page<MatchView>> {
    const matches = await this.transactions.read((tx) => this.sourceFor(caller).list(tx, caller, query));
    return pageOf(matches.map(toMatchView), query.limit, ({ id }) => id);
  }

  @Get(':id')
  @Describe({ summary: 'Contact and facts of one match, while the consent of its owner lasts', ok: SharedMatchView, problems: [404] })
  async get(@Caller() caller: Principal, @Id() id: string): Promise<SharedMatchView> {
    return toSharedMatchView(await this.transactions.write((tx) => this.sourceFor(caller).shared(tx, caller, id)));
  }

  @Post(':id/answer')
  @Describe({
    summary: 'Answer: accepted, declined with a reason, in progress, completed with the outcome',
    body: AnswerRequest,
    ok: MatchView,
    status: 201,
    problems: [404, 409],
  })
  async answer(@Caller() caller: Principal, @Id() id: string, @Body() request: AnswerRequest): Promise<MatchView> {
    const { status, reasonCode = null, note = null, outcome = null } = request;
    const answer = { status, reasonCode, note, outcome };
    return toMatchView(await this.transactions.write((tx) => this.sourceFor(caller).answer(tx, caller, id, answer)));
  }

  /** A test key meets invented matches on the routes of real ones, so that what was written against it works unchanged. */
  private sourceFor({ isTest }: Principal): SharingService | SandboxMatches {
    return isTest ? this.sandbox : this.sharing;
  }
}
