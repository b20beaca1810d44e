import { GOVERNMENT_LEVELS, GovernmentLevel } from '@sambung/matching';
import { OFFER_KINDS, OfferKind } from '@sambung/offers';
import { ImportReport, ListHead, ReviewPair, ReviewSide, SOURCES } from '@sambung/overlap';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { IfPresent, Line, Note, PageQuery, ToFlag } from '../http/request-shapes';
import { DAY_MESSAGE } from './overlap.views';

const CODE = /^[a-z0-9-]{2,64}$/;
const CODE_MESSAGE = 'Huruf kecil, angka, tanda hubung, 2–64. | Lower-case letters, digits, hyphens, 2 to 64.';
const STATES = ['open', 'same', 'different'] as const;

const HEAD = {
  source: 'recipients', title: 'Pelatihan kemasan BLK 2026', asOf: '2026-11-20', intervention: 'produksi.kemasan', kind: 'training',
  level: 'province', funder: 'blk-wonojati', programme: 'blk-kemasan',
}; // prettier-ignore

/** What a whole list has in common. */
class RecipientListRequest implements ListHead {
  @ApiProperty({ enum: SOURCES, example: 'recipients', description: 'The register that the list is part of' })
  @IsIn(SOURCES)
  source: string;

  @ApiProperty({ example: 'Pelatihan kemasan BLK 2026' })
  @Line(200)
  title: string;

  @ApiProperty({ format: 'date', example: '2026-11-20', description: 'The day up to which the list is right' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: DAY_MESSAGE })
  asOf: string;

  @ApiPropertyOptional({ type: Boolean, default: false, example: false, description: 'With this list the register names everybody' })
  @IfPresent()
  @IsBoolean()
  complete = false;

  @ApiProperty({ example: 'produksi.kemasan', description: 'Code of the need that was answered' })
  @IsString()
  @MaxLength(64)
  intervention: string;

  @ApiProperty({ enum: OFFER_KINDS, example: 'training' })
  @IsIn(OFFER_KINDS)
  kind: OfferKind;

  @ApiProperty({ enum: GOVERNMENT_LEVELS, example: 'province' })
  @IsIn(GOVERNMENT_LEVELS)
  level: GovernmentLevel;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'blk-wonojati', description: 'Whose money it is: slug of the institution' })
  @IsOptional()
  @Matches(CODE, { message: CODE_MESSAGE })
  funder: string | null = null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'blk-kemasan' })
  @IsOptional()
  @Matches(CODE, { message: CODE_MESSAGE })
  programme: string | null = null;

  @ApiPropertyOptional({ type: Boolean, default: false, example: false, description: 'Report only; store nothing' })
  @IfPresent()
  @IsBoolean()
  dryRun = false;
}

export class ImportRecipientsRequest extends RecipientListRequest {
  static readonly example = {
    ...HEAD,
    complete: false,
    dryRun: false,
    csv: 'name,region_code,from,to\nSiti Contoh,35.79.02.2001,2026-03-01,2026-03-02\n',
  };

  @ApiProperty({
    example: ImportRecipientsRequest.example.csv,
    description:
      'Header and one recipient a line: nik, nib, family_card, name, phone, region_code, from, to, amount, status; commas or semicolons. A long list may come in parts.',
  })
  @IsString()
  @Length(1, 95_000)
  csv: string;
}

/** Beside an uploaded list. */
export class ImportRecipientsFileRequest extends RecipientListRequest {
  static readonly example = { ...HEAD, dryRun: 'true' };

  @ToFlag()
  override complete = false;

  @ToFlag()
  override dryRun = false;
}

export class ImportReportView {
  static readonly example = {
    listId: '0193a1b2-0000-7000-8000-0000000000c0', stored: 1, known: 0, reviews: 0,
    faults: [{ line: 3, pointer: '/csv/nik', code: 'NikLength', detail: { id: 'NIK harus 16 angka. Salin dari KTP.', en: 'A NIK has 16 digits. Copy it from the ID card.' } }],
  }; // prettier-ignore

  @ApiProperty({ type: String, nullable: true, description: 'null after a dry run' }) listId: string | null;
  @ApiProperty() stored: number;
  @ApiProperty({ description: 'Rows that were in the ledger already' }) known: number;
  @ApiProperty({ description: 'Likely pairs that a person has to settle' }) reviews: number;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'Rows left out, with line and fix' })
  faults: ImportReport['faults'];
}

/** The report is made for showing. */
export const toImportReportView = (report: ImportReport): ImportReportView => report;

export class ListReviewsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES, example: 'open' })
  @IsOptional()
  @IsIn(STATES)
  state: (typeof STATES)[number] = 'open';
}

export class DecideReviewRequest {
  static readonly example = { decision: 'same', note: 'KTP dilihat, salah ketik nama' };

  @ApiProperty({ enum: ['same', 'different'], example: 'same' })
  @IsIn(['same', 'different'])
  decision: 'same' | 'different';

  @ApiProperty({ example: 'KTP dilihat, salah ketik nama' })
  @Note(500)
  note: string;
}

const SIDE = {
  name: 'Siti Contoh', regionCode: '35.79.02.2001', list: 'Pelatihan kemasan BLK 2026', programme: 'blk-kemasan', intervention: 'produksi.kemasan',
  from: '2026-03-01', actorId: null,
}; // prettier-ignore

export class ReviewView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000d0', reason: 'nameDiffers', state: 'open', note: null, decidedBy: null, decidedAt: null,
    recordedAt: '2026-11-22T03:00:00.000Z', entry: SIDE, other: { ...SIDE, name: 'Siti Cotoh' },
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty({ enum: ['nameDiffers', 'nameAndPlace'], description: 'One key under two names, or one name in one place without a key' })
  reason: string;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: String, nullable: true }) decidedBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) decidedAt: Date | null;
  @ApiProperty() recordedAt: Date;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The newer entry' }) entry: ReviewSide;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'An earlier entry, or an actor of ours' }) other: ReviewSide;
}

/** The pair holds no key and no number, only what the person who settles it must see. */
export const toReviewView = (pair: ReviewPair): ReviewView => pair;
