import { Match, MATCH_STATES, MatchState, RecordedStep, QueueRow, REASON_CODES, ReasonCode } from '@sambung/matches';
import { OFFER_KINDS } from '@sambung/offers';
import { Text } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsObject,
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IfPresent, Note, PageQuery, ToFlag, ToList } from '../http/request-shapes';
import { OverlapView } from '../overlap/overlap.views';
import { ExplanationView, StoredExplanationView } from '../suggestions/explanation.view';
import { PlanView } from '../suggestions/reasons.views';

const ACTOR = '0193a1b2-0000-7000-8000-000000000001';
const MATCH = '0193a1b2-0000-7000-8000-000000000040';
const VERDICTS = ['eligible', 'notEligible', 'undetermined'];

export class OpenMatchRequest {
  static readonly example = { actorId: ACTOR, offerSlug: 'kur-mikro-2026', origin: 'interest' };

  @ApiProperty({ format: 'uuid', example: ACTOR })
  @IsUUID()
  actorId: string;

  @ApiProperty({ example: 'kur-mikro-2026' })
  @IsString()
  @Length(2, 64)
  offerSlug: string;

  @ApiPropertyOptional({
    enum: ['interest', 'proposal'],
    default: 'interest',
    example: 'interest',
    description: "The owner's interest, or an officer's proposal to the owner",
  })
  @IfPresent()
  @IsIn(['interest', 'proposal'])
  origin: 'interest' | 'proposal' = 'interest';
}

export class CheckRequest {
  static readonly example = { checkId: 'packaging-curation', value: true, reason: 'kemasan dilihat di tempat' };

  @ApiProperty({ example: 'packaging-curation' })
  @IsString()
  @Length(1, 64)
  checkId: string;

  @ApiProperty({ example: true })
  @IsBoolean()
  value: boolean;

  @ApiProperty({ example: 'kemasan dilihat di tempat' })
  @Note(500)
  reason: string;
}

export class DecideRequest {
  static readonly example = { decision: 'approved', note: 'lengkap', checks: [CheckRequest.example] };

  @ApiProperty({ enum: ['approved', 'returned', 'rejected'], example: 'approved' })
  @IsIn(['approved', 'returned', 'rejected'])
  decision: 'approved' | 'returned' | 'rejected';

  @ApiPropertyOptional({ enum: REASON_CODES, example: 'missingDocument', description: 'Required unless approving' })
  @ValidateIf((request: DecideRequest) => request.decision !== 'approved' || request.reasonCode !== undefined)
  @IsIn(REASON_CODES)
  reasonCode?: ReasonCode;

  @ApiPropertyOptional({ example: 'lengkap', maxLength: 1000 })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;

  @ApiPropertyOptional({ type: [CheckRequest], description: 'Findings on criteria that only a person can judge' })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => CheckRequest)
  checks: CheckRequest[] = [];
}

export class AssignRequest {
  static readonly example = { assigneeId: '0193a1b2-0000-7000-8000-000000000010' };

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0193a1b2-0000-7000-8000-000000000010',
    description: 'null puts it back into the queue',
  })
  @ValidateIf((request: AssignRequest) => request.assigneeId !== null)
  @IsUUID()
  assigneeId: string | null;
}

export class QueueQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, example: 'interested,inReview', description: 'Comma-separated states' })
  @IsOptional()
  @ToList()
  @IsArray()
  @IsIn(MATCH_STATES, { each: true })
  state: MatchState[] = ['interested', 'inReview'];

  @ApiPropertyOptional({ example: '35.07.13' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  regionCode?: string;

  @ApiPropertyOptional({ example: 'kur-mikro-2026' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  offerSlug?: string;

  @ApiPropertyOptional({ enum: OFFER_KINDS, example: 'financing' })
  @IsOptional()
  @IsIn(OFFER_KINDS)
  kind?: string;

  @ApiPropertyOptional({ enum: VERDICTS, example: 'eligible' })
  @IsOptional()
  @IsIn(VERDICTS)
  verdict?: string;

  @ApiPropertyOptional({ enum: ['me', 'none'], example: 'none' })
  @IsOptional()
  @IsIn(['me', 'none'])
  assignee?: 'me' | 'none';

  @ApiPropertyOptional({ type: Boolean, example: true })
  @IsOptional()
  @ToFlag()
  @IsBoolean()
  reviewNeeded?: boolean;
}

export class MatchView {
  static readonly example = {
    id: MATCH, actorId: ACTOR, offerId: '0193a1b2-0000-7000-8000-000000000050', institutionId: '0193a1b2-0000-7000-8000-000000000020', state: 'interested', origin: 'interest',
    verdict: 'eligible', fit: 8200, coverage: 8000, reviewNeeded: false, assigneeId: null, version: 1, createdAt: '2026-11-22T03:00:00.000Z', updatedAt: '2026-11-22T03:00:00.000Z',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() actorId: string;
  @ApiProperty() offerId: string;
  @ApiProperty() institutionId: string;
  @ApiProperty({ enum: MATCH_STATES }) state: string;
  @ApiProperty({ enum: ['interest', 'proposal'] }) origin: string;
  @ApiProperty({ enum: VERDICTS }) verdict: string;
  @ApiProperty({ type: Number, nullable: true }) fit: number | null;
  @ApiProperty() coverage: number;
  @ApiProperty({ description: 'A later result is worse than the one decided on' }) reviewNeeded: boolean;
  @ApiProperty({ type: String, nullable: true }) assigneeId: string | null;
  @ApiProperty({ description: 'The ETag; send it back in If-Match' }) version: number;
  @ApiProperty() createdAt: Date;
  @ApiProperty() updatedAt: Date;
}

export const toMatchView = (match: Pick<Match, keyof MatchView>): MatchView => ({
  id: match.id,
  actorId: match.actorId,
  offerId: match.offerId,
  institutionId: match.institutionId,
  state: match.state,
  origin: match.origin,
  verdict: match.verdict,
  fit: match.fit,
  coverage: match.coverage,
  reviewNeeded: match.reviewNeeded,
  assigneeId: match.assigneeId,
  version: match.version,
  createdAt: match.createdAt,
  updatedAt: match.updatedAt,
});

export class MatchDetailView extends MatchView {
  static override readonly example = {
    ...MatchView.example,
    actorName: 'Keripik Contoh Kepanjen',
    explanation: ExplanationView.example,
    overlap: OverlapView.example,
    plans: [],
  };

  @ApiProperty() actorName: string;
  @ApiProperty({ description: 'The reasons as they stand now' }) explanation: ExplanationView;
  @ApiProperty({ description: 'What help received earlier means for it' }) overlap: OverlapView;
  @ApiProperty({ type: [PlanView], description: 'Ways to it that lead through other offers, cheapest first' }) plans: PlanView[];
}

export class QueueRowView {
  static readonly example = {
    id: MATCH, state: 'interested', verdict: 'eligible', fit: 8200, coverage: 8000, reviewNeeded: false, version: 1, assigneeId: null, createdAt: '2026-11-22T03:00:00.000Z',
    actorId: ACTOR, actorName: 'Keripik Contoh Kepanjen', regionCode: '35.07.13.2001', regionName: 'Contoh', offerSlug: 'kur-mikro-2026', offerName: { id: 'KUR Mikro', en: 'KUR Mikro' },
    offerKind: 'financing', institutionName: 'Bank Contoh',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() state: string;
  @ApiProperty() verdict: string;
  @ApiProperty({ type: Number, nullable: true }) fit: number | null;
  @ApiProperty() coverage: number;
  @ApiProperty() reviewNeeded: boolean;
  @ApiProperty() version: number;
  @ApiProperty({ type: String, nullable: true }) assigneeId: string | null;
  @ApiProperty() createdAt: Date;
  @ApiProperty() actorId: string;
  @ApiProperty() actorName: string;
  @ApiProperty() regionCode: string;
  @ApiProperty() regionName: string;
  @ApiProperty() offerSlug: string;
  @ApiProperty({ type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } }) offerName: Text;
  @ApiProperty() offerKind: string;
  @ApiProperty() institutionName: string;
}

/** The query selects the columns of the view, and some that the desk keeps for itself. */
export const toQueueRowView = ({ claimedBy: _by, claimedAt: _at, snoozedUntil: _until, ...row }: QueueRow): QueueRowView => row;

export class TransitionView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000060', fromState: 'interested', toState: 'approved', personId: '0193a1b2-0000-7000-8000-000000000010', reasonCode: null, note: 'lengkap',
    outcome: null, explanationHash: '5d41…', explanation: StoredExplanationView.example, at: '2026-11-22T03:00:00.000Z', undoneAt: null,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty({ type: String, nullable: true }) fromState: string | null;
  @ApiProperty() toState: string;
  @ApiProperty({ type: String, nullable: true, description: 'null when the system or a partner took the step' }) personId: string | null;
  @ApiProperty({ type: String, nullable: true }) reasonCode: string | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true }) outcome: Record<string, unknown> | null;
  @ApiProperty({ type: String, nullable: true }) explanationHash: string | null;
  @ApiProperty({ type: StoredExplanationView, nullable: true, description: 'What a decision rests on, as it was then' })
  explanation: StoredExplanationView | null;
  @ApiProperty() at: Date;
  @ApiProperty({ type: Date, nullable: true }) undoneAt: Date | null;
}

export const toTransitionView = (transition: RecordedStep): TransitionView => ({
  id: transition.id,
  fromState: transition.fromState,
  toState: transition.toState,
  personId: transition.personId,
  reasonCode: transition.reasonCode,
  note: transition.note,
  outcome: transition.outcome,
  explanationHash: transition.explanation?.hash ?? null,
  explanation: transition.explanation,
  at: transition.at,
  undoneAt: transition.undoneAt,
});
