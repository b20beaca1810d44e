import { CATALOGUE, OfferDocument } from '@sambung/offers';
import { OfferOverlap } from '@sambung/overlap';
import { Text } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';
import { OfferDocumentRequest } from './offer-document.request';

export class FindOverlapsRequest {
  static readonly example = { document: OfferDocumentRequest.example };

  @ApiPropertyOptional({ example: 'pelatihan-kemasan-contoh', description: 'The offer that the document is a version of, to leave it out' })
  @IsOptional()
  @Matches(/^[a-z0-9-]{2,64}$/, { message: 'Huruf kecil, angka, tanda hubung, 2–64. | Lower-case letters, digits, hyphens, 2 to 64.' })
  slug?: string;

  @ApiProperty()
  @IsObject()
  @ValidateNested()
  @Type(() => OfferDocumentRequest)
  document: OfferDocumentRequest;
}

interface WitnessView {
  asOf: string;
  facts: { fact: string; label: Text; value: unknown }[];
  checks: { id: string; value: boolean }[];
}

export class OfferOverlapView {
  static readonly example = {
    slug: 'plut-kota-batu', name: { id: 'PLUT Kota Batu', en: 'PLUT Kota Batu' }, institutionId: '0193a1b2-0000-7000-8000-000000000020', outcome: 'witness',
    shared: [{ a: 'produksi.kemasan', b: 'produksi', nearness: 'family' }], areas: ['35.79.03'], days: { from: '2027-04-01', to: '2027-06-30' },
    text: { id: 'Satu pelaku dapat memenuhi syarat keduanya.', en: 'One actor can be eligible for both.' },
    witness: { asOf: '2027-04-01', facts: [{ fact: 'actor.region', label: { id: 'Wilayah usaha', en: 'Business region' }, value: '35.79.03' }], checks: [] },
    advice: [
      {
        kind: 'move', to: [{ district: '35.79.02', intervention: 'produksi.kemasan', target: 'business', quarter: '2027-Q2', open: 41 }],
        text: { id: 'Pindahkan ke tempat yang belum terlayani: Bumiaji 2027-Q2 (41 kebutuhan).', en: 'Move to where nobody is served: Bumiaji 2027-Q2 (41 needs).' },
      },
    ],
  }; // prettier-ignore

  @ApiProperty() slug: string;
  @ApiProperty({ type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } }) name: OfferDocument['name'];
  @ApiProperty() institutionId: string;
  @ApiProperty({ enum: ['witness', 'notDecided'], description: 'notDecided: the search stopped at its bounds' }) outcome: string;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'What both do, nearest first' }) shared: readonly object[];
  @ApiProperty({ type: [String] }) areas: readonly string[];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Days that both run' }) days: object | null;
  @ApiProperty({ type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } }) text: Text;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true, description: 'An invented profile that is eligible for both' })
  witness: WitnessView | null;
  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    description: 'sequence, localFirst, move, differentiate; the most telling first',
  })
  advice: OfferOverlap['advice'];
}

function toWitnessView({ answer }: OfferOverlap['intersection']): WitnessView | null {
  if (answer.outcome !== 'witness') return null;
  const { asOf, facts, checks } = answer.witness;
  return {
    asOf,
    facts: Object.entries(facts).map(([fact, { value }]) => ({ fact, label: CATALOGUE[fact]!.label, value })),
    checks: Object.entries(checks).map(([id, { value }]) => ({ id, value })),
  };
}

export const toOfferOverlapView = ({ current: { offer, version }, intersection, advice }: OfferOverlap): OfferOverlapView => ({
  slug: offer.slug,
  name: version.document.name,
  institutionId: offer.institutionId,
  outcome: intersection.answer.outcome,
  shared: intersection.shared,
  areas: intersection.areas,
  days: intersection.days,
  text: intersection.text,
  witness: toWitnessView(intersection),
  advice,
});
