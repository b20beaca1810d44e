import { CurrentOffer, OFFER_STATUSES, OfferDocument, OfferStatus, OfferVersion, VERSION_STATES, versionState } from '@sambung/offers';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ToInt } from '../http/request-shapes';
import { OfferDocumentRequest } from './offer-document.request';

export class CreateOfferRequest {
  static readonly example = {
    slug: 'pelatihan-kemasan-contoh',
    institutionId: '0193a1b2-0000-7000-8000-000000000020',
    document: OfferDocumentRequest.example,
  };

  @ApiProperty({ example: 'pelatihan-kemasan-contoh' })
  @Matches(/^[a-z0-9-]{2,64}$/, { message: 'Huruf kecil, angka, tanda hubung, 2–64. | Lower-case letters, digits, hyphens, 2 to 64.' })
  slug: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  institutionId: string;

  @ApiProperty()
  @IsObject()
  @ValidateNested()
  @Type(() => OfferDocumentRequest)
  document: OfferDocumentRequest;
}

export class AddVersionRequest {
  static readonly example = { document: OfferDocumentRequest.example };

  @ApiProperty()
  @IsObject()
  @ValidateNested()
  @Type(() => OfferDocumentRequest)
  document: OfferDocumentRequest;
}

export class OfferStatusRequest {
  static readonly example = { status: 'paused' };

  @ApiProperty({ enum: ['published', 'paused', 'closed'], example: 'paused' })
  @IsIn(['published', 'paused', 'closed'])
  status: 'published' | 'paused' | 'closed';
}

export class ListOffersQuery {
  @ApiPropertyOptional({ type: 'integer', example: 50, minimum: 1, maximum: 100 })
  @IsOptional()
  @ToInt()
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;

  @ApiPropertyOptional({ example: 'kur-mikro-2026', description: 'Slug of the last offer of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  after?: string;

  @ApiPropertyOptional({ enum: OFFER_STATUSES, example: 'published' })
  @IsOptional()
  @IsIn(OFFER_STATUSES)
  status: OfferStatus = 'published';
}

export class OfferView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000050', slug: 'pelatihan-kemasan-contoh', institutionId: '0193a1b2-0000-7000-8000-000000000020', status: 'published', version: 1, hash: 'a3f1…',
    publishedAt: '2026-11-22T03:00:00.000Z', confirmedAt: '2026-11-22T03:00:00.000Z', document: OfferDocumentRequest.example,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() slug: string;
  @ApiProperty() institutionId: string;
  @ApiProperty({ enum: OFFER_STATUSES }) status: string;
  @ApiProperty() version: number;
  @ApiProperty({ description: 'SHA-256 of the canonical document' }) hash: string;
  @ApiProperty({ type: Date, nullable: true }) publishedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: 'When its institution last said that it still stands' }) confirmedAt: Date | null;
  @ApiProperty({ type: OfferDocumentRequest }) document: OfferDocument;
}

export const toOfferView = ({ offer, version }: CurrentOffer): OfferView => ({
  id: offer.id,
  slug: offer.slug,
  institutionId: offer.institutionId,
  status: offer.status,
  version: version.version,
  hash: version.hash,
  publishedAt: version.publishedAt,
  confirmedAt: offer.confirmedAt,
  document: version.document,
});

export class OfferSummaryView {
  static readonly example = {
    id: OfferView.example.id,
    slug: OfferView.example.slug,
    institutionId: OfferView.example.institutionId,
    status: 'published',
  };

  @ApiProperty() id: string;
  @ApiProperty() slug: string;
  @ApiProperty() institutionId: string;
  @ApiProperty({ enum: OFFER_STATUSES }) status: string;
}

export class VersionView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000051',
    version: 1,
    state: 'draft',
    hash: 'a3f1…',
    submittedAt: null,
    submitNote: null,
    reviewNote: null,
    createdAt: '2026-11-22T03:00:00.000Z',
    publishedAt: null,
    retiredAt: null,
  };

  @ApiProperty() id: string;
  @ApiProperty() version: number;
  @ApiProperty({ enum: VERSION_STATES }) state: string;
  @ApiProperty() hash: string;
  @ApiProperty({ type: Date, nullable: true, description: 'When it was put before a second person' }) submittedAt: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'What its author tells the reviewer' }) submitNote: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was sent back' }) reviewNote: string | null;
  @ApiProperty() createdAt: Date;
  @ApiProperty({ type: Date, nullable: true }) publishedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true }) retiredAt: Date | null;
}

export const toVersionView = (version: OfferVersion): VersionView => ({
  id: version.id,
  version: version.version,
  state: versionState(version),
  hash: version.hash,
  submittedAt: version.submittedAt,
  submitNote: version.submitNote,
  reviewNote: version.reviewNote,
  createdAt: version.createdAt,
  publishedAt: version.publishedAt,
  retiredAt: version.retiredAt,
});
