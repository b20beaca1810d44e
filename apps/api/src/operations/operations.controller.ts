import { Institution, INSTITUTION_KINDS, InstitutionKind } from '@sambung/accounts';
import { conflict } from '@sambung/errors';
import { DeadRow, DeadRows } from '@sambung/events';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { v7 as uuid } from 'uuid';
import { Access, Keys } from '../http/access';
import { Describe } from '../http/describe';
import { Id, Line } from '../http/request-shapes';
import { Transactions } from '../http/transactions';

class CreateInstitutionRequest {
  static readonly example = { slug: 'bank-contoh', name: 'Bank Contoh', kind: 'bank' };

  @ApiProperty({ example: 'bank-contoh' })
  @Matches(/^[a-z0-9-]{2,64}$/, { message: 'Huruf kecil, angka, tanda hubung, 2–64. | Lower-case letters, digits, hyphens, 2 to 64.' })
  slug: string;

  @ApiProperty({ example: 'Bank Contoh' })
  @Line(200)
  name: string;

  @ApiProperty({ enum: INSTITUTION_KINDS, example: 'bank' })
  @IsIn(INSTITUTION_KINDS)
  kind: InstitutionKind;
}

class InstitutionView {
  static readonly example = { id: '0193a1b2-0000-7000-8000-000000000020', ...CreateInstitutionRequest.example };

  @ApiProperty() id: string;
  @ApiProperty() slug: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: INSTITUTION_KINDS }) kind: string;
}

class DeadRowView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000090',
    job: 'match-profile',
    aggregateId: '0193a1b2-0000-7000-8000-000000000001',
    lastError: 'timeout',
    deadAt: '2026-11-22T03:00:00.000Z',
  };

  @ApiProperty() id: string;
  @ApiProperty() job: string;
  @ApiProperty() aggregateId: string;
  @ApiProperty({ type: String, nullable: true }) lastError: string | null;
  @ApiProperty() deadAt: Date;
}

const toDeadRowView = ({ id, job, aggregateid, lastError, deadAt }: DeadRow): DeadRowView => ({
  id,
  job,
  aggregateId: aggregateid,
  lastError,
  deadAt,
});

@ApiTags('operations')
@Access('admin')
@Controller('api/v1')
export class OperationsController {
  constructor(
    private readonly deadRows: DeadRows,
    private readonly transactions: Transactions,
  ) {}

  @Post('institutions')
  @Describe({ summary: 'Add a partner institution', body: CreateInstitutionRequest, ok: InstitutionView, status: 201, problems: [409] })
  createInstitution(@Body() request: CreateInstitutionRequest): Promise<InstitutionView> {
    return this.transactions.write(async (tx) => {
      const institution = { id: uuid(), ...request };
      const { raw } = await tx.createQueryBuilder().insert().into(Institution).values(institution).orIgnore().returning('id').execute();
      if ((raw as unknown[]).length > 0) return institution;
      throw conflict('InstitutionExists', 'Slug lembaga sudah dipakai.', 'This slug is taken.', { pointer: '/slug' });
    });
  }

  @Access('admin', 'officer', 'owner', 'partner')
  @Keys('any')
  @Get('institutions')
  @Describe({ summary: 'Partner institutions', ok: [InstitutionView] })
  async institutions(): Promise<InstitutionView[]> {
    const rows = await this.transactions.read((tx) => tx.find(Institution, { order: { slug: 'asc' } }));
    return rows.map(({ id, slug, name, kind }) => ({ id, slug, name, kind }));
  }

  @Get('dead-rows')
  @Describe({ summary: 'Work that five tries did not finish', ok: [DeadRowView] })
  async listDeadRows(): Promise<DeadRowView[]> {
    return (await this.deadRows.list()).map(toDeadRowView);
  }

  @Post('dead-rows/:id/replay')
  @Describe({ summary: 'Offer dead work again', problems: [404] })
  replay(@Id() id: string): Promise<void> {
    return this.transactions.write((tx) => this.deadRows.replay(tx, id));
  }
}
