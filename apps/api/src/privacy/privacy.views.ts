import { DoneMerge, Recipient } from '@sambung/matches';
import { Actor, RIGHTS_KINDS, RightsKind, RightsRequest } from '@sambung/profiles';
import { CONSENT_CHANNELS, ConsentChannel } from '@sambung/accounts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { AuthoredFactView } from '../actors/actors.views';
import { ConsentView } from '../consents/consents.controller';
import { DocumentView } from '../documents/documents.views';
import { IfPresent, Note } from '../http/request-shapes';

const ACTOR = '0193a1b2-0000-7000-8000-000000000001';
const AT = '2026-11-22T03:00:00.000Z';

/** The owner's switches and what waits for the owner. */
export class PrivacyView {
  static readonly example = { assisted: true, confirmedAt: null, objectedAt: null, restrictedAt: null };

  @ApiProperty({ description: 'Entered by somebody else than the owner' }) assisted: boolean;
  @ApiProperty({ type: Date, nullable: true, description: 'When the owner last found the entry right; null while that is asked for' })
  confirmedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: 'No automated matching since' }) objectedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: 'Nothing but storage since' }) restrictedAt: Date | null;
}

export const toPrivacyView = ({ createdBy, ownerId, confirmedAt, objectedAt, restrictedAt }: Actor): PrivacyView => ({
  assisted: createdBy !== ownerId,
  confirmedAt,
  objectedAt,
  restrictedAt,
});

export class EraseRequest {
  static readonly example = { name: 'Keripik Contoh Kepanjen' };

  @ApiProperty({ example: 'Keripik Contoh Kepanjen', maxLength: 200, description: 'The name as registered: nothing brings the data back' })
  @IsString()
  @MaxLength(200)
  name: string;
}

export class AskRightRequest {
  static readonly example = { kind: 'correction', note: 'Omzet dari petugas salah, seharusnya 90 juta.' };

  @ApiProperty({ enum: RIGHTS_KINDS, example: 'correction' })
  @IsIn(RIGHTS_KINDS)
  kind: RightsKind;

  @ApiPropertyOptional({ example: 'Omzet dari petugas salah, seharusnya 90 juta.', maxLength: 2000 })
  @IfPresent()
  @Note(2000)
  note?: string;

  @ApiPropertyOptional({ enum: CONSENT_CHANNELS, default: 'web', example: 'web', description: 'How the owner asked' })
  @IfPresent()
  @IsIn(CONSENT_CHANNELS)
  channel: ConsentChannel = 'web';
}

export class SettleRightRequest {
  static readonly example = { outcome: 'done', answer: 'Sudah dikoreksi sesuai laporan keuangan.' };

  @ApiProperty({ enum: ['done', 'refused'], example: 'done' })
  @IsIn(['done', 'refused'])
  outcome: 'done' | 'refused';

  @ApiProperty({ example: 'Sudah dikoreksi sesuai laporan keuangan.', maxLength: 2000, description: 'What the owner is told' })
  @Note(2000)
  answer: string;
}

export class RightsRequestView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000c0', actorId: ACTOR, kind: 'correction', note: null, channel: 'web', askedAt: AT,
    dueAt: '2026-11-25T03:00:00.000Z', settledAt: null, outcome: null, answer: null,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() actorId: string;
  @ApiProperty({ enum: RIGHTS_KINDS }) kind: string;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ enum: CONSENT_CHANNELS }) channel: string;
  @ApiProperty() askedAt: Date;
  @ApiProperty({ description: '72 hours after the request' }) dueAt: Date;
  @ApiProperty({ type: Date, nullable: true }) settledAt: Date | null;
  @ApiProperty({ type: String, nullable: true, enum: ['done', 'refused', null] }) outcome: string | null;
  @ApiProperty({ type: String, nullable: true }) answer: string | null;
}

export const toRightsRequestView = (request: RightsRequest): RightsRequestView => {
  const { id, actorId, kind, note, channel, askedAt, dueAt, settledAt, outcome, answer } = request;
  return { id, actorId, kind, note, channel, askedAt, dueAt, settledAt, outcome, answer };
};

export class RecipientView implements Recipient {
  static readonly example = {
    institutionId: '0193a1b2-0000-7000-8000-000000000020', institution: 'Bank Contoh', how: 'read', fields: ['name', 'phone', 'legality.nib'],
    firstAt: AT, lastAt: AT, times: 2,
  } as const; // prettier-ignore

  @ApiProperty() institutionId: string;
  @ApiProperty() institution: string;
  @ApiProperty({ enum: ['read', 'notified'] }) how: 'read' | 'notified';
  @ApiProperty({ type: [String], description: 'Fields read, or the event without personal data' }) fields: string[];
  @ApiProperty() firstAt: Date;
  @ApiProperty() lastAt: Date;
  @ApiProperty() times: number;
}

export class StepView {
  static readonly example = { state: 'approved', at: AT, by: 'officer', reasonCode: null, note: null };

  @ApiProperty() state: string;
  @ApiProperty() at: Date;
  @ApiProperty({ description: 'owner, officer, admin, partner, or system' }) by: string;
  @ApiProperty({ type: String, nullable: true }) reasonCode: string | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
}

export class SubjectMatchView {
  static readonly example = { offer: 'klinik-umkm', institution: 'Dinas Contoh', state: 'offered', steps: [StepView.example] };

  @ApiProperty() offer: string;
  @ApiProperty() institution: string;
  @ApiProperty() state: string;
  @ApiProperty({ type: [StepView] }) steps: StepView[];
}

export class SubjectView {
  static readonly example = {
    id: ACTOR, name: 'Keripik Contoh Kepanjen', roles: ['business'], phone: '+6281200000001', regionCode: '35.07.13.2001', status: 'active', createdAt: AT,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: [String] }) roles: string[];
  @ApiProperty() phone: string;
  @ApiProperty() regionCode: string;
  @ApiProperty() status: string;
  @ApiProperty() createdAt: Date;
}

/** Another record of the same person that an officer joined into this one, as it was. */
export class JoinedRecordView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000002', name: 'Keripik Contoh 2', roles: ['business'], phone: '+6281200000002', regionCode: '35.07.13.2001', joinedAt: AT,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: [String] }) roles: string[];
  @ApiProperty() phone: string;
  @ApiProperty() regionCode: string;
  @ApiProperty() joinedAt: Date;
}

export const toJoinedRecordView = ({ mergedId, mergedAt, record }: DoneMerge): JoinedRecordView => {
  const { name, roles, phone, regionCode } = record.before.merged;
  return { id: mergedId, name, roles: [...roles], phone, regionCode, joinedAt: mergedAt };
};

/** Everything that is kept about an actor, for its owner (UU 27/2022 art. 7 and 13). */
export class SubjectDataView {
  static readonly example = {
    generatedAt: AT, actor: SubjectView.example, privacy: PrivacyView.example, facts: [AuthoredFactView.example], documents: [DocumentView.example], consents: [ConsentView.example],
    matches: [SubjectMatchView.example], recipients: [RecipientView.example], requests: [RightsRequestView.example], joined: [JoinedRecordView.example],
  }; // prettier-ignore

  @ApiProperty() generatedAt: Date;
  @ApiProperty() actor: SubjectView;
  @ApiProperty() privacy: PrivacyView;
  @ApiProperty({ type: [AuthoredFactView], description: 'With earlier values, unmasked' }) facts: AuthoredFactView[];
  @ApiProperty({ type: [DocumentView], description: 'The files themselves: GET /api/v1/actors/{id}/documents/{documentId}' })
  documents: DocumentView[];
  @ApiProperty({ type: [ConsentView] }) consents: ConsentView[];
  @ApiProperty({ type: [SubjectMatchView] }) matches: SubjectMatchView[];
  @ApiProperty({ type: [RecipientView], description: 'Who has received what, and when' }) recipients: RecipientView[];
  @ApiProperty({ type: [RightsRequestView] }) requests: RightsRequestView[];
  @ApiProperty({ type: [JoinedRecordView], description: 'Records of the same person that were joined into this one' })
  joined: JoinedRecordView[];
}
