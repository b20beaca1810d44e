import { Principal } from '@sambung/accounts';
import { AUDIT_ACTIONS, audit, AuditLine, auditTrail } from '@sambung/audit';
import { ActorsService, StoredValue, Unmasking } from '@sambung/profiles';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id, IfPresent, Limit, Page, pageOf } from '../http/request-shapes';
import { Limited } from '../http/rate-limits';
import { Transactions } from '../http/transactions';

class UnmaskRequest {
  static readonly example = { fields: ['phone', 'business.turnover'], reason: 'menelepon pemilik untuk jadwal kunjungan' };

  @ApiPropertyOptional({ type: [String], example: ['phone'], description: '`phone` and keys of facts; all that are known unless given' })
  @IfPresent()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  fields?: string[];

  @ApiPropertyOptional({ example: 'menelepon pemilik untuk jadwal kunjungan', maxLength: 500, description: 'Only the owner needs none' })
  @IfPresent()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

class UnmaskedView {
  static readonly example = { values: { phone: '+6281200000001', 'business.turnover': 120000000 } };

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'By field; what is not known is left out' })
  values: Record<string, StoredValue>;
}

class AuditQuery extends Limit {
  @ApiPropertyOptional({ example: '1200', description: '`next` of the page before' })
  @IsOptional()
  @IsNumberString({ no_symbols: true })
  @MaxLength(18)
  after?: string;
}

class AuditLineView {
  static readonly example = {
    id: '1201', at: '2026-11-22T03:00:00.000Z', action: 'details.unmasked', role: 'officer', institution: null, territory: 'Kabupaten Contoh',
    reason: 'menelepon pemilik', fields: ['phone'], result: 'done',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() at: Date;
  @ApiProperty({ enum: AUDIT_ACTIONS }) action: string;
  @ApiProperty({ type: String, nullable: true, description: 'owner, officer, partner or admin; null for the system itself' }) role:
    string | null;
  @ApiProperty({ type: String, nullable: true }) institution: string | null;
  @ApiProperty({ type: String, nullable: true, description: "An officer's territory" }) territory: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: [String], description: 'Names of fields, never their values' }) fields: string[];
  @ApiProperty({ description: 'done, or what came of it' }) result: string;
}

const toAuditLineView = (line: AuditLine): AuditLineView => line;

@ApiTags('privacy')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors/:id')
export class AuditController {
  constructor(
    private readonly actors: ActorsService,
    private readonly unmasking: Unmasking,
    private readonly transactions: Transactions,
  ) {}

  @Post('unmasking')
  @Limited('unmask')
  @Describe({
    summary: 'Show in full what is masked elsewhere, for a reason that is kept on record',
    body: UnmaskRequest,
    ok: UnmaskedView,
    status: 201,
    problems: [404],
  })
  async unmask(
    @Caller() caller: Principal,
    @Id() id: string,
    @Body() { fields = undefined, reason = '' }: UnmaskRequest,
  ): Promise<UnmaskedView> {
    return { values: await this.transactions.write((tx) => this.unmasking.unmask(tx, caller, id, { fields: fields ?? null, reason })) };
  }

  @Get('audit')
  @Describe({ summary: 'Who has read or changed the data of an actor, the latest first', page: AuditLineView, problems: [404] })
  async trail(@Caller() caller: Principal, @Id() id: string, @Query() { after, limit }: AuditQuery): Promise<Page<AuditLineView>> {
    const lines = await this.transactions.read(async (tx) => {
      const actor = await this.actors.get(tx, caller, id);
      if (actor.ownerId !== caller.id) await audit(tx, caller, { action: 'audit.read', object: ['actor', id], subjectId: id });
      return auditTrail(tx, id, { after, limit });
    });
    return pageOf(lines.map(toAuditLineView), limit, (line) => line.id);
  }
}
