import { Consent, CONSENT_CHANNELS, CONSENT_PURPOSES, ConsentChannel, ConsentPurpose, ConsentsService, Principal } from '@sambung/accounts';
import { ActorsService } from '@sambung/profiles';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id, IfPresent, Line } from '../http/request-shapes';
import { Transactions } from '../http/transactions';

const INSTITUTION = '0193a1b2-0000-7000-8000-000000000020';

class GiveConsentRequest {
  static readonly example = { purpose: 'sharing', institutionId: INSTITUTION, textVersion: '2026-11-01', channel: 'web', locale: 'id' };

  @ApiProperty({ enum: CONSENT_PURPOSES, example: 'sharing' })
  @IsIn(CONSENT_PURPOSES)
  purpose: ConsentPurpose;

  @ApiPropertyOptional({ format: 'uuid', example: INSTITUTION, description: 'With whom to share; only for purpose sharing' })
  @IsOptional()
  @IsUUID()
  institutionId?: string;

  @ApiProperty({ example: '2026-11-01' })
  @Line(50)
  textVersion: string;

  @ApiProperty({ enum: CONSENT_CHANNELS, example: 'web' })
  @IsIn(CONSENT_CHANNELS)
  channel: ConsentChannel;

  @ApiPropertyOptional({ enum: ['id', 'en', 'jv'], default: 'id', example: 'id' })
  @IfPresent()
  @IsIn(['id', 'en', 'jv'])
  locale = 'id';

  @ApiPropertyOptional({ example: 'rekaman persetujuan nomor 12' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  evidence?: string;
}

export class ConsentView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000030', purpose: 'sharing', institutionId: INSTITUTION, textVersion: '2026-11-01', channel: 'web', locale: 'id', evidence: null,
    givenAt: '2026-11-22T03:00:00.000Z', withdrawnAt: null,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty({ enum: CONSENT_PURPOSES }) purpose: string;
  @ApiProperty({ type: String, nullable: true }) institutionId: string | null;
  @ApiProperty() textVersion: string;
  @ApiProperty() channel: string;
  @ApiProperty() locale: string;
  @ApiProperty({ type: String, nullable: true }) evidence: string | null;
  @ApiProperty() givenAt: Date;
  @ApiProperty({ type: Date, nullable: true }) withdrawnAt: Date | null;
}

export const toConsentView = ({ id, purpose, institutionId, textVersion, channel, locale, evidence, givenAt, withdrawnAt }: Consent): ConsentView => ({
  id, purpose, institutionId, textVersion, channel, locale, evidence, givenAt, withdrawnAt,
}); // prettier-ignore

@ApiTags('consents')
@Access('owner', 'officer', 'admin')
@Controller('api/v1/actors/:actorId/consents')
export class ConsentsController {
  constructor(
    private readonly actors: ActorsService,
    private readonly consents: ConsentsService,
    private readonly transactions: Transactions,
  ) {}

  @Post()
  @Describe({ summary: 'Record the consent of the owner', body: GiveConsentRequest, ok: ConsentView, status: 201, problems: [404, 409] })
  give(@Caller() caller: Principal, @Id('actorId') actorId: string, @Body() request: GiveConsentRequest): Promise<ConsentView> {
    return this.transactions.write(async (tx) => {
      const actor = await this.actors.getForChange(tx, caller, actorId);
      const { institutionId = null, evidence = null, ...rest } = request;
      return toConsentView(await this.consents.give(tx, { actorId: actor.id, institutionId, evidence, ...rest, givenBy: caller.id }));
    });
  }

  @Get()
  @Describe({ summary: 'Every consent of an actor, newest first', ok: [ConsentView], problems: [404] })
  list(@Caller() caller: Principal, @Id('actorId') actorId: string): Promise<ConsentView[]> {
    return this.transactions.read(async (tx) => {
      await this.actors.get(tx, caller, actorId);
      return (await this.consents.list(tx, actorId)).map(toConsentView);
    });
  }

  @Delete(':id')
  @Describe({ summary: 'Withdraw a consent; sharing stops at once', problems: [404, 409] })
  async withdraw(@Caller() caller: Principal, @Id('actorId') actorId: string, @Id() id: string): Promise<void> {
    await this.transactions.write(async (tx) => {
      await this.actors.getForChange(tx, caller, actorId);
      await this.consents.withdraw(tx, actorId, id, caller);
    });
  }
}
