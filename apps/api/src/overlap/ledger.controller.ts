import { Principal } from '@sambung/accounts';
import { LedgerService } from '@sambung/overlap';
import { ActorsService } from '@sambung/profiles';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { LedgerEntryView, RegisterCheckRequest, toLedgerEntryView } from './overlap.views';

@ApiTags('overlap')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors')
export class LedgerController {
  constructor(
    private readonly actors: ActorsService,
    private readonly ledger: LedgerService,
    private readonly transactions: Transactions,
  ) {}

  @Get(':id/ledger')
  @Describe({ summary: 'Help that the actor received, from our matches and from recipient lists', ok: [LedgerEntryView], problems: [404] })
  read(@Caller() caller: Principal, @Id() id: string): Promise<LedgerEntryView[]> {
    return this.transactions.read(async (tx) => {
      await this.actors.get(tx, caller, id);
      const { entries } = await this.ledger.of(tx, id);
      return entries.filter(({ actor }) => actor === id).map(toLedgerEntryView);
    });
  }

  @Access('officer', 'admin')
  @Post(':id/register-checks')
  @Describe({ summary: 'Record that the actor was looked up in a register', body: RegisterCheckRequest, problems: [404, 409] })
  check(@Caller() caller: Principal, @Id() id: string, @Body() request: RegisterCheckRequest): Promise<void> {
    return this.transactions.write(async (tx) => {
      await this.actors.getForChange(tx, caller, id);
      await this.ledger.recordCheck(tx, caller, id, request);
    });
  }
}
