import { Principal } from '@sambung/accounts';
import { ClosingService, ResultsService, Round, ROUND_STATES, RoundsService, RunsService } from '@sambung/rounds';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { Access, Caller, Keys } from '../http/access';
import { Describe } from '../http/describe';
import { Id, Page, pageOf } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { CertificateQuery, CreateRoundRequest, ListRoundsQuery } from './rounds.requests';
import { RoundDetailView, RoundView, RunView, toRoundDetailView, toRoundView, toRunView } from './rounds.views';

@ApiTags('rounds')
@Access('officer', 'admin')
@Controller('api/v1/rounds')
export class RoundsController {
  constructor(
    private readonly rounds: RoundsService,
    private readonly closing: ClosingService,
    private readonly runs: RunsService,
    private readonly results: ResultsService,
    private readonly transactions: Transactions,
  ) {}

  private async detail(tx: EntityManager, round: Round): Promise<RoundDetailView> {
    return toRoundDetailView(round, await this.rounds.batches(tx, round.id), await this.rounds.steps(tx, round.id));
  }

  @Post()
  @Describe({
    summary: 'Draft a round: offers of one kind with their seats, nested quotas and reserves',
    body: CreateRoundRequest,
    ok: RoundDetailView,
    status: 201,
  })
  create(@Caller() caller: Principal, @Body() request: CreateRoundRequest): Promise<RoundDetailView> {
    return this.transactions.write(async (tx) => this.detail(tx, await this.rounds.create(tx, caller, request)));
  }

  @Access('owner', 'officer', 'partner', 'admin')
  @Keys('matches')
  @Get()
  @Describe({ summary: 'Rounds that concern the caller, newest first', page: RoundView })
  async list(@Caller() caller: Principal, @Query() { state, ...page }: ListRoundsQuery): Promise<Page<RoundView>> {
    const filter = { states: state ? [state] : ROUND_STATES, ...page };
    const rounds = await this.transactions.read((tx) => this.rounds.list(tx, caller, filter));
    return pageOf(rounds.map(toRoundView), page.limit, ({ id }) => id);
  }

  @Access('owner', 'officer', 'partner', 'admin')
  @Keys('matches')
  @Get(':id')
  @Describe({ summary: 'One round with its capacity tree, formulas and steps', ok: RoundDetailView, problems: [404] })
  get(@Caller() caller: Principal, @Id() id: string): Promise<RoundDetailView> {
    return this.transactions.read(async (tx) => this.detail(tx, await this.rounds.get(tx, caller, id)));
  }

  @Post(':id/opening')
  @Describe({ summary: 'Publish a round with the commitment of its lottery', ok: RoundDetailView, status: 201, problems: [404, 409] })
  open(@Caller() caller: Principal, @Id() id: string): Promise<RoundDetailView> {
    return this.transactions.write(async (tx) => this.detail(tx, await this.rounds.open(tx, caller, id)));
  }

  @Post(':id/closing')
  @Describe({
    summary: 'Freeze who takes part with which points, and draw the lottery',
    ok: RoundDetailView,
    status: 201,
    problems: [404, 409],
  })
  close(@Caller() caller: Principal, @Id() id: string): Promise<RoundDetailView> {
    return this.transactions.write(async (tx) => this.detail(tx, await this.closing.close(tx, caller, id)));
  }

  @Post(':id/runs')
  @Describe({
    summary: 'Give out the free seats; accepted ones stay. Nothing new to do returns the run before',
    ok: RunView,
    status: 201,
    problems: [404, 409],
  })
  async run(@Caller() caller: Principal, @Id() id: string): Promise<RunView> {
    return toRunView(await this.transactions.write((tx) => this.runs.run(tx, caller, id)));
  }

  @Post(':id/end')
  @Describe({
    summary: 'End a round whose seats are all answered: nobody waits any longer',
    ok: RoundDetailView,
    status: 201,
    problems: [404, 409],
  })
  finish(@Caller() caller: Principal, @Id() id: string): Promise<RoundDetailView> {
    return this.transactions.write(async (tx) => this.detail(tx, await this.runs.finish(tx, caller, id)));
  }

  @Access('owner', 'officer', 'partner', 'admin')
  @Keys('matches')
  @Get(':id/certificate')
  @Describe({ summary: 'A run with its certificate, for all who take part', ok: RunView, problems: [404] })
  async certificate(@Caller() caller: Principal, @Id() id: string, @Query() { run }: CertificateQuery): Promise<RunView> {
    return toRunView(await this.transactions.read((tx) => this.results.run(tx, caller, id, run ?? null)));
  }
}
