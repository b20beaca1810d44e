import { Principal } from '@sambung/accounts';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { Access, Caller, Keys, TestKeys } from '../http/access';
import { Describe } from '../http/describe';
import { Id, IfPresent } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { MatchView, toMatchView } from '../matches/matches.views';
import { SandboxMatches } from './sandbox-matches.service';

class InventMatchRequest {
  static readonly example = { offer: 'kur-mikro-2026' };

  @ApiPropertyOptional({
    example: 'kur-mikro-2026',
    description: 'Slug of an own offer, a draft too, or of a shipped example; when absent the first own published offer',
  })
  @IfPresent()
  @IsString()
  @Matches(/^[a-z0-9-]{2,64}$/, { message: 'Contoh: kur-mikro-2026. | Such as kur-mikro-2026.' })
  offer?: string;
}

/** What a test key does in place of owners and officers. */
@ApiTags('sandbox')
@Access('partner')
@Keys('matches')
@TestKeys()
@Controller('api/v1/sandbox/matches')
export class SandboxController {
  constructor(
    private readonly sandbox: SandboxMatches,
    private readonly transactions: Transactions,
  ) {}

  @Post()
  @Describe({
    summary: 'Invent a shared match, with a test key; read and answer it as a real one',
    description: 'Test endpoints are told (`match.approved`). At most 100 are kept, for 30 days. No data of anybody is touched.',
    body: InventMatchRequest,
    ok: MatchView,
    status: 201,
  })
  async create(@Caller() caller: Principal, @Body() { offer }: InventMatchRequest): Promise<MatchView> {
    return toMatchView(await this.transactions.write((tx) => this.sandbox.create(tx, caller, offer)));
  }

  @Post(':id/withdrawal')
  @Describe({
    summary: 'Let the invented owner withdraw consent',
    description: 'Test endpoints are told (`consent.withdrawn`, `match.withdrawn`); the match can no longer be read.',
    problems: [404, 409],
  })
  async withdraw(@Caller() caller: Principal, @Id() id: string): Promise<void> {
    await this.transactions.write((tx) => this.sandbox.withdraw(tx, caller, id));
  }
}
