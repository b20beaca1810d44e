import { PARTNER_EVENT_TYPES, PartnerEvent, PartnerEventType, WebhookAttempt, WebhookDelivery, WebhookEndpoint } from '@sambung/webhooks';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, IsISO8601, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { IfPresent, PageQuery } from '../http/request-shapes';

const STATES = ['pending', 'delivered', 'exhausted', 'held', 'cancelled'] as const;
const ORDERINGS = ['none', 'perSubject'] as const;
const TYPES = Object.keys(PARTNER_EVENT_TYPES) as PartnerEventType[];
const ID = '0193a1b2-0000-7000-8000-000000000070';

export class RegisterEndpointRequest {
  static readonly example = { url: 'https://mitra.contoh.id/sambung', eventTypes: ['match.approved', 'consent.withdrawn'] };

  @ApiProperty({ example: 'https://mitra.contoh.id/sambung', maxLength: 2000 })
  @IsString()
  @MaxLength(2000)
  url: string;

  @ApiPropertyOptional({
    enum: TYPES,
    isArray: true,
    example: ['match.approved', 'consent.withdrawn'],
    description: 'All types when absent',
  })
  @IfPresent()
  @IsArray()
  @ArrayUnique()
  @IsIn(TYPES, { each: true })
  eventTypes: PartnerEventType[] = [];

  @ApiPropertyOptional({
    enum: ORDERINGS,
    example: 'none',
    description: 'perSubject: an event waits until the earlier ones about the same actor have arrived or were given up',
  })
  @IfPresent()
  @IsIn(ORDERINGS)
  ordering: WebhookEndpoint['ordering'] = 'none';
}

export class ChangeEndpointRequest {
  static readonly example = { url: 'https://mitra.contoh.id/sambung-baru', ordering: 'perSubject' };

  @ApiPropertyOptional({ example: 'https://mitra.contoh.id/sambung-baru', maxLength: 2000, description: 'A new one is challenged first' })
  @IfPresent()
  @IsString()
  @MaxLength(2000)
  url?: string;

  @ApiPropertyOptional({ enum: TYPES, isArray: true, example: ['match.approved'] })
  @IfPresent()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(TYPES, { each: true })
  eventTypes?: PartnerEventType[];

  @ApiPropertyOptional({ enum: ORDERINGS, example: 'perSubject' })
  @IfPresent()
  @IsIn(ORDERINGS)
  ordering?: WebhookEndpoint['ordering'];
}

export class RotateSecretRequest {
  static readonly example = { overlapHours: 24 };

  @ApiPropertyOptional({
    type: 'integer',
    example: 24,
    minimum: 0,
    maximum: 168,
    default: 24,
    description: 'How long attempts are signed with the secret of now as well; 0 ends every old secret at once',
  })
  @IfPresent()
  @IsInt()
  @Min(0)
  @Max(168)
  overlapHours = 24;
}

export class RotatedSecretView {
  static readonly example = { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…', oldValidUntil: '2026-11-23T03:00:00.000Z' };

  @ApiProperty({ description: 'Signing secret (Standard Webhooks); shown only now' }) secret: string;
  @ApiProperty({ type: Date, nullable: true }) oldValidUntil: Date | null;
}

export class SigningKeyView {
  static readonly example = { publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=' };

  @ApiProperty({ description: 'ed25519, verifies the signatures `v1a` of all endpoints of the institution' }) publicKey: string;
}

export class TestEventView {
  static readonly example = { eventId: '0193a1b2-0000-7000-8000-000000000072' };

  @ApiProperty({ description: 'The webhook-id of the test event' }) eventId: string;
}

export class RecoverRequest {
  static readonly example = { since: '2026-11-20T00:00:00Z' };

  @ApiProperty({ format: 'date-time', example: '2026-11-20T00:00:00Z', description: 'At most 30 days ago' })
  @IsISO8601(
    { strict: true },
    { message: 'Tulis waktu ISO 8601, contoh 2026-11-20T00:00:00Z. | Write a time as ISO 8601, such as 2026-11-20T00:00:00Z.' },
  )
  since: string;
}

export class RecoveredView {
  static readonly example = { recovered: 42, more: false };

  @ApiProperty({ description: 'Deliveries that are sent again, the oldest ones first' }) recovered: number;
  @ApiProperty({ description: 'Whether there may be more: ask again' }) more: boolean;
}

export class DeliveriesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES, example: 'exhausted' })
  @IfPresent()
  @IsIn(STATES)
  state?: WebhookDelivery['state'];

  @ApiPropertyOptional({ enum: TYPES, example: 'match.approved' })
  @IfPresent()
  @IsIn(TYPES)
  type?: PartnerEventType;

  @ApiPropertyOptional({ format: 'uuid', example: ID, description: 'An actor, a match, or whatever else the events are about' })
  @IfPresent()
  @IsUUID()
  subject?: string;
}

export class EndpointView {
  static readonly example = {
    id: ID, url: 'https://mitra.contoh.id/sambung', eventTypes: ['match.approved', 'consent.withdrawn'], ordering: 'none', isTest: false, status: 'active', challengeError: null, disabledReason: null,
    failingSince: null,
    verifiedAt: '2026-11-22T03:00:05.000Z', createdAt: '2026-11-22T03:00:00.000Z',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() url: string;
  @ApiProperty({ enum: TYPES, isArray: true }) eventTypes: string[];
  @ApiProperty({ enum: ORDERINGS }) ordering: string;
  @ApiProperty({ description: 'Gets what test keys bring about, and nothing real' }) isTest: boolean;
  @ApiProperty({ enum: ['pending', 'active', 'disabled'], description: 'pending until the address has echoed a challenge' }) status: string;
  @ApiProperty({ type: String, nullable: true }) challengeError: string | null;
  @ApiProperty({ type: String, nullable: true }) disabledReason: string | null;
  @ApiProperty({ type: Date, nullable: true, description: 'Since when every attempt has failed; after 120 h it is disabled' })
  failingSince: Date | null;
  @ApiProperty({ type: Date, nullable: true }) verifiedAt: Date | null;
  @ApiProperty() createdAt: Date;
}

export const toEndpointView = (endpoint: WebhookEndpoint): EndpointView => ({
  id: endpoint.id,
  url: endpoint.url,
  eventTypes: endpoint.eventTypes,
  ordering: endpoint.ordering,
  isTest: endpoint.isTest,
  status: endpoint.status,
  challengeError: endpoint.challengeError,
  disabledReason: endpoint.disabledReason,
  failingSince: endpoint.failingSince,
  verifiedAt: endpoint.verifiedAt,
  createdAt: endpoint.createdAt,
});

export class NewEndpointView extends EndpointView {
  static override readonly example = { ...EndpointView.example, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…' };

  @ApiProperty({ description: 'Signing secret (Standard Webhooks); shown only now' }) secret: string;
}

export class DeliveryView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000071', eventId: '0193a1b2-0000-7000-8000-000000000072', type: 'match.approved', state: 'delivered', attempts: 1,
    nextAttemptAt: '2026-11-22T03:01:00.000Z', deliveredAt: '2026-11-22T03:01:00.200Z',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty({ description: 'The webhook-id of every attempt' }) eventId: string;
  @ApiProperty() type: string;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty() attempts: number;
  @ApiProperty() nextAttemptAt: Date;
  @ApiProperty({ type: Date, nullable: true }) deliveredAt: Date | null;
}

export const toDeliveryView = ({ id, eventId, type, state, attempts, nextAttemptAt, deliveredAt }: WebhookDelivery & { type: string }): DeliveryView => ({
  id, eventId, type, state, attempts, nextAttemptAt, deliveredAt,
}); // prettier-ignore

export class AttemptView {
  static readonly example = { number: 1, at: '2026-11-22T03:01:00.100Z', status: 200, error: null, durationMs: 84, responseExcerpt: 'ok' };

  @ApiProperty() number: number;
  @ApiProperty() at: Date;
  @ApiProperty({ type: Number, nullable: true }) status: number | null;
  @ApiProperty({ type: String, nullable: true, enum: ['timeout', 'refusedAddress', 'connection'] }) error: string | null;
  @ApiProperty() durationMs: number;
  @ApiProperty({ type: String, nullable: true }) responseExcerpt: string | null;
}

export const toAttemptView = ({ number, at, status, error, durationMs, responseExcerpt }: WebhookAttempt): AttemptView => ({
  number, at, status, error, durationMs, responseExcerpt,
}); // prettier-ignore

export class EventView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-000000000072', type: 'match.approved', createdAt: '2026-11-22T03:01:00.000Z',
    payload: { type: 'match.approved', timestamp: '2026-11-22T03:01:00.000Z', data: { match_id: ID, subject: ID, version: 3, institution_id: ID, links: { self: `/api/v1/partner/matches/${ID}` } } },
  }; // prettier-ignore

  @ApiProperty({ description: 'The webhook-id' }) id: string;
  @ApiProperty() type: string;
  @ApiProperty() createdAt: Date;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'As it was sent; null after 30 days' })
  payload: unknown;
}

export const toEventView = ({ id, type, createdAt, body }: PartnerEvent): EventView => ({
  id,
  type,
  createdAt,
  payload: body === null ? null : JSON.parse(body),
});
