import { Principal } from '@sambung/accounts';
import { Assignments } from '@sambung/matches';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { ApiIfMatch, Id, IfMatch } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { AssignRequest, MatchView, toMatchView } from './matches.views';

@ApiTags('matches')
@Access('officer', 'admin')
@Controller('api/v1/matches')
export class AssignmentsController {
  constructor(
    private readonly assignments: Assignments,
    private readonly transactions: Transactions,
  ) {}

  @Put(':id/assignee')
  @ApiIfMatch()
  @Describe({
    summary: 'Take a match for review, hand it on, or put it back',
    body: AssignRequest,
    ok: MatchView,
    problems: [404, 409, 412],
  })
  async assign(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() expectedVersion: number | null,
    @Body() { assigneeId }: AssignRequest,
  ): Promise<MatchView> {
    const change = { assigneeId, expectedVersion };
    return toMatchView(await this.transactions.write((tx) => this.assignments.assign(tx, caller, id, change)));
  }
}
