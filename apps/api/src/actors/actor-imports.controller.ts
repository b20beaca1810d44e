import { Principal } from '@sambung/accounts';
import { Backlog } from '@sambung/events';
import { ActorImport, linesOf } from '@sambung/profiles';
import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { localeOf } from '../http/locale';
import { Transactions } from '../http/transactions';

const MOST_ACTORS = 100;

class ImportActorsRequest {
  static readonly example = {
    actors: [
      { name: 'Keripik Contoh', roles: ['business'], phone: '+628990000001', regionCode: '35.07.13.2001', consentTextVersion: '2026-1' },
    ],
  };

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'As in a file for `sambung import`; each is stored or refused for itself',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ACTORS)
  @IsObject({ each: true })
  actors: unknown[];
}

class ImportedActorsView {
  static readonly example = {
    actorIds: ['0193a1b2-0000-7000-8000-000000000001'],
    duplicates: [2],
    faults: [{ line: 3, pointer: '/phone', code: 'PhoneMalformed', detail: 'Write the number as +62….' }],
  };

  @ApiProperty({ type: [String], description: 'Of the actors that were stored, in the order of the request' }) actorIds: string[];
  @ApiProperty({ type: [Number], description: 'Places, from 1, whose phone and name are registered already' }) duplicates: number[];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'What is wrong with the rest' }) faults: object[];
}

@ApiTags('actors')
@Access('admin')
@Controller('api/v1/actor-imports')
export class ActorImportsController {
  constructor(
    private readonly imports: ActorImport,
    private readonly backlog: Backlog,
    private readonly transactions: Transactions,
  ) {}

  @Post()
  @Describe({
    summary: `Register up to ${MOST_ACTORS} actors at once; refused while the queue is behind`,
    body: ImportActorsRequest,
    ok: ImportedActorsView,
    status: 201,
    problems: [429],
  })
  async import(
    @Caller() caller: Principal,
    @Body() { actors }: ImportActorsRequest,
    @Req() request: FastifyRequest,
  ): Promise<ImportedActorsView> {
    await this.backlog.refuseBulkWhenBehind();
    const locale = localeOf(request);
    return this.transactions.write(async (tx) => {
      const { actorIds, duplicates, faults } = await this.imports.store(tx, caller, linesOf(actors));
      const listed = faults.flatMap(({ line, faults: ofLine }) =>
        ofLine.map(({ pointer, code, detail }) => ({ line, pointer, code, detail: detail[locale] })),
      );
      return { actorIds, duplicates, faults: listed };
    });
  }
}
