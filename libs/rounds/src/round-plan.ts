import { Rule } from '@sambung/matching';
import { OFFER_KINDS, OfferKind } from '@sambung/offers';
import { Text } from '@sambung/reference';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, Length, Matches, Max, Min,
  ValidateNested,
} from 'class-validator'; // prettier-ignore

export const MOST_CHOICES = 10;
export const QUOTA_LEVELS = ['programme', 'institution', 'fundingLine'] as const;
export type QuotaLevel = (typeof QUOTA_LEVELS)[number];

const MOST_SEATS = 1_000_000;
const SEATS_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const SEATS_ID_MESSAGE = 'Huruf kecil, angka, tanda hubung. | Lower-case letters, digits, hyphens.';
/** A group begins with a letter: what begins with a digit is the code of a region. */
const GROUP_ID = /^[a-z][a-z0-9-]{0,63}$/;
const GROUP_ID_MESSAGE = 'Huruf kecil, angka, tanda hubung; diawali huruf. | Lower-case letters, digits, hyphens; begins with a letter.';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const INSTANT_MESSAGE =
  'Tulis waktu dengan zona, contoh 2027-01-10T09:00:00+07:00. | Write a time with its zone, such as 2027-01-10T09:00:00+07:00.';

export class TextPlan implements Text {
  @IsString()
  @Length(1, 300)
  id: string;

  @IsString()
  @Length(1, 300)
  en: string;
}

/** Seats that go first to one group: a region with all below it, or a group that the round defines. */
export class ReservePlan {
  /** Kemendagri code, or the id of a group. */
  @IsString()
  @Length(1, 64)
  group: string;

  @IsInt()
  @Min(0)
  @Max(MOST_SEATS)
  seats: number;
}

/** Some seats, part of which may go first to groups. */
class SeatsPlan {
  @Matches(SEATS_ID, { message: SEATS_ID_MESSAGE })
  id: string;

  @IsInt()
  @Min(0)
  @Max(MOST_SEATS)
  seats: number;

  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ReservePlan)
  reserves: ReservePlan[] = [];
}

/** How people read the id of a batch or quota: `kelas-a` is Kelas a. Written so, it is the same id again. */
export const readableId = (id: string): string => id.replace(/[a-z]/, (letter) => letter.toUpperCase()).replaceAll('-', ' ');

/** What an applicant ranks: some seats of one offer. */
export class BatchPlan extends SeatsPlan {
  @Matches(/^[a-z0-9-]{2,64}$/, { message: 'Slug tawaran. | The slug of an offer.' })
  offerSlug: string;
}

/** A ceiling over several batches together. */
export class QuotaPlan extends SeatsPlan {
  @IsIn(QUOTA_LEVELS)
  level: QuotaLevel;

  /** Ids of all batches below it. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @IsString({ each: true })
  batches: string[];
}

/** Applicants of whom a rule holds by verified facts. */
export class GroupPlan {
  @Matches(GROUP_ID, { message: GROUP_ID_MESSAGE })
  id: string;

  @IsObject()
  @ValidateNested()
  @Type(() => TextPlan)
  name: TextPlan;

  @IsObject()
  when: Rule;
}

/** What a round is about, as it is written down. */
export class RoundPlan {
  @IsObject()
  @ValidateNested()
  @Type(() => TextPlan)
  name: TextPlan;

  @IsIn(OFFER_KINDS)
  kind: OfferKind;

  /** Such as `2027-1`. */
  @IsString()
  @Length(1, 40)
  cycle: string;

  /** The territory whose officers run it; Kemendagri code, null for the whole country. */
  @IsOptional()
  @IsString()
  @Length(2, 13)
  regionCode: string | null = null;

  @Matches(INSTANT, { message: INSTANT_MESSAGE })
  @IsISO8601({ strict: true }, { message: INSTANT_MESSAGE })
  opensAt: string;

  @Matches(INSTANT, { message: INSTANT_MESSAGE })
  @IsISO8601({ strict: true }, { message: INSTANT_MESSAGE })
  closesAt: string;

  /** How long an offered seat waits for its owner. */
  @IsInt()
  @Min(1)
  @Max(60)
  answerDays: number;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => BatchPlan)
  batches: BatchPlan[];

  @IsArray()
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => QuotaPlan)
  quotas: QuotaPlan[] = [];

  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GroupPlan)
  groups: GroupPlan[] = [];
}
