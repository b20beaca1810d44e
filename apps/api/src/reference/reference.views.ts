import { Text } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IDENTIFIER_KINDS, IdentifierKind, KBLI_VERSIONS, KbliVersion } from '@sambung/reference';

const TEXT = { type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } } as const;

export class RegionsQuery {
  @ApiPropertyOptional({ example: '35.07', description: 'Code of the parent; provinces when absent' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  parent?: string;
}

export class RegionView {
  static readonly example = { code: '35.07.13', name: 'Kepanjen', level: 3 };

  @ApiProperty() code: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: '1 province, 2 regency or city, 3 kecamatan, 4 village' }) level: number;
}

export class KbliQuery {
  @ApiProperty({ enum: KBLI_VERSIONS, example: '2025' })
  @IsIn(KBLI_VERSIONS)
  version: KbliVersion;

  @ApiPropertyOptional({ example: 'keripik', description: 'Words of the title, or the beginning of the code' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}

export class KbliView {
  static readonly example = { value: '2025:10794', title: 'INDUSTRI KERUPUK, KERIPIK, PEYEK DAN SEJENISNYA' };

  @ApiProperty({ description: 'What a fact stores: edition and code' }) value: string;
  @ApiProperty() title: string;
}

export class CodeView {
  static readonly example = { code: 'legalitas.halal', label: { id: 'Sertifikat halal', en: 'Halal certificate' } };

  @ApiProperty() code: string;
  @ApiProperty(TEXT) label: Text;
}

export class FactDefinitionView {
  static readonly example = {
    key: 'business.turnover',
    type: 'integer',
    label: { id: 'Omzet setahun', en: 'Yearly turnover' },
    unit: 'IDR',
    min: 0,
    options: null,
    sensitive: true,
    derived: false,
  };

  @ApiProperty() key: string;
  @ApiProperty() type: string;
  @ApiProperty(TEXT) label: Text;
  @ApiProperty({ type: String, nullable: true }) unit: string | null;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: TEXT }) options: Readonly<Record<string, Text>> | null;
  @ApiProperty() sensitive: boolean;
  @ApiProperty({ description: 'Worked out; cannot be written' }) derived: boolean;
}

export class CheckIdentifierRequest {
  static readonly example = { kind: 'nib', value: '1234567890123' };

  @ApiProperty({ enum: IDENTIFIER_KINDS, example: 'nib' })
  @IsIn(IDENTIFIER_KINDS)
  kind: IdentifierKind;

  @ApiProperty({ example: '1234567890123' })
  @IsString()
  @MaxLength(100)
  value: string;
}

export class CheckedIdentifierView {
  static readonly example = { ok: true, value: '1234567890123', reason: null, warnings: [] };

  @ApiProperty({ description: 'Shape and consistency only; never that it is genuine' }) ok: boolean;
  @ApiProperty({ type: String, nullable: true }) value: string | null;
  @ApiProperty({ type: 'object', nullable: true, properties: { code: { type: 'string' }, ...TEXT.properties } }) reason: Text | null;
  @ApiProperty({ type: 'array', items: TEXT }) warnings: readonly Text[];
}
