import { ConsentsService, Principal } from '@sambung/accounts';
import { FieldFault, refuseFaults } from '@sambung/errors';
import { Actor, ActorPatch, ActorsService, Contacts, duplicatesOf, FactsService } from '@sambung/profiles';
import { checkRegion } from '@sambung/reference';
import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EntityManager } from 'typeorm';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { ApiIfMatch, Id, IfMatch, Page, pageOf, setVersion } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { phoneAt } from '../sessions/phone';
import {
  ActorView,
  ChangeActorRequest,
  CreateActorRequest,
  DuplicateView,
  ListActorsQuery,
  toActorView,
  toDuplicateView,
} from './actors.views';

const COARSEST_REGION = 3;

function regionFaults(regionCode: string | undefined): FieldFault[] {
  const checked = regionCode === undefined ? null : checkRegion(regionCode, COARSEST_REGION);
  if (!checked || checked.ok) return [];
  const { code, id, en } = checked.reason;
  return [{ pointer: '/regionCode', code, detail: { id, en } }];
}

@ApiTags('actors')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors')
export class ActorsController {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly consents: ConsentsService,
    private readonly contacts: Contacts,
    private readonly transactions: Transactions,
  ) {}

  private async view(tx: EntityManager, actor: Actor): Promise<ActorView> {
    return toActorView(actor, await this.contacts.phoneOf(tx, actor));
  }

  @Post()
  @Describe({ summary: 'Register an actor, as a draft or at once', body: CreateActorRequest, ok: ActorView, status: 201, problems: [409] })
  create(@Caller() caller: Principal, @Body() request: CreateActorRequest): Promise<ActorView> {
    refuseFaults(regionFaults(request.regionCode));
    const { matchingConsent, facts, name, roles, regionCode, status } = request;
    const phone = phoneAt('/phone', request.phone);
    return this.transactions.write(async (tx) => {
      const actor = await this.actors.create(tx, caller, { name, roles, phone, regionCode, status });
      if (facts && Object.keys(facts).length > 0) await this.facts.change(tx, caller, actor.id, facts);
      if (matchingConsent) {
        const { textVersion, channel, evidence = null } = matchingConsent;
        await this.consents.give(tx, {
          actorId: actor.id, purpose: 'matching', institutionId: null, textVersion, channel, evidence, locale: 'id', givenBy: caller.id,
        }); // prettier-ignore
      }
      return this.view(tx, await tx.findOneByOrFail(Actor, { id: actor.id }));
    });
  }

  @Get()
  @Describe({ summary: 'Actors that the caller may see, newest first', page: ActorView })
  async list(@Caller() caller: Principal, @Query() query: ListActorsQuery): Promise<Page<ActorView>> {
    const views = await this.transactions.read(async (tx) => {
      const actors = await this.actors.list(tx, caller, query);
      const phones = await this.contacts.phonesOf(tx, actors);
      return actors.map((actor) => toActorView(actor, phones.get(actor.id)!));
    });
    return pageOf(views, query.limit, ({ id }) => id);
  }

  @Get(':id')
  @Describe({ summary: 'One actor', ok: ActorView, problems: [404] })
  async get(@Caller() caller: Principal, @Id() id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<ActorView> {
    const view = await this.transactions.read(async (tx) => this.view(tx, await this.actors.get(tx, caller, id)));
    setVersion(reply, view.version);
    return view;
  }

  @Patch(':id')
  @ApiIfMatch()
  @Describe({
    summary: 'Change an actor; fields that are absent keep their values',
    body: ChangeActorRequest,
    ok: ActorView,
    problems: [404, 409, 412],
  })
  async change(
    @Caller() caller: Principal,
    @Id() id: string,
    @IfMatch() expectedVersion: number | null,
    @Body() request: ChangeActorRequest,
  ): Promise<ActorView> {
    refuseFaults(regionFaults(request.regionCode));
    const patch: ActorPatch = { ...request };
    if (patch.phone !== undefined) patch.phone = phoneAt('/phone', patch.phone);
    const change = { patch, expectedVersion };
    return this.transactions.write(async (tx) => this.view(tx, await this.actors.change(tx, caller, id, change)));
  }

  @Post(':id/withdrawal')
  @Describe({ summary: 'Withdraw an actor: all consents end and nothing is matched any more', ok: ActorView, problems: [404, 409] })
  async withdraw(@Caller() caller: Principal, @Id() id: string): Promise<ActorView> {
    return this.transactions.write(async (tx) => this.view(tx, await this.actors.withdraw(tx, caller, id)));
  }

  @Access('officer', 'admin')
  @Get(':id/duplicates')
  @Describe({ summary: 'Other actors with the same NIK, NIB, or phone and name', ok: [DuplicateView], problems: [404] })
  duplicates(@Caller() caller: Principal, @Id() id: string): Promise<DuplicateView[]> {
    return this.transactions.read(async (tx) => {
      await this.actors.get(tx, caller, id);
      return (await duplicatesOf(tx, id)).map(toDuplicateView);
    });
  }
}
