import { DoneMerge } from '@sambung/matches';
import { MERGED_FIELDS } from '@sambung/profiles';
import { FACTS } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsObject, IsUUID, Min, ValidateNested } from 'class-validator';
import { IfPresent } from '../http/request-shapes';

const OTHER = '0193a1b2-0000-7000-8000-000000000002';
const TAKEN = [...MERGED_FIELDS, ...Object.keys(FACTS)];
const ROLE_CHOICES = ['kept', 'merged', 'both'] as const;

class SeenVersions {
  @ApiProperty({ type: 'integer', minimum: 1, example: 40 })
  @IsInt()
  @Min(1)
  kept: number;

  @ApiProperty({ type: 'integer', minimum: 1, example: 20 })
  @IsInt()
  @Min(1)
  merged: number;
}

export class MergeRequest {
  static readonly example = {
    mergedId: OTHER,
    versions: { kept: 40, merged: 20 },
    fromMerged: ['name', 'business.turnover'],
    roles: 'both',
  };

  @ApiProperty({ format: 'uuid', example: OTHER, description: 'The record that is joined into the one in the path' })
  @IsUUID()
  mergedId: string;

  @ApiProperty({ type: SeenVersions, description: 'Of both records, as they were compared' })
  @IsObject()
  @ValidateNested()
  @Type(() => SeenVersions)
  versions: SeenVersions;

  @ApiPropertyOptional({
    enum: TAKEN,
    isArray: true,
    description: 'Fields and facts whose value comes from the joined record where they differ',
  })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(TAKEN.length)
  @ArrayUnique()
  @IsIn(TAKEN, { each: true })
  fromMerged: string[] = [];

  @ApiPropertyOptional({ enum: ROLE_CHOICES, default: 'both' })
  @IfPresent()
  @IsIn(ROLE_CHOICES)
  roles: (typeof ROLE_CHOICES)[number] = 'both';
}

export class MergeView {
  static readonly example = {
    mergedId: OTHER, mergedBy: '0193a1b2-0000-7000-8000-000000000010', mergedAt: '2026-11-22T03:00:00.000Z', fromMerged: ['name'], roles: 'both',
    facts: 12, matches: 2, consents: 1, maySplit: true,
  }; // prettier-ignore

  @ApiProperty() mergedId: string;
  @ApiProperty() mergedBy: string;
  @ApiProperty() mergedAt: Date;
  @ApiProperty({ type: [String], description: 'What was taken from the joined record where the two differed' }) fromMerged: string[];
  @ApiProperty({ enum: ROLE_CHOICES }) roles: string;
  @ApiProperty({ description: 'How many facts changed hands' }) facts: number;
  @ApiProperty() matches: number;
  @ApiProperty() consents: number;
  @ApiProperty({ description: "Whether the caller may take it apart now; the latest join first, one's own within 24 hours" })
  maySplit: boolean;
}

export const toMergeView = ({ mergedId, mergedBy, mergedAt, record }: DoneMerge, maySplit: boolean): MergeView => ({
  mergedId,
  mergedBy,
  mergedAt,
  fromMerged: record.chosen.fromMerged,
  roles: record.chosen.roles,
  facts: record.facts.moved.length,
  matches: record.moved.matches?.length ?? 0,
  consents: record.moved.consents?.length ?? 0,
  maySplit,
});
