import { Principal } from '@sambung/accounts';
import { RankingsService, ResultsService, SeatsService } from '@sambung/rounds';
import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id, Page, pageOf, PageQuery } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { ClearRequest, RankRequest, SeatAnswerRequest } from './rounds.requests';
import { RankingRowView, RankingView, RoundResultView, toRankingRowView, toRankingView, toRoundResultView } from './rounds.views';

@ApiTags('rounds')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/rounds/:id/rankings')
export class RankingsController {
  constructor(
    private readonly rankings: RankingsService,
    private readonly results: ResultsService,
    private readonly seats: SeatsService,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({ summary: 'Who takes part, of the actors that the caller may see', page: RankingRowView, problems: [404] })
  async list(@Caller() caller: Principal, @Id() id: string, @Query() page: PageQuery): Promise<Page<RankingRowView>> {
    const rankings = await this.transactions.read((tx) => this.rankings.list(tx, caller, id, page));
    return pageOf(rankings.map(toRankingRowView), page.limit, ({ entry }) => entry);
  }

  @Get(':actorId')
  @Describe({
    summary: "An actor's choices with verdict and points; before the owner confirms any, what suits best first",
    ok: RankingView,
    problems: [404],
  })
  async get(@Caller() caller: Principal, @Id() id: string, @Id('actorId') actorId: string): Promise<RankingView> {
    return toRankingView(await this.transactions.read((tx) => this.rankings.get(tx, caller, id, actorId)));
  }

  @Access('owner')
  @Put(':actorId')
  @Describe({ summary: 'Confirm what the actor wants, at most ten, best first', body: RankRequest, ok: RankingView, problems: [404, 409] })
  confirm(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('actorId') actorId: string,
    @Body() { choices }: RankRequest,
  ): Promise<RankingView> {
    return this.transactions.write(async (tx) => {
      await this.rankings.confirm(tx, caller, id, actorId, choices);
      return toRankingView(await this.rankings.get(tx, caller, id, actorId));
    });
  }

  @Access('owner')
  @Delete(':actorId')
  @Describe({ summary: 'Leave the round: choices, an offered seat and waiting places are given up', problems: [404, 409] })
  async leave(@Caller() caller: Principal, @Id() id: string, @Id('actorId') actorId: string): Promise<void> {
    await this.transactions.write((tx) => this.seats.leave(tx, caller, id, actorId));
  }

  @Access('officer', 'admin')
  @Post(':actorId/clearances')
  @Describe({
    summary: 'Let an applicant take part whose verdict on one offer is undetermined',
    body: ClearRequest,
    ok: RankingView,
    status: 201,
    problems: [404, 409],
  })
  clear(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('actorId') actorId: string,
    @Body() request: ClearRequest,
  ): Promise<RankingView> {
    return this.transactions.write(async (tx) => {
      await this.rankings.clear(tx, caller, id, { actorId, ...request });
      return toRankingView(await this.rankings.get(tx, caller, id, actorId));
    });
  }

  @Get(':actorId/result')
  @Describe({
    summary: 'What the latest run came to: seat, waiting places, cut-offs, evidence that would have added points',
    ok: RoundResultView,
    problems: [404, 409],
  })
  async result(@Caller() caller: Principal, @Id() id: string, @Id('actorId') actorId: string): Promise<RoundResultView> {
    return toRoundResultView(await this.transactions.read((tx) => this.results.of(tx, caller, id, actorId)));
  }

  @Access('owner')
  @Post(':actorId/answer')
  @Describe({
    summary: 'Accept or decline the offered seat',
    body: SeatAnswerRequest,
    ok: RoundResultView,
    status: 201,
    problems: [404, 409],
  })
  answer(
    @Caller() caller: Principal,
    @Id() id: string,
    @Id('actorId') actorId: string,
    @Body() { answer }: SeatAnswerRequest,
  ): Promise<RoundResultView> {
    return this.transactions.write(async (tx) => {
      await this.seats.answer(tx, caller, id, actorId, answer);
      return toRoundResultView(await this.results.of(tx, caller, id, actorId));
    });
  }
}
