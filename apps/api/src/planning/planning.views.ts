import { diffRules } from '@sambung/offers';
import { COUNTED, NearMiss, NearMisses, ReconsideredRow, resultOf, Simulation, SimulationResult } from '@sambung/planning';
import { Text } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ToInt } from '../http/request-shapes';
import { OfferDocumentRequest } from '../offers/offer-document.request';
import { OfferOverlapView } from '../offers/offer-overlaps.views';

const TEXT = { type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } } as const;
const SLUG = /^[a-z0-9-]{2,64}$/;
const SLUG_MESSAGE = 'Slug tawaran. | The slug of an offer.';

export class SimulateRequest {
  static readonly example = { document: OfferDocumentRequest.example, asOf: '2027-01-01' };

  @ApiPropertyOptional({ type: OfferDocumentRequest, description: 'What the offer would say; default: a stored version' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OfferDocumentRequest)
  document?: OfferDocumentRequest;

  @ApiPropertyOptional({ type: 'integer', example: 2, minimum: 1, description: 'A stored version; default: the newest' })
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number;

  @ApiPropertyOptional({ format: 'date', example: '2027-01-01', description: 'The day on which both are read; default: today' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Tulis tanggal TTTT-BB-HH. | Write a date YYYY-MM-DD.' })
  asOf?: string;

  @ApiPropertyOptional({ example: '35.79', description: 'Only people of this region; not for partners' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  regionCode?: string;
}

/** Of people whom the asker may not count one by one. */
const rounded = (count: number): number => Math.round(count / 5) * 5;

const COUNTS = { newlyIn: 41, newlyOut: 0, newlyUndetermined: 12, eligible: 130, undetermined: 58 };

export class SimulationView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000f0', offerSlug: 'kur-mikro-2026', state: 'done', people: 1200, scanned: 1200, askedAt: '2026-11-22T03:00:00.000Z',
    endedAt: '2026-11-22T03:00:04.000Z', asOf: '2027-01-01', regionCode: null, rounded: false, total: COUNTS, byDistrict: [{ key: '35.79.02', ...COUNTS }], bySex: [{ key: 'female', ...COUNTS }],
    byKind: [{ key: 'business', ...COUNTS }], demand: { eligible: 130, wanting: 64, seats: 20, perSeat: 320 }, overlaps: [OfferOverlapView.example],
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() offerSlug: string;
  @ApiProperty({ enum: ['running', 'done'] }) state: string;
  @ApiProperty({ description: 'People whom it may concern, when it was asked' }) people: number;
  @ApiProperty({ description: 'Those of them looked at so far' }) scanned: number;
  @ApiProperty() askedAt: Date;
  @ApiProperty({ type: Date, nullable: true }) endedAt: Date | null;
  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty({ type: String, nullable: true, description: 'The region whose people are counted; null for everybody' })
  regionCode: string | null;
  @ApiProperty({ description: 'Counts below 5 are null and the rest in steps of 5: for all who do not work in the office of the region' })
  rounded: boolean;
  @ApiProperty({ type: 'object', additionalProperties: { type: ['integer', 'null'] }, description: COUNTED.join(', ') })
  total: SimulationResult['total'];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'The same by kecamatan; `key` is its code' })
  byDistrict: SimulationResult['byDistrict'];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'By sex: female, male, unknown' }) bySex: SimulationResult['bySex'];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'By kind of actor' }) byKind: SimulationResult['byKind'];
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Who could apply, who wants it, seats, and people a seat in hundredths',
  })
  demand: SimulationResult['demand'];
  @ApiProperty({ type: [OfferOverlapView], description: 'Published offers for the same people' }) overlaps: OfferOverlapView[];
}

export const toSimulationView = (simulation: Simulation): SimulationView => {
  const { id, wish, state, people, scanned, askedAt, endedAt, overlaps, exact } = simulation;
  const { slug: offerSlug, asOf, regionCode } = wish;
  const shown = exact ? { people, scanned } : { people: rounded(people), scanned: rounded(scanned) };
  return {
    id,
    offerSlug,
    state,
    ...shown,
    askedAt,
    endedAt,
    asOf,
    regionCode,
    ...resultOf(simulation),
    overlaps: overlaps as OfferOverlapView[],
  };
};

export class NearMissesQuery {
  @ApiPropertyOptional({ example: '35.07.13', description: 'Default: your territory' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  regionCode?: string;

  @ApiPropertyOptional({ example: 'kur-mikro-2026', description: 'Only for this offer' })
  @IsOptional()
  @Matches(SLUG, { message: SLUG_MESSAGE })
  offer?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The `next` of the answer before' })
  @IsOptional()
  @IsUUID()
  after?: string;

  @ApiPropertyOptional({ type: 'integer', example: 50, minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @ToInt()
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

interface NearMissView {
  actorId: string;
  actorName: string;
  regionCode: string;
  offerSlug: string;
  offerName: Text;
  closes: string | null;
  freeSeats: number | null;
  fact: string | null;
  text: Text;
  leadDays: number;
  via: readonly string[];
}

export class NearMissesView {
  static readonly example = {
    scanned: 2000, next: '0193a1b2-0000-7000-8000-000000000001',
    items: [
      {
        actorId: '0193a1b2-0000-7000-8000-000000000001', actorName: 'Keripik Contoh', regionCode: '35.07.13.2001', offerSlug: 'kur-mikro-2026',
        offerName: { id: 'KUR Mikro', en: 'KUR Mikro' }, closes: '2026-12-31', freeSeats: 12, fact: 'legality.nib',
        text: { id: 'Urus NIB', en: 'Obtain an NIB' }, leadDays: 1, via: ['puas-kab-malang'],
      },
    ],
  }; // prettier-ignore

  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    description: 'One obtainable fact away from an offer, the soonest closing first',
  })
  items: NearMissView[];
  @ApiProperty({ description: 'Actors that this answer looked at' }) scanned: number;
  @ApiProperty({ type: String, nullable: true, description: 'Pass it as `after` to look at the next ones; null when all were' }) next:
    string | null;
}

const toNearMissView = ({ actorId, actorName, actorRegion, offer: { offer, version }, step, via, freeSeats }: NearMiss): NearMissView => ({
  actorId,
  actorName,
  regionCode: actorRegion,
  offerSlug: offer.slug,
  offerName: version.document.name,
  closes: version.document.validTo,
  freeSeats,
  fact: step.fact,
  text: step.text,
  leadDays: step.leadDays,
  via,
});

export const toNearMissesView = ({ items, scanned, next }: NearMisses): NearMissesView => ({
  items: items.map(toNearMissView),
  scanned,
  next,
});

export class ReconsideredView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000c0', offerSlug: 'kur-mikro-2025', offerName: { id: 'KUR Mikro', en: 'KUR Mikro' }, verdict: 'eligible',
    toldAt: '2026-01-05T03:00:00.000Z', changes: [{ id: 'Dihapus: paling banyak 4 kali', en: 'Removed: at most 4 times' }],
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() offerSlug: string;
  @ApiProperty(TEXT) offerName: Text;
  @ApiProperty({ enum: ['eligible', 'undetermined'] }) verdict: string;
  @ApiProperty() toldAt: Date;
  @ApiProperty({ type: 'array', items: TEXT, description: 'What the rule says otherwise than when it refused' }) changes: Text[];
}

export const toReconsideredView = ({ id, offerSlug, offerName, verdict, toldAt, refusedBy, now }: ReconsideredRow): ReconsideredView => ({
  id,
  offerSlug,
  offerName,
  verdict,
  toldAt,
  changes: diffRules(refusedBy, now).map(({ text }) => text),
});
