import { Principal } from '@sambung/accounts';
import { DecisionsService, MatchesService, officerQueue } from '@sambung/matches';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { ApiIfMatch, Id, IfMatch, Page, pageOf, setVersion } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { DepthQuery } from '../suggestions/reasons.views';
import { MatchDetails } from './match-details.service';
import {
  DecideRequest,
  MatchDetailView,
  MatchView,
  OpenMatchRequest,
  QueueQuery,
  QueueRowView,
  toMatchView,
  toQueueRowView,
  toTransitionView,
  TransitionView,
} from './matches.views';

@ApiTags('matches')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/matches')
export class MatchesController {
  constructor(
    private readonly matches: MatchesService,
    private readonly decisions: DecisionsService,
    private readonly details: MatchDetails,
    private readonly transactions: Transactions,
  ) {}

  @Post()
  @Describe({
    summary: "Open a match: the owner's interest or an officer's proposal",
    body: OpenMatchRequest,
    ok: MatchView,
    status: 201,
    problems: [404, 409],
  })
  async open(@Caller() caller: Principal, @Body() request: OpenMatchRequest): Promise<MatchView> {
    return toMatchView(await this.transactions.write((tx) => this.matches.open(tx, caller, request)));
  }

  @Access('officer', 'admin')
  @Get()
  @Describe({ summary: "The officer's queue: matches of the own territory, oldest first", page: QueueRowView })
  async queue(@Caller() caller: Principal, @Query() { state, ...filter }: QueueQuery): Promise<Page<QueueRowView>> {
    const rows = await this.transactions.read((tx) => officerQueue(tx, caller, { states: state, ...filter }));
    return pageOf(rows.map(toQueueRowView), filter.limit, ({ id }) => id);
  }

  @Get(':id')
  @Describe({
    summary: 'One match with its reasons as they stand now, and the ways to a better verdict',
    ok: MatchDetailView,
    problems: [404],
  })
  get(
    @Caller() caller: Principal,
    @Id() id: string,
    @Query() { depth }: DepthQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MatchDetailView> {
    return this.transactions.read(async (tx) => {
      const { match, actor } = await this.matches.get(tx, caller, id);
      setVersion(reply, match.version);
      return this.details.of(tx, caller, { match, actor, depth });
    });
  }

  @Get(':id/history')
  @Describe({ summary: 'Every step of a match; decisions with the explanation they rest on', ok: [TransitionView], problems: [404] })
  history(@Caller() caller: Principal, @Id() id: string): Promise<TransitionView[]> {
    return this.transactions.read(async (tx) => {
      const { match } = await this.matches.get(tx, caller, id);
      return (await this.matches.history(tx, caller, match)).map(toTransitionView);
    });
  }

  @Access('officer', 'admin')
  @Post(':id/decision')
  @ApiIfMatch()
  @Describe({
    summary: 'Approve, return or reject; an approval leaves after the time for undoing',
    body: DecideRequest,
    ok: TransitionView,
    status: 201,
    problems: [404, 409, 412],
  })
  async decide(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() expectedVersion: number | null,
    @Body() request: DecideRequest,
  ): Promise<TransitionView> {
    const { decision, reasonCode = null, note = null, checks } = request;
    const given = { decision, reasonCode, note, checks, expectedVersion };
    return toTransitionView(await this.transactions.write((tx) => this.decisions.decide(tx, caller, id, given)));
  }

  @Access('officer', 'admin')
  @Post(':id/undo')
  @Describe({ summary: 'Take back the own last decision while nothing has left', ok: MatchView, problems: [404, 409] })
  async undo(@Caller() caller: Principal, @Id() id: string): Promise<MatchView> {
    return toMatchView(await this.transactions.write((tx) => this.decisions.undo(tx, caller, id)));
  }

  @Access('owner')
  @Post(':id/decline')
  @Describe({ summary: 'The owner is not interested after all', ok: MatchView, problems: [404, 409] })
  async decline(@Caller() caller: Principal, @Id() id: string): Promise<MatchView> {
    return toMatchView(await this.transactions.write((tx) => this.matches.decline(tx, caller, id)));
  }
}
