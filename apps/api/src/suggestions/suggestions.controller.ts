import { Principal } from '@sambung/accounts';
import { SuggestionsService } from '@sambung/matches';
import { ActorsService } from '@sambung/profiles';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id, Slug } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { DepthQuery } from './reasons.views';
import { shownReasons } from './shown-reasons';
import { OneSuggestionView, SuggestionsView, toSuggestionView } from './suggestions.views';

class SuggestionsQuery extends DepthQuery {
  @ApiPropertyOptional({
    enum: ['notEligible'],
    example: 'notEligible',
    description: 'List instead what does not fit, with what stands in the way',
  })
  @IsOptional()
  @IsIn(['notEligible'])
  verdict?: 'notEligible';
}

@ApiTags('suggestions')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors/:actorId/suggestions')
export class SuggestionsController {
  constructor(
    private readonly actors: ActorsService,
    private readonly suggestions: SuggestionsService,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({
    summary: 'Offers that fit an actor, best first, then those that lack an answer; with reasons',
    ok: SuggestionsView,
    problems: [404],
  })
  list(
    @Caller() caller: Principal,
    @Id('actorId') actorId: string,
    @Query() { verdict, depth }: SuggestionsQuery,
  ): Promise<SuggestionsView> {
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, caller, actorId);
      const { pairs, computedAt, current } =
        verdict === 'notEligible'
          ? { pairs: await this.suggestions.notEligible(tx, actor), computedAt: null, current: true }
          : await this.suggestions.of(tx, actor);
      return {
        computedAt,
        current,
        suggestions: pairs.map((pair) => toSuggestionView(pair.offer, shownReasons(caller, pair, depth).reasons)),
      };
    });
  }

  @Get(':slug')
  @Describe({
    summary: 'One offer for one actor: verdict, reasons, what would settle it, and plans through other offers',
    ok: OneSuggestionView,
    problems: [404],
  })
  one(
    @Caller() caller: Principal,
    @Id('actorId') actorId: string,
    @Slug() slug: string,
    @Query() { depth }: DepthQuery,
  ): Promise<OneSuggestionView> {
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, caller, actorId);
      const { status, pair } = await this.suggestions.one(tx, actor, slug);
      const { reasons, plans } = shownReasons(caller, pair, depth);
      return { status, plans, ...toSuggestionView(pair.offer, reasons) };
    });
  }
}
