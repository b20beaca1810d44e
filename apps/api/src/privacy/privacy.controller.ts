import { Principal } from '@sambung/accounts';
import { Erasure, SubjectRights } from '@sambung/matches';
import { Actor, ActorsService } from '@sambung/profiles';
import { Body, Controller, Delete, Get, Post, Put, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EntityManager } from 'typeorm';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { EraseRequest, PrivacyView, SubjectDataView, toPrivacyView } from './privacy.views';
import { subjectDataPage } from './subject-data.page';
import { SubjectDataReader } from './subject-data.service';

type Change = (tx: EntityManager) => Promise<Actor>;

@ApiTags('privacy')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors/:id')
export class PrivacyController {
  constructor(
    private readonly actors: ActorsService,
    private readonly rights: SubjectRights,
    private readonly erasure: Erasure,
    private readonly subjectData: SubjectDataReader,
    private readonly transactions: Transactions,
  ) {}

  private async change(work: Change): Promise<PrivacyView> {
    return toPrivacyView(await this.transactions.write(work));
  }

  @Get('privacy')
  @Describe({ summary: "The owner's choices, and whether the owner is asked to confirm an entry", ok: PrivacyView, problems: [404] })
  async get(@Caller() caller: Principal, @Id() id: string): Promise<PrivacyView> {
    return toPrivacyView(await this.transactions.read((tx) => this.actors.get(tx, caller, id)));
  }

  @Access('owner')
  @Get('data')
  @ApiProduces('application/json', 'text/html')
  @Describe({
    summary: 'Everything that is kept about the actor, with who received it and when',
    description: 'JSON, or a page for people with Accept: text/html.',
    ok: SubjectDataView,
    problems: [404],
  })
  async data(
    @Caller() caller: Principal,
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubjectDataView | string> {
    const data = await this.transactions.write((tx) => this.subjectData.read(tx, caller, id));
    const asPage = (request.headers.accept ?? '').startsWith('text/html');
    const kind = asPage ? ['text/html; charset=utf-8', 'html'] : ['application/json; charset=utf-8', 'json'];
    void reply.headers({ 'content-type': kind[0], 'content-disposition': `attachment; filename="data-sambung.${kind[1]}"` });
    return asPage ? subjectDataPage(data) : data;
  }

  @Access('owner')
  @Post('confirmation')
  @Describe({ summary: 'The owner confirms what others entered', ok: PrivacyView, status: 201, problems: [404, 409] })
  confirm(@Caller() caller: Principal, @Id() id: string): Promise<PrivacyView> {
    return this.change((tx) => this.actors.confirm(tx, caller, id));
  }

  @Put('objection')
  @Describe({ summary: 'No automated matching any more', ok: PrivacyView, problems: [404, 409] })
  object(@Caller() caller: Principal, @Id() id: string): Promise<PrivacyView> {
    return this.change((tx) => this.rights.object(tx, caller, id));
  }

  @Access('owner')
  @Delete('objection')
  @Describe({ summary: 'Automated matching is welcome again', ok: PrivacyView, problems: [404, 409] })
  allowMatching(@Caller() caller: Principal, @Id() id: string): Promise<PrivacyView> {
    return this.change((tx) => this.rights.allowMatching(tx, caller, id));
  }

  @Put('restriction')
  @Describe({ summary: 'Keep the data and do nothing else with them', ok: PrivacyView, problems: [404, 409] })
  restrict(@Caller() caller: Principal, @Id() id: string): Promise<PrivacyView> {
    return this.change((tx) => this.rights.restrict(tx, caller, id));
  }

  @Access('owner')
  @Delete('restriction')
  @Describe({ summary: 'Lift the restriction', ok: PrivacyView, problems: [404, 409] })
  lift(@Caller() caller: Principal, @Id() id: string): Promise<PrivacyView> {
    return this.change((tx) => this.rights.lift(tx, caller, id));
  }

  @Access('owner', 'admin')
  @Post('erasure')
  @Describe({ summary: 'Erase the actor for good', body: EraseRequest, problems: [404] })
  async erase(@Caller() caller: Principal, @Id() id: string, @Body() { name }: EraseRequest): Promise<void> {
    await this.transactions.write((tx) => this.erasure.erase(tx, caller, id, name));
  }
}
