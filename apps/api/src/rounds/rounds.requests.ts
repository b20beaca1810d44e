import { OFFER_KINDS, OfferKind } from '@sambung/offers';
import {
  BatchPlan, GroupPlan, MOST_CHOICES, QUOTA_LEVELS, QuotaLevel, QuotaPlan, ReservePlan, ROUND_STATES, RoundPlan, RoundState, TextPlan,
} from '@sambung/rounds'; // prettier-ignore
import { Rule } from '@sambung/matching';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { Note, PageQuery, ToInt } from '../http/request-shapes';

const TEXT = { type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } } as const;
const RESERVE = { type: 'object', properties: { group: { type: 'string' }, seats: { type: 'integer' } } } as const;
const RESERVES = {
  type: 'array',
  items: RESERVE,
  description: 'Seats that go first to a region (its code) or a group, unused ones to all',
} as const;

/** A batch as the contract shows it; its shape is checked by {@link BatchPlan}. */
class BatchRequest extends BatchPlan {
  @ApiProperty({ example: 'kemasan-1' }) override id: string;
  @ApiProperty({ example: 'pelatihan-kemasan-contoh' }) override offerSlug: string;
  @ApiProperty({ example: 20 }) override seats: number;
  @ApiPropertyOptional(RESERVES) override reserves: ReservePlan[];
}

class QuotaRequest extends QuotaPlan {
  @ApiProperty({ example: 'dinas-contoh' }) override id: string;
  @ApiProperty({ enum: QUOTA_LEVELS }) override level: QuotaLevel;
  @ApiProperty({ example: 30 }) override seats: number;
  @ApiProperty({ type: [String], description: 'Ids of all batches below it' }) override batches: string[];
  @ApiPropertyOptional(RESERVES) override reserves: ReservePlan[];
}

class GroupRequest extends GroupPlan {
  @ApiProperty({ example: 'perempuan' }) override id: string;
  @ApiProperty(TEXT) override name: TextPlan;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'A rule of comparisons; only verified facts count' })
  override when: Rule;
}

export class CreateRoundRequest extends RoundPlan {
  static readonly example = {
    name: { id: 'Pelatihan awal 2027', en: 'Training, early 2027' }, kind: 'training', cycle: '2027-1', regionCode: '35.07',
    opensAt: '2027-01-04T08:00:00+07:00', closesAt: '2027-01-18T16:00:00+07:00', answerDays: 5,
    batches: [
      { id: 'kemasan-1', offerSlug: 'pelatihan-kemasan-contoh', seats: 20, reserves: [] },
      { id: 'kemasan-2', offerSlug: 'pelatihan-kemasan-contoh', seats: 20, reserves: [] },
    ],
    quotas: [{ id: 'dinas-contoh', level: 'institution', seats: 20, batches: ['kemasan-1', 'kemasan-2'], reserves: [{ group: '35.07.13', seats: 5 }] }],
    groups: [],
  }; // prettier-ignore

  @ApiProperty(TEXT) override name: TextPlan;
  @ApiProperty({ enum: OFFER_KINDS }) override kind: OfferKind;
  @ApiProperty({ example: '2027-1' }) override cycle: string;
  @ApiPropertyOptional({ type: String, nullable: true, example: '35.07', description: 'The territory whose officers run it' })
  override regionCode: string | null;
  @ApiProperty({ format: 'date-time' }) override opensAt: string;
  @ApiProperty({ format: 'date-time' }) override closesAt: string;
  @ApiProperty({ example: 5, description: 'Days that an offered seat waits for its owner' }) override answerDays: number;
  @ApiProperty({ type: [BatchRequest] }) override batches: BatchRequest[];
  @ApiPropertyOptional({ type: [QuotaRequest] }) override quotas: QuotaRequest[];
  @ApiPropertyOptional({ type: [GroupRequest] }) override groups: GroupRequest[];
}

export class ListRoundsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ROUND_STATES, example: 'open' })
  @IsOptional()
  @IsIn(ROUND_STATES)
  state?: RoundState;
}

export class RankRequest {
  static readonly example = { choices: ['kemasan-2', 'kemasan-1'] };

  @ApiProperty({ type: [String], description: 'Ids of batches, the most wanted first' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_CHOICES)
  @IsString({ each: true })
  choices: string[];
}

export class ClearRequest {
  static readonly example = { offerSlug: 'pelatihan-kemasan-contoh', reason: 'umur usaha dibuktikan surat desa' };

  @ApiProperty({ example: 'pelatihan-kemasan-contoh' })
  @IsString()
  @Length(2, 64)
  offerSlug: string;

  @ApiProperty({ example: 'umur usaha dibuktikan surat desa' })
  @Note(500)
  reason: string;
}

export class SeatAnswerRequest {
  static readonly example = { answer: 'accepted' };

  @ApiProperty({ enum: ['accepted', 'declined'] })
  @IsIn(['accepted', 'declined'])
  answer: 'accepted' | 'declined';
}

export class CertificateQuery {
  @ApiPropertyOptional({ type: Number, example: 1, description: 'Number of the run; the latest without it' })
  @IsOptional()
  @ToInt()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  run?: number;
}
