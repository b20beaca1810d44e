import { Principal } from '@sambung/accounts';
import { ActorsService, FactsService, FactWarning, LocatedActor, shownTo } from '@sambung/profiles';
import { Body, Controller, Get, Patch, Post, Req } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { EntityManager } from 'typeorm';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Locale, localeOf } from '../http/locale';
import { FactKey, Id, Note } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { AuthoredFactView, toAuthoredFactView } from './actors.views';

class ChangeFactsRequest {
  static readonly example = {
    facts: {
      'business.turnover': { value: { min: 90000000, max: 150000000 } },
      'legality.nib': { value: true, level: 'document', observedAt: '2026-11-20' },
      'business.outlets': null,
    },
  };

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'By fact key: {"value": …, "level"?, "observedAt"?, "validUntil"?, "source"?}, or null to remove',
  })
  @IsObject()
  facts: Record<string, unknown>;
}

class CorrectFactRequest {
  static readonly example = { fact: { value: 12000000 }, note: 'salah ketik satu nol' };

  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  fact: Record<string, unknown>;

  @ApiProperty({ example: 'salah ketik satu nol' })
  @Note(500)
  note: string;
}

class WarningView {
  static readonly example = { pointer: '/facts/owner.nik/value', code: 'NikOldKecamatan', detail: 'Kode kecamatan lama di NIK.' };

  @ApiProperty() pointer: string;
  @ApiProperty() code: string;
  @ApiProperty() detail: string;
}

class FactsView {
  static readonly example = { facts: [AuthoredFactView.example], warnings: [WarningView.example] };

  @ApiProperty({ type: [AuthoredFactView] }) facts: AuthoredFactView[];
  @ApiProperty({ type: [WarningView], description: 'Doubts that do not stop the save' }) warnings: WarningView[];
}

const toWarningView =
  (locale: Locale) =>
  ({ pointer, reason }: FactWarning): WarningView => ({ pointer, code: reason.code, detail: reason[locale] });

@ApiTags('facts')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors/:id/facts')
export class FactsController {
  constructor(
    private readonly actors: ActorsService,
    private readonly facts: FactsService,
    private readonly transactions: Transactions,
  ) {}

  private async view(
    tx: EntityManager,
    caller: Principal,
    actor: LocatedActor,
    { warnings, request }: { warnings: readonly FactWarning[]; request: FastifyRequest },
  ): Promise<FactsView> {
    const facts = await this.facts.current(tx, actor);
    const shown = shownTo(caller);
    return { facts: facts.map((fact) => toAuthoredFactView(fact, shown)), warnings: warnings.map(toWarningView(localeOf(request))) };
  }

  @Get()
  @Describe({ summary: 'What is known of an actor now', ok: FactsView, problems: [404] })
  list(@Caller() caller: Principal, @Id() id: string, @Req() request: FastifyRequest): Promise<FactsView> {
    return this.transactions.read(async (tx) => {
      return this.view(tx, caller, await this.actors.get(tx, caller, id), { warnings: [], request });
    });
  }

  @Patch()
  @Describe({
    summary: 'Set and remove facts, all or nothing; the others keep their values',
    body: ChangeFactsRequest,
    ok: FactsView,
    problems: [404, 409],
  })
  change(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() { facts }: ChangeFactsRequest,
    @Req() request: FastifyRequest,
  ): Promise<FactsView> {
    return this.transactions.write(async (tx) => {
      const { actor, warnings } = await this.facts.change(tx, caller, id, facts);
      return this.view(tx, caller, actor, { warnings, request });
    });
  }

  @Get(':key/history')
  @Describe({ summary: 'Every value that a fact has had, newest first', ok: [AuthoredFactView], problems: [404] })
  history(@Caller() caller: Principal, @Id() id: string, @FactKey() key: string): Promise<AuthoredFactView[]> {
    return this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, caller, id);
      return (await this.facts.history(tx, actor, key)).map((fact) => toAuthoredFactView(fact, shownTo(caller)));
    });
  }

  @Post(':key/corrections')
  @Describe({
    summary: 'Correct a fact that was recorded wrongly',
    body: CorrectFactRequest,
    ok: FactsView,
    status: 201,
    problems: [404, 409],
  })
  correct(
    @Caller() caller: Principal,
    @Id() id: string,
    @FactKey() key: string,
    @Body() { fact, note }: CorrectFactRequest,
    @Req() request: FastifyRequest,
  ): Promise<FactsView> {
    return this.transactions.write(async (tx) => {
      const { actor, warnings } = await this.facts.correct(tx, caller, id, { key, change: fact, note });
      return this.view(tx, caller, actor, { warnings, request });
    });
  }
}
