import { Grant, PriorityAward, PriorityCriterion, Rule } from '@sambung/matching';
import { FACILITIES, OFFER_KINDS, OFFER_LEVELS, OfferDocument, OfferExample, OfferKind } from '@sambung/offers';
import { Role, ROLES, Text } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IfPresent, Line } from '../http/request-shapes';

const ROLE_NAMES = Object.keys(ROLES) as Role[];
const EXPECTED = ['eligible', 'notEligible', 'undetermined', 'closed', 'notYetOpen', 'notApplicable'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MESSAGE = 'Tulis tanggal TTTT-BB-HH. | Write a date YYYY-MM-DD.';

export class TextRequest implements Text {
  @ApiProperty({ example: 'Pelatihan Kemasan' })
  @Line(300)
  id: string;

  @ApiProperty({ example: 'Packaging training' })
  @Line(300)
  en: string;
}

export class ExampleRequest implements OfferExample {
  @ApiProperty({ example: 'usaha mikro di Junrejo' })
  @Line(300)
  name: string;

  @ApiProperty({ enum: ROLE_NAMES, isArray: true })
  @IsArray()
  @IsIn(ROLE_NAMES, { each: true })
  roles: Role[];

  @ApiProperty({ example: '35.79.03' })
  @IsString()
  @MaxLength(20)
  region: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  facts: Record<string, unknown>;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'boolean' } })
  @IsOptional()
  @IsObject()
  checks?: Record<string, boolean>;

  @ApiProperty({ format: 'date', example: '2026-11-22' })
  @Matches(DAY, { message: DAY_MESSAGE })
  asOf: string;

  @ApiProperty({ enum: EXPECTED })
  @IsIn(EXPECTED)
  expect: OfferExample['expect'];
}

export class GrantRequest implements Grant {
  @ApiProperty({ example: 'programme.trained' })
  @IsString()
  @MaxLength(100)
  fact: string;

  @ApiProperty({ oneOf: [{ type: 'boolean' }, { type: 'array', items: { type: 'string' } }], example: true })
  @IsDefined()
  value: Grant['value'];
}

export class PriorityAwardRequest implements PriorityAward {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'A rule of comparisons; only verified facts count' })
  @IsObject()
  when: Rule;

  @ApiProperty({ example: 10 })
  @IsInt()
  points: number;
}

export class PriorityCriterionRequest implements PriorityCriterion {
  @ApiProperty({ example: 'women' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,63}$/, { message: 'Huruf kecil, angka, tanda hubung. | Lower-case letters, digits, hyphens.' })
  id: string;

  @ApiProperty({ type: TextRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => TextRequest)
  name: TextRequest;

  @ApiProperty({ example: 10, description: 'The most points that its awards give together' })
  @IsInt()
  cap: number;

  @ApiProperty({ type: [PriorityAwardRequest] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PriorityAwardRequest)
  awards: PriorityAwardRequest[];
}

export class OfferDocumentRequest implements OfferDocument {
  static readonly example = {
    kind: 'training', name: { id: 'Pelatihan Kemasan', en: 'Packaging training' }, provider: 'Dinas Contoh', level: 'regency', area: ['35.79'], roles: ['business'],
    needs: ['produksi.kemasan'], validFrom: '2026-12-01', validTo: '2027-03-31',
    requires: { all: [{ id: 'area', fact: 'actor.region', op: 'within', value: ['35.79'] }, { id: 'micro', fact: 'business.size', op: 'in', value: ['micro'] }] },
    grants: [{ fact: 'programme.trained', value: true }],
    priority: [{ id: 'women', name: { id: 'Usaha perempuan', en: 'Led by a woman' }, cap: 10, awards: [{ when: { fact: 'owner.sex', op: '=', value: 'female' }, points: 10 }] }],
    benefits: { seats: 20 }, legalBasis: [], sources: ['https://contoh.id/pelatihan'], confidence: 'verified', sourceStatus: 'active',
    examples: [{ name: 'usaha mikro di Junrejo', roles: ['business'], region: '35.79.03', facts: { 'business.turnover': 50000000 }, asOf: '2026-12-02', expect: 'eligible' }],
  }; // prettier-ignore

  @ApiProperty({ enum: OFFER_KINDS })
  @IsIn(OFFER_KINDS)
  kind: OfferKind;

  @ApiPropertyOptional({ enum: FACILITIES })
  @IsOptional()
  @IsIn(FACILITIES)
  facility?: OfferDocument['facility'];

  @ApiPropertyOptional({ example: 'kur', description: 'Code shared by the offers of one programme; rules about overlap name it' })
  @IfPresent()
  @Matches(/^[a-z0-9-]{2,64}$/, { message: 'Huruf kecil, angka, tanda hubung, 2–64. | Lower-case letters, digits, hyphens, 2 to 64.' })
  programme?: string;

  @ApiPropertyOptional({ example: 'kur-mikro-2026', description: 'Slug of the general offer that it stands in for within its own area' })
  @IfPresent()
  @Matches(/^[a-z0-9-]{2,64}$/, { message: 'Slug tawaran. | The slug of an offer.' })
  variantOf?: string;

  @ApiProperty({ type: TextRequest })
  @IsObject()
  @ValidateNested()
  @Type(() => TextRequest)
  name: TextRequest;

  @ApiProperty()
  @Line(300)
  provider: string;

  @ApiProperty({ enum: OFFER_LEVELS })
  @IsIn(OFFER_LEVELS)
  level: OfferDocument['level'];

  @ApiProperty({ type: [String], description: 'Kemendagri codes, or *' })
  @IsArray()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  area: string[];

  @ApiProperty({ enum: ROLE_NAMES, isArray: true })
  @IsArray()
  @IsIn(ROLE_NAMES, { each: true })
  roles: Role[];

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  needs: string[];

  @ApiProperty({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Matches(DAY, { message: DAY_MESSAGE })
  validFrom: string | null = null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Matches(DAY, { message: DAY_MESSAGE })
  validTo: string | null = null;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Rule tree; its JSON Schema is at /api/v1/rule-schema' })
  @IsObject()
  requires: Rule;

  @ApiPropertyOptional({ type: 'array', items: { type: 'object' } })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  prefers?: Rule[];

  @ApiPropertyOptional({ type: [GrantRequest] })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GrantRequest)
  grants?: GrantRequest[];

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer' } })
  @IsOptional()
  @IsObject()
  fitWeights?: OfferDocument['fitWeights'];

  @ApiPropertyOptional({ type: [PriorityCriterionRequest], description: 'Who gets a scarce seat; without it the lottery alone decides' })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PriorityCriterionRequest)
  priority?: PriorityCriterionRequest[];

  @ApiProperty({ type: 'object', additionalProperties: true })
  @IsObject()
  benefits: Record<string, unknown>;

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  legalBasis: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', format: 'date' },
    description: 'The last day in force of those laws that are known to end, by their name in legalBasis',
  })
  @IfPresent()
  @IsObject()
  legalBasisUntil?: Record<string, string>;

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  sources: string[];

  @ApiProperty({ enum: ['verified', 'partial'] })
  @IsIn(['verified', 'partial'])
  confidence: OfferDocument['confidence'];

  @ApiProperty({ enum: ['active', 'unconfirmed', 'changed', 'closed'] })
  @IsIn(['active', 'unconfirmed', 'changed', 'closed'])
  sourceStatus: OfferDocument['sourceStatus'];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note?: string;

  @ApiProperty({ type: [ExampleRequest] })
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ExampleRequest)
  examples: ExampleRequest[];
}
