import { API_KEY_SCOPES, ApiKey, ApiKeyScope, ApiKeysService, Institution } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { notFound, refuseFaults } from '@sambung/errors';
import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsBoolean, IsIn } from 'class-validator';
import { EntityManager } from 'typeorm';
import { Access } from '../http/access';
import { Describe } from '../http/describe';
import { Id, IfPresent, Line, Moment } from '../http/request-shapes';
import { Transactions } from '../http/transactions';

class IssueKeyRequest {
  static readonly example = { name: 'sistem inti', scopes: ['matches', 'webhooks'], expiresAt: '2099-12-31T00:00:00.000Z' };

  @ApiProperty({ example: 'sistem inti', maxLength: 100 })
  @Line(100)
  name: string;

  @ApiPropertyOptional({ enum: API_KEY_SCOPES, isArray: true, example: ['matches', 'webhooks'], description: 'All when absent' })
  @IfPresent()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(API_KEY_SCOPES, { each: true })
  scopes?: ApiKeyScope[];

  @ApiPropertyOptional({ format: 'date-time', example: '2099-12-31T00:00:00.000Z', description: 'Never when absent' })
  @IfPresent()
  @Moment()
  expiresAt?: string;

  @ApiPropertyOptional({
    type: Boolean,
    example: false,
    default: false,
    description: 'For the sandbox and test endpoints alone (`sk_uji_…`)',
  })
  @IfPresent()
  @IsBoolean()
  isTest = false;
}

class ApiKeyView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000080', name: 'sistem inti', prefix: 'sbk_3q2-7wAA', scopes: ['matches', 'webhooks'], isTest: false,
    createdAt: '2026-11-22T03:00:00.000Z', lastUsedAt: null, expiresAt: '2099-12-31T00:00:00.000Z', revokedAt: null,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() prefix: string;
  @ApiProperty({ enum: API_KEY_SCOPES, isArray: true }) scopes: ApiKeyScope[];
  @ApiProperty({ description: 'For the sandbox and test endpoints alone' }) isTest: boolean;
  @ApiProperty() createdAt: Date;
  @ApiProperty({ type: Date, nullable: true }) lastUsedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true }) expiresAt: Date | null;
  @ApiProperty({ type: Date, nullable: true }) revokedAt: Date | null;
}

class NewApiKeyView extends ApiKeyView {
  static override readonly example = { ...ApiKeyView.example, secret: 'sbk_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };

  @ApiProperty({ description: 'Shown only now' }) secret: string;
}

const toApiKeyView = ({ id, name, prefix, scopes, isTest, createdAt, lastUsedAt, expiresAt, revokedAt }: ApiKey): ApiKeyView => ({
  id, name, prefix, scopes, isTest, createdAt, lastUsedAt, expiresAt, revokedAt,
}); // prettier-ignore

@ApiTags('operations')
@Access('admin')
@Controller('api/v1/institutions/:id/api-keys')
export class ApiKeysController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Describe({ summary: 'Issue an API key for an institution', body: IssueKeyRequest, ok: NewApiKeyView, status: 201, problems: [404] })
  issue(@Id() id: string, @Body() { name, scopes, expiresAt, isTest }: IssueKeyRequest): Promise<NewApiKeyView> {
    const terms = { scopes, expiresAt: this.future(expiresAt), isTest };
    return this.transactions.write(async (tx) => {
      await assertInstitution(tx, id);
      const { key, secret } = await this.apiKeys.issue(tx, id, name, terms);
      return { ...toApiKeyView(key), secret };
    });
  }

  @Get()
  @Describe({ summary: 'API keys of an institution, newest first', ok: [ApiKeyView] })
  async list(@Id() id: string): Promise<ApiKeyView[]> {
    return (await this.apiKeys.list(id)).map(toApiKeyView);
  }

  @Post(':keyId/rotation')
  @Describe({ summary: 'Replace an API key; the old one works for another day', ok: NewApiKeyView, status: 201, problems: [404] })
  rotate(@Id() id: string, @Id('keyId') keyId: string): Promise<NewApiKeyView> {
    return this.transactions.write(async (tx) => {
      const { key, secret } = await this.apiKeys.rotate(tx, id, keyId);
      return { ...toApiKeyView(key), secret };
    });
  }

  @Delete(':keyId')
  @Describe({ summary: 'Revoke an API key', problems: [404] })
  revoke(@Id() id: string, @Id('keyId') keyId: string): Promise<void> {
    return this.apiKeys.revoke(id, keyId);
  }

  private future(text: string | undefined): Date | null {
    if (text === undefined) return null;
    const moment = new Date(text);
    const detail = { id: 'Harus di masa depan.', en: 'Must lie in the future.' };
    if (moment <= this.clock.now()) refuseFaults([{ pointer: '/expiresAt', code: 'MomentPast', detail }]);
    return moment;
  }
}

async function assertInstitution(tx: EntityManager, id: string): Promise<void> {
  if (await tx.existsBy(Institution, { id })) return;
  throw notFound('InstitutionUnknown', 'Lembaga tidak ditemukan.', 'There is no such institution.');
}
