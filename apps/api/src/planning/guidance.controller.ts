import { Principal } from '@sambung/accounts';
import { NearMissesService, reconsideredOf } from '@sambung/planning';
import { ActorsService } from '@sambung/profiles';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { NearMissesQuery, NearMissesView, ReconsideredView, toNearMissesView, toReconsideredView } from './planning.views';

const MOST_RECONSIDERED = 100;

@ApiTags('planning')
@Controller('api/v1')
export class GuidanceController {
  constructor(
    private readonly nearMisses: NearMissesService,
    private readonly actors: ActorsService,
    private readonly transactions: Transactions,
  ) {}

  @Access('officer', 'admin')
  @Get('near-misses')
  @Describe({
    summary: 'People of your territory one obtainable fact away from an offer with free seats, by its deadline',
    ok: NearMissesView,
  })
  async near(@Caller() caller: Principal, @Query() { offer, ...wish }: NearMissesQuery): Promise<NearMissesView> {
    return toNearMissesView(await this.transactions.read((tx) => this.nearMisses.list(tx, caller, { ...wish, offerSlug: offer })));
  }

  @Access('owner', 'officer', 'admin')
  @Get('actors/:id/reconsidered')
  @Describe({ summary: 'Refusals of the actor that the rule in force would not repeat', ok: [ReconsideredView], problems: [404] })
  reconsidered(@Caller() caller: Principal, @Id() id: string): Promise<ReconsideredView[]> {
    return this.transactions.read(async (tx) => {
      await this.actors.get(tx, caller, id);
      return (await reconsideredOf(tx, { actorId: id }, MOST_RECONSIDERED)).map(toReconsideredView);
    });
  }
}
