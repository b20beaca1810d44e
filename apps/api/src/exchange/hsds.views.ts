import { HsdsService } from '@sambung/exchange';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsUUID, Matches } from 'class-validator';

const HSDS_EXAMPLE = {
  id: '0193a1b2-0000-7000-8000-000000000050', name: 'Klinik UMKM', description: 'Konsultasi gratis', status: 'active',
  eligibility_description: 'Usaha mikro di Kota Malang',
  organization: { id: '0193a1b2-0000-7000-8000-000000000020', name: 'Dinas Contoh', description: 'Dinas Contoh' },
  service_areas: [{ id: '7d3f9a54-2b1c-5e60-8f4d-1a2b3c4d5e6f', name: 'Kota Malang', extent: '35.73', extent_type: 'text' }],
  schedules: [{ id: '2c9e8b70-5a4d-5f31-9b8c-6d7e8f901a2b', valid_from: '2026-12-01' }], required_documents: [],
  attributes: [
    {
      id: '9b1d2c3e-4f50-5a61-8b72-0c1d2e3f4a5b', link_entity: 'service',
      taxonomy_term: {
        id: '5a6b7c8d-9e0f-5123-8456-7a8b9c0d1e2f', code: 'legalitas.nib', name: 'NIB', description: 'Business number', taxonomy: 'sambung-needs',
      },
    },
  ],
}; // prettier-ignore

/** A service of HSDS 3.0; what is not ours may be anything. */
const ANY_OBJECT = { type: 'object', additionalProperties: true } as const;

export class HsdsView {
  static readonly example = HSDS_EXAMPLE;

  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() description: string;
  @ApiProperty({ enum: ['active', 'inactive', 'defunct', 'temporarily closed'] }) status: HsdsService['status'];
  @ApiPropertyOptional({ description: 'In English' }) alternate_name?: string;
  @ApiPropertyOptional({ description: 'The conditions in words' }) eligibility_description?: string;
  @ApiPropertyOptional({ format: 'date', description: 'When its provider last said that it stands' }) assured_date?: string;
  @ApiProperty(ANY_OBJECT) organization: object;
  @ApiPropertyOptional(ANY_OBJECT) program?: object;
  @ApiProperty({ type: 'array', items: ANY_OBJECT }) service_areas: object[];
  @ApiProperty({ type: 'array', items: ANY_OBJECT }) schedules: object[];
  @ApiProperty({ type: 'array', items: ANY_OBJECT }) required_documents: object[];
  @ApiProperty({ type: 'array', items: ANY_OBJECT, description: 'The needs that it answers' }) attributes: object[];
  @ApiPropertyOptional({ format: 'uri', description: 'The first source on the web' }) url?: string;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'The document itself; the other members are made of it' })
  'x-sambung'?: object;
}

export class HsdsImportRequest {
  static readonly example = { slug: 'klinik-umkm-contoh', institutionId: '0193a1b2-0000-7000-8000-000000000020', service: HSDS_EXAMPLE };

  @ApiProperty({ example: 'klinik-umkm-contoh' })
  @Matches(/^[a-z0-9-]{2,64}$/, { message: 'Huruf kecil, angka, tanda hubung, 2–64. | Lower-case letters, digits, hyphens, 2 to 64.' })
  slug: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  institutionId: string;

  @ApiProperty({ type: 'object', additionalProperties: true, example: HSDS_EXAMPLE, description: 'One service of HSDS 3.0' })
  @IsObject()
  service: Record<string, unknown>;
}
