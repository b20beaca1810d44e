import { Principal } from '@sambung/accounts';
import { RecordMerges, RecordSplits } from '@sambung/matches';
import { Actor, ActorsService, Contacts } from '@sambung/profiles';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { ActorView, toActorView } from './actors.views';
import { MergeRequest, MergeView, toMergeView } from './merges.views';

/** Records of one person joined into one, and taken apart again. */
@ApiTags('actors')
@Access('officer', 'admin')
@Controller('api/v1/actors/:id/merges')
export class MergesController {
  constructor(
    private readonly actors: ActorsService,
    private readonly contacts: Contacts,
    private readonly merges: RecordMerges,
    private readonly splits: RecordSplits,
    private readonly transactions: Transactions,
  ) {}

  private async view(tx: EntityManager, actor: Actor): Promise<ActorView> {
    return toActorView(actor, await this.contacts.phoneOf(tx, actor));
  }

  @Get()
  @Describe({ summary: 'Records that were joined into this one, the latest first', ok: [MergeView], problems: [404] })
  list(@Caller() caller: Principal, @Id() id: string): Promise<MergeView[]> {
    return this.transactions.read(async (tx) => {
      await this.actors.get(tx, caller, id);
      const done = await this.merges.of(tx, id);
      return done.map((merge, index) => toMergeView(merge, index === 0 && this.splits.isOpenTo(caller, merge)));
    });
  }

  @Post()
  @Describe({
    summary: 'Join another record of the same person into this one; joining them again changes nothing',
    body: MergeRequest,
    ok: ActorView,
    status: 201,
    problems: [404, 409, 412],
  })
  merge(@Caller() caller: Principal, @Id() keptId: string, @Body() request: MergeRequest): Promise<ActorView> {
    const { mergedId, versions, fromMerged, roles } = request;
    const choice = { keptId, mergedId, versions, fromMerged: new Set(fromMerged), roles };
    return this.transactions.write(async (tx) => this.view(tx, await this.merges.merge(tx, caller, choice)));
  }

  @Delete(':mergedId')
  @Describe({
    summary: 'Take a joined record out again with all that it brought; what came since stays with the kept one',
    ok: ActorView,
    problems: [404, 409],
  })
  split(@Caller() caller: Principal, @Id() keptId: string, @Id('mergedId') mergedId: string): Promise<ActorView> {
    return this.transactions.write(async (tx) => this.view(tx, await this.splits.split(tx, caller, keptId, mergedId)));
  }
}
