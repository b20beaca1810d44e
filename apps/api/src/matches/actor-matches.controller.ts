import { Principal } from '@sambung/accounts';
import { MatchesService } from '@sambung/matches';
import { ActorsService } from '@sambung/profiles';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { MatchView, toMatchView } from './matches.views';

@ApiTags('matches')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors/:actorId/matches')
export class ActorMatchesController {
  constructor(
    private readonly actors: ActorsService,
    private readonly matches: MatchesService,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({ summary: 'The matches of one actor, newest first', ok: [MatchView], problems: [404] })
  list(@Caller() caller: Principal, @Id('actorId') actorId: string): Promise<MatchView[]> {
    return this.transactions.read(async (tx) => {
      await this.actors.get(tx, caller, actorId);
      return (await this.matches.ofActor(tx, actorId)).map(toMatchView);
    });
  }
}
