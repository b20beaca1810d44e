import { BatchReport, ColumnMapping, DecisionRow, RecipientRow, TableImport } from '@sambung/exchange';
import { Role, ROLES } from '@sambung/reference';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance, Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { IfPresent, Line, LongLimit, ToFlag, ToInt } from '../http/request-shapes';

const ROLE_NAMES = Object.keys(ROLES) as Role[];
const IMPORT = '0193a1b2-0000-7000-8000-0000000000d0';
const ACTOR = '0193a1b2-0000-7000-8000-000000000001';

class ConstantsRequest {
  @ApiPropertyOptional({ enum: ROLE_NAMES, isArray: true })
  @IfPresent()
  @IsIn(ROLE_NAMES, { each: true })
  roles?: Role[];

  @ApiPropertyOptional({ example: '35.73.02' })
  @IfPresent()
  @IsString()
  @Length(2, 20)
  regionCode?: string;

  @ApiPropertyOptional({ description: 'Version of the consent text that every owner agreed to on paper; without it they are drafts' })
  @IfPresent()
  @IsString()
  @Length(1, 40)
  consentTextVersion?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IfPresent()
  @IsObject()
  facts?: Record<string, unknown>;
}

class MappingRequest implements ColumnMapping {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description:
      'By title of the column: name, roles, phone, regionCode, province, regency, district, village, consentTextVersion, or a fact',
  })
  @IsObject()
  columns: Record<string, string>;

  @ApiPropertyOptional({ type: ConstantsRequest, description: 'What every row is, whatever its cells say' })
  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => ConstantsRequest)
  constants?: ConstantsRequest;
}

export class ImportTableRequest {
  static readonly example = {
    fileName: 'musrenbang-klojen.csv',
    mapping: { columns: { Pengusul: 'name', HP: 'phone', Kebutuhan: 'need.wanted' }, constants: { roles: ['cooperative'], regionCode: '35.73.02' } },
    csv: 'Pengusul,HP,Kebutuhan\nKopwan Contoh,0812 0000 0001,produksi.pembukuan',
    dryRun: true,
  }; // prettier-ignore

  @ApiProperty({ example: 'musrenbang-klojen.csv' })
  @Line(200)
  fileName: string;

  @ApiPropertyOptional({ type: MappingRequest, description: 'What the columns mean; without it the table is an export of SIDT-KUMKM' })
  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => MappingRequest)
  mapping?: MappingRequest;

  @ApiProperty({ description: 'A table with a header, by commas or semicolons; for more than a body holds, or XLSX, use `sambung import`' })
  @IsString()
  @Length(1, 90_000)
  csv: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Check only' })
  @IsOptional()
  @IsBoolean()
  dryRun = false;
}

const parsed = (text: unknown): unknown => {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
};

/** Fields beside an uploaded file: all of them are text. */
export class ImportFileRequest {
  static readonly example = { dryRun: 'true' };

  @ApiPropertyOptional({ type: String, description: 'A MappingRequest as JSON' })
  @IfPresent()
  @Transform(({ value }: { value: unknown }) => plainToInstance(MappingRequest, parsed(value)))
  @IsObject()
  @ValidateNested()
  mapping?: MappingRequest;

  @ApiPropertyOptional({ type: Boolean, example: true, default: false })
  @IsOptional()
  @ToFlag()
  @IsBoolean()
  dryRun = false;
}

export class ImportFaultsQuery {
  @ApiPropertyOptional({ type: 'integer', example: 0, minimum: 0, default: 0, description: 'The last line of the answer before' })
  @IsOptional()
  @ToInt()
  @IsInt()
  @Min(0)
  @Max(2_000_000_000)
  after = 0;
}

export class ImportFaultView {
  static readonly example = { line: 4, column: 'kontak_hp', code: 'PhoneShape', detail: 'The phone number is incomplete or wrong.' };

  @ApiProperty() line: number;
  @ApiProperty() column: string;
  @ApiProperty() code: string;
  @ApiProperty() detail: string;
}

export class ImportedTableView {
  static readonly example = {
    importId: IMPORT, lines: 3, stored: 1, known: [3],
    faults: [{ line: 4, column: 'HP', code: 'PhoneShape', detail: 'The phone number is incomplete or wrong.' }],
  }; // prettier-ignore

  @ApiProperty({ type: String, nullable: true, description: 'Null after a dry run' }) importId: string | null;
  @ApiProperty() lines: number;
  @ApiProperty() stored: number;
  @ApiProperty({ type: [Number], description: 'Lines whose phone and name are registered already' }) known: number[];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'What is wrong with the rest, by line and column' })
  faults: object[];
}

export const shownFaults = ({ faults }: BatchReport, locale: 'id' | 'en'): object[] =>
  faults.flatMap(({ line, faults: ofLine }) =>
    ofLine.map(({ pointer, code, detail }) => ({ line, column: pointer.slice(1), code, detail: detail[locale] })),
  );

export class TableImportView {
  static readonly example = {
    id: IMPORT, format: 'sidt', fileName: 'sidt-2026-04.xlsx', state: 'done', lines: 100000, stored: 98900, known: 100, faulty: 1000,
    startedAt: '2026-11-22T03:00:00.000Z', endedAt: '2026-11-22T03:01:10.000Z',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty({ enum: ['sidt', 'mapping'] }) format: string;
  @ApiProperty() fileName: string;
  @ApiProperty({ enum: ['running', 'done', 'checked', 'stopped', 'undone'] }) state: string;
  @ApiProperty({ description: 'Rows read so far' }) lines: number;
  @ApiProperty() stored: number;
  @ApiProperty() known: number;
  @ApiProperty() faulty: number;
  @ApiProperty() startedAt: Date;
  @ApiProperty({ type: Date, nullable: true }) endedAt: Date | null;
}

export const toTableImportView = (found: TableImport): TableImportView => ({
  id: found.id,
  format: found.format,
  fileName: found.fileName,
  state: found.state,
  lines: found.lines,
  stored: found.stored,
  known: found.known,
  faulty: found.faulty,
  startedAt: found.startedAt,
  endedAt: found.state === 'running' ? null : found.endedAt,
});

export class UndoneView {
  static readonly example = { removed: 98, kept: 2 };

  @ApiProperty() removed: number;
  @ApiProperty({ description: 'Actors that somebody has touched since' }) kept: number;
}

export class ExportQuery extends LongLimit {
  @ApiPropertyOptional({
    enum: ['json', 'csv', 'xlsx'],
    example: 'json',
    default: 'json',
    description: 'csv and xlsx give all rows at once',
  })
  @IsOptional()
  @IsIn(['json', 'csv', 'xlsx'])
  format: 'json' | 'csv' | 'xlsx' = 'json';

  @ApiPropertyOptional({ format: 'uuid', description: 'Id of the last row of the page before' })
  @IsOptional()
  @IsUUID()
  after?: string;
}

export class DecisionRowView implements DecisionRow {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000e0', at: '2026-11-22T03:00:00.000Z', actorId: ACTOR, actorName: 'Keripik Contoh', regionCode: '35.07.13.2001',
    offer: 'kur-mikro-2026', offerVersion: 1, from: 'inReview', to: 'rejected', reasonCode: 'ineligible', officer: 'Petugas Contoh', verdict: 'notEligible',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() at: Date;
  @ApiProperty() actorId: string;
  @ApiProperty() actorName: string;
  @ApiProperty() regionCode: string;
  @ApiProperty({ description: 'Slug' }) offer: string;
  @ApiProperty() offerVersion: number;
  @ApiProperty({ type: String, nullable: true }) from: string | null;
  @ApiProperty() to: string;
  @ApiProperty({ type: String, nullable: true }) reasonCode: string | null;
  @ApiProperty({ type: String, nullable: true }) officer: string | null;
  @ApiProperty({ description: 'As the match stands now' }) verdict: string;
}

export class RecipientRowView implements RecipientRow {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000f0', actorId: ACTOR, actorName: 'Keripik Contoh', regionCode: '35.07.13.2001', intervention: 'produksi.kemasan',
    kind: 'training', level: 'regency', funder: 'dinas-contoh', programme: null, offer: 'pelatihan-kemasan-contoh', status: 'completed', from: '2026-03-01',
    to: '2026-03-02', amount: null, source: 'sambung',
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() actorId: string;
  @ApiProperty() actorName: string;
  @ApiProperty() regionCode: string;
  @ApiProperty() intervention: string;
  @ApiProperty({ type: String, nullable: true }) kind: string;
  @ApiProperty() level: string;
  @ApiProperty({ type: String, nullable: true }) funder: string | null;
  @ApiProperty({ type: String, nullable: true }) programme: string | null;
  @ApiProperty({ type: String, nullable: true }) offer: string | null;
  @ApiProperty() status: string;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) to: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'IDR' }) amount: number | null;
  @ApiProperty() source: string;
}
