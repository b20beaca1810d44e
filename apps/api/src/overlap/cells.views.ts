import { Naming } from '@sambung/matching';
import { ShownCell } from '@sambung/overlap';
import { regions } from '@sambung/reference';
import { Language } from '@sambung/ui';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { toCsv } from '../http/csv';
import { LongLimit, ToFlag } from '../http/request-shapes';

const STATES = ['redundant', 'empty', 'short', 'balanced'] as const;

export class CellsQuery extends LongLimit {
  @ApiPropertyOptional({ example: '2027-Q2', description: 'Default: the current quarter' })
  @IsOptional()
  @Matches(/^(19|20|21)\d\d-Q[1-4]$/, { message: 'Tulis triwulan seperti 2027-Q2. | Write a quarter such as 2027-Q2.' })
  quarter?: string;

  @ApiPropertyOptional({ example: '35.79', description: 'Kemendagri code of the region to look at' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  regionCode?: string;

  @ApiPropertyOptional({ example: 'produksi.kemasan' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  intervention?: string;

  @ApiPropertyOptional({ enum: STATES, example: 'empty' })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @ApiPropertyOptional({
    type: Boolean,
    example: false,
    default: false,
    description: 'Hide cells of fewer than 5 people, for a copy that leaves the office',
  })
  @IsOptional()
  @ToFlag()
  @IsBoolean()
  forPublication = false;

  @ApiPropertyOptional({ enum: ['json', 'csv'], example: 'json', default: 'json', description: 'csv gives all cells at once' })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format: 'json' | 'csv' = 'json';

  @ApiPropertyOptional({ example: '35.79.02 produksi.kemasan business 2027-Q2', description: 'Key of the last cell of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  after?: string;
}

export class CellView {
  static readonly example = {
    district: '35.79.02', districtName: 'Bumiaji', intervention: 'produksi.kemasan', target: 'business', quarter: '2027-Q2', need: 41, seats: 0, uncounted: false,
    offers: [], state: 'empty',
  }; // prettier-ignore

  @ApiProperty({ description: 'Kecamatan' }) district: string;
  @ApiProperty() districtName: string;
  @ApiProperty() intervention: string;
  @ApiProperty({ description: 'Kind of actor' }) target: string;
  @ApiProperty() quarter: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Actors that state the need; null where so few do that they could be recognised',
  })
  need: number | null;
  @ApiProperty({ description: 'Counted seats that fall to the cell' }) seats: number;
  @ApiProperty({ description: 'Whether an offer that reaches it does not count its seats' }) uncounted: boolean;
  @ApiProperty({ type: [String], description: 'Slugs of the offers that reach it' }) offers: readonly string[];
  @ApiProperty({ type: String, enum: STATES, nullable: true }) state: string | null;
}

export const toCellView = ({ district, intervention, target, quarter, need, seats, uncounted, offers, state }: ShownCell): CellView => ({
  district,
  districtName: regions().get(district) ?? district,
  intervention,
  target,
  quarter,
  need,
  seats,
  uncounted,
  offers,
  state,
});

/** Each code with its name beside it, for people read the table too. */
const CSV_COLUMNS: Readonly<Record<string, (cell: CellView, names: Naming, language: Language) => string | number | null>> = {
  district: ({ district }) => district,
  districtName: ({ districtName }) => districtName,
  intervention: ({ intervention }) => intervention,
  interventionName: ({ intervention }, names, { term }) => term(names(intervention)),
  target: ({ target }) => target,
  targetName: ({ target }, names, { term }) => term(names(target)),
  quarter: ({ quarter }) => quarter,
  need: ({ need }) => need,
  seats: ({ seats }) => seats,
  uncounted: ({ uncounted }) => String(uncounted),
  offers: ({ offers }) => offers.join(' '),
  offerNames: ({ offers }, names, { term }) => offers.map((slug) => term(names(slug))).join('; '),
  state: ({ state }) => state,
  stateName: ({ state }, _, { t }) => (state ? t(`cell.${state as (typeof STATES)[number]}`) : null),
};

export const toCellsCsv = (cells: readonly CellView[], names: Naming, language: Language): string =>
  toCsv(Object.keys(CSV_COLUMNS), cells.map((cell) => Object.values(CSV_COLUMNS).map((of) => of(cell, names, language)))); // prettier-ignore
