import { Principal } from '@sambung/accounts';
import { MatchesService } from '@sambung/matches';
import { OffersService } from '@sambung/offers';
import { WaivedPair, WaiversService } from '@sambung/overlap';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { GrantWaiverRequest, toWaiverView, WaiverView } from './overlap.views';

@ApiTags('overlap')
@Access('officer', 'admin')
@Controller('api/v1/matches/:id/waivers')
export class WaiversController {
  constructor(
    private readonly matches: MatchesService,
    private readonly offers: OffersService,
    private readonly waivers: WaiversService,
    private readonly transactions: Transactions,
  ) {}

  private async pairOf(tx: EntityManager, caller: Principal, id: string): Promise<WaivedPair> {
    const { match } = await this.matches.get(tx, caller, id);
    const { offer } = await this.offers.byVersion(tx, match.offerVersionId);
    return { actorId: match.actorId, offer: offer.slug };
  }

  @Get()
  @Describe({ summary: 'Every waiver ever given for the pair of a match, newest first', ok: [WaiverView], problems: [404] })
  list(@Caller() caller: Principal, @Id() id: string): Promise<WaiverView[]> {
    return this.transactions.read(async (tx) => (await this.waivers.list(tx, await this.pairOf(tx, caller, id))).map(toWaiverView));
  }

  @Post()
  @Describe({
    summary: 'Waive one rule about overlap for the pair of a match',
    body: GrantWaiverRequest,
    ok: WaiverView,
    status: 201,
    problems: [404],
  })
  async grant(@Caller() caller: Principal, @Id() id: string, @Body() request: GrantWaiverRequest): Promise<WaiverView> {
    const work = async (tx: EntityManager) => this.waivers.grant(tx, caller, await this.pairOf(tx, caller, id), request);
    return toWaiverView(await this.transactions.write(work));
  }

  @Delete(':waiverId')
  @Describe({ summary: 'End a waiver; it stays on record', ok: WaiverView, problems: [404, 409] })
  async end(@Caller() caller: Principal, @Id() id: string, @Id('waiverId') waiverId: string): Promise<WaiverView> {
    const work = async (tx: EntityManager) => this.waivers.end(tx, caller, await this.pairOf(tx, caller, id), waiverId);
    return toWaiverView(await this.transactions.write(work));
  }
}
