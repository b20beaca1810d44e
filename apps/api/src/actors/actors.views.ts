import { CONSENT_CHANNELS, CONSENT_LOCALES, ConsentChannel, ConsentLocale, currentText } from '@sambung/accounts';
import { Actor, ACTOR_STATUSES, ActorStatus, Duplicate, FactRow, maskedPhone, shownValue, StoredValue } from '@sambung/profiles';
import { Role, ROLES } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { IfPresent, Line, PageQuery } from '../http/request-shapes';

const ROLE_NAMES = Object.keys(ROLES) as Role[];
const ID = '0193a1b2-0000-7000-8000-000000000001';

export class MatchingConsentRequest {
  static readonly example = { textVersion: currentText('matching').version, channel: 'spoken', evidence: 'disetujui di depan petugas' };

  @ApiProperty({ example: currentText('matching').version, description: 'The present version of the text, which was shown or read out' })
  @Line(50)
  textVersion: string;

  @ApiProperty({ enum: CONSENT_CHANNELS, example: 'spoken' })
  @IsIn(CONSENT_CHANNELS)
  channel: ConsentChannel;

  @ApiPropertyOptional({ enum: CONSENT_LOCALES, default: 'id', example: 'id' })
  @IfPresent()
  @IsIn(CONSENT_LOCALES)
  locale: ConsentLocale = 'id';

  @ApiPropertyOptional({ example: 'disetujui di depan petugas' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  evidence?: string;
}

export class CreateActorRequest {
  static readonly example = {
    name: 'Keripik Contoh Kepanjen', roles: ['business', 'migrant'], phone: '0812 0000 0001', regionCode: '35.07.13.2001', status: 'active',
    matchingConsent: MatchingConsentRequest.example,
    facts: { 'business.turnover': { value: 120000000 }, 'business.startedOn': { value: '2024-02-01' }, 'need.wanted': { value: ['pembiayaan.modal-kerja'] } },
  }; // prettier-ignore

  @ApiProperty({ example: 'Keripik Contoh Kepanjen', maxLength: 200 })
  @Line(200)
  name: string;

  @ApiProperty({ enum: ROLE_NAMES, isArray: true, example: ['business', 'migrant'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(ROLE_NAMES, { each: true })
  roles: Role[];

  @ApiProperty({ example: '0812 0000 0001' })
  @IsString()
  @MaxLength(40)
  phone: string;

  @ApiProperty({ example: '35.07.13.2001', description: 'Kemendagri code of the village or kecamatan of the business' })
  @IsString()
  @MaxLength(20)
  regionCode: string;

  @ApiPropertyOptional({ enum: ['draft', 'active'], default: 'draft', example: 'active' })
  @IfPresent()
  @IsIn(['draft', 'active'])
  status: 'draft' | 'active' = 'draft';

  @ApiPropertyOptional({ description: "The owner's consent to be matched; nothing is matched without it" })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => MatchingConsentRequest)
  matchingConsent?: MatchingConsentRequest;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Facts as in PATCH …/facts' })
  @IsOptional()
  @IsObject()
  facts?: Record<string, unknown>;
}

export class ChangeActorRequest {
  static readonly example = { name: 'Keripik Contoh Kepanjen Baru', status: 'active' };

  @ApiPropertyOptional({ example: 'Keripik Contoh Kepanjen Baru' })
  @IfPresent()
  @Line(200)
  name?: string;

  @ApiPropertyOptional({ enum: ROLE_NAMES, isArray: true, example: ['business'] })
  @IfPresent()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(ROLE_NAMES, { each: true })
  roles?: Role[];

  @ApiPropertyOptional({ example: '0812 0000 0002' })
  @IfPresent()
  @IsString()
  @MaxLength(40)
  phone?: string;

  @ApiPropertyOptional({ example: '35.07.13' })
  @IfPresent()
  @IsString()
  @MaxLength(20)
  regionCode?: string;

  @ApiPropertyOptional({ enum: ['draft', 'active'], example: 'active' })
  @IfPresent()
  @IsIn(['draft', 'active'])
  status?: 'draft' | 'active';
}

export class ListActorsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ACTOR_STATUSES, example: 'active' })
  @IsOptional()
  @IsIn(ACTOR_STATUSES)
  status?: ActorStatus;

  @ApiPropertyOptional({ example: '35.07.13' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  regionCode?: string;
}

export class ActorView {
  static readonly example = {
    id: ID, name: 'Keripik Contoh Kepanjen', roles: ['business', 'migrant'], phone: '+62812•••0001', regionCode: '35.07.13.2001', status: 'active', version: 1,
    createdAt: '2026-11-22T03:00:00.000Z', updatedAt: '2026-11-22T03:00:00.000Z',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ROLE_NAMES, isArray: true }) roles: Role[];
  @ApiProperty({ description: 'Masked' }) phone: string;
  @ApiProperty() regionCode: string;
  @ApiProperty({ enum: ACTOR_STATUSES }) status: ActorStatus;
  @ApiProperty({ description: 'The ETag; send it back in If-Match' }) version: number;
  @ApiProperty() createdAt: Date;
  @ApiProperty() updatedAt: Date;
}

export class DuplicateView {
  static readonly example = { actorId: ID, kinds: ['nik'] };

  @ApiProperty() actorId: string;
  @ApiProperty({ isArray: true, enum: ['nib', 'nik', 'phoneAndName'] }) kinds: string[];
}

/** @param phone in the clear */
export const toActorView = (actor: Actor, phone: string): ActorView => ({
  id: actor.id,
  name: actor.name,
  roles: actor.roles,
  phone: maskedPhone(phone),
  regionCode: actor.regionCode,
  status: actor.status,
  version: actor.version,
  createdAt: actor.createdAt,
  updatedAt: actor.updatedAt,
});

export const toDuplicateView = ({ actorId, kinds }: Duplicate): DuplicateView => ({ actorId, kinds });

export class FactView {
  static readonly example = {
    key: 'business.turnover', value: 120000000, level: 'declared', source: 'owner', observedAt: '2026-11-22', validUntil: '2028-05-15', recordedAt: '2026-11-22T03:00:00.000Z', endedAt: null, endReason: null, endNote: null,
  }; // prettier-ignore

  @ApiProperty() key: string;
  @ApiProperty({
    oneOf: [{ type: 'boolean' }, { type: 'number' }, { type: 'string' }, { type: 'array', items: { type: 'string' } }, { type: 'object' }],
  })
  value: StoredValue;
  @ApiProperty({ enum: ['declared', 'document', 'officer', 'registry'] }) level: string;
  @ApiProperty() source: string;
  @ApiProperty({ format: 'date' }) observedAt: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Last day on which it may be used' }) validUntil: string | null;
  @ApiProperty() recordedAt: Date;
  @ApiProperty({ type: Date, nullable: true }) endedAt: Date | null;
  @ApiProperty({ type: String, nullable: true, enum: ['superseded', 'corrected', 'withdrawn'] }) endReason: string | null;
  @ApiProperty({ type: String, nullable: true }) endNote: string | null;
}

/** @param shown how values are shown to the reader */
export const toFactView = (fact: Pick<FactRow, keyof FactView>, shown = shownValue): FactView => ({
  key: fact.key,
  value: shown(fact.key, fact.value),
  level: fact.level,
  source: fact.source,
  observedAt: fact.observedAt,
  validUntil: fact.validUntil,
  recordedAt: fact.recordedAt,
  endedAt: fact.endedAt,
  endReason: fact.endReason,
  endNote: fact.endNote,
});

/** A fact for those who look after the actor: with its author. Institutions that get a fact learn neither. */
export class AuthoredFactView extends FactView {
  static override readonly example = { ...FactView.example, recordedBy: ID, confirmedAt: null };

  @ApiProperty({ type: String, nullable: true, description: 'Id of who recorded it; null for imports' }) recordedBy: string | null;
  @ApiProperty({ type: Date, nullable: true, description: 'When the owner confirmed what somebody else recorded' })
  confirmedAt: Date | null;
}

/** @param shown how values are shown to the reader */
export const toAuthoredFactView = (fact: FactRow, shown = shownValue): AuthoredFactView => {
  const { recordedBy, confirmedAt } = fact;
  return { ...toFactView(fact, shown), recordedBy, confirmedAt };
};
