import { Principal } from '@sambung/accounts';
import { SuggestionsService } from '@sambung/matches';
import { ActorsService } from '@sambung/profiles';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, Matches } from 'class-validator';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id, IfPresent, ToList } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { NextQuestionView, toNextQuestionView } from './reasons.views';

const SETTLERS = ['owner', 'officer', 'registry', 'partner'] as const;

class NextQuestionQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'business.capital',
    description: 'Comma-separated keys not to ask: those to which the answer was "I do not know"',
  })
  @IfPresent()
  @ToList()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(/^[A-Za-z0-9.-]{1,100}$/, { each: true, message: 'Tulis kunci fakta dipisah koma. | Write keys of facts, with commas.' })
  skip: string[] = [];

  @ApiPropertyOptional({
    type: String,
    example: 'owner,officer',
    description: 'Comma-separated: who is there to answer. By default the owner, and for officers the officer as well',
  })
  @IfPresent()
  @ToList()
  @IsArray()
  @IsIn(SETTLERS, { each: true })
  who?: (typeof SETTLERS)[number][];
}

@ApiTags('suggestions')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors/:actorId/next-question')
export class NextQuestionController {
  constructor(
    private readonly actors: ActorsService,
    private readonly suggestions: SuggestionsService,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({
    summary: 'The question whose answer settles most over the offers open to an actor',
    description: 'Ask one, store the answer as a fact, ask again; stop when there is no question.',
    ok: NextQuestionView,
    problems: [404],
  })
  next(@Caller() caller: Principal, @Id('actorId') actorId: string, @Query() query: NextQuestionQuery): Promise<NextQuestionView> {
    const { skip, who = caller.role === 'owner' ? ['owner'] : ['owner', 'officer'] } = query;
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, caller, actorId);
      return toNextQuestionView(await this.suggestions.nextQuestion(tx, actor, { skip: new Set(skip), who }));
    });
  }
}
