import { EFFECTS, ENTRY_STATUSES, GOVERNMENT_LEVELS, LedgerEntry, OverlapResult } from '@sambung/matching';
import { SOURCES, WaiverRow } from '@sambung/overlap';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Matches } from 'class-validator';
import { Note } from '../http/request-shapes';

const OFFICER = '0193a1b2-0000-7000-8000-000000000010';
const ENTRY = '0193a1b2-0000-7000-8000-0000000000a0';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const DAY_MESSAGE = 'Tulis tanggal TTTT-BB-HH. | Write a date YYYY-MM-DD.';

/** What help received earlier means for a match. */
export class OverlapView {
  static readonly example = {
    effect: null, possible: 'block', holdsMoney: true,
    findings: [
      {
        rule: 'o2-other-lender', effect: 'block', value: 'U', legalBasis: 'Permenko Perekonomian 12/2025 Ps 36', because: [], settle: [],
        text: { id: 'KUR yang masih berjalan hanya boleh pada penyalur yang sama.', en: 'KUR that still runs may only be with the same lender.' },
      },
    ],
    settle: [
      {
        rule: 'o2-other-lender', cause: 'unreachable', about: 'sikp', who: 'registry',
        text: { id: 'Periksa di SIKP (Kementerian Keuangan): datanya belum dapat dibaca.', en: 'Check with SIKP (Ministry of Finance): its data cannot be read yet.' },
      },
    ],
    validUntil: null,
  }; // prettier-ignore

  @ApiProperty({ type: String, enum: EFFECTS, nullable: true, description: 'The strongest effect that holds' }) effect: string | null;
  @ApiProperty({ type: String, enum: EFFECTS, nullable: true, description: 'The strongest that holds or may hold' }) possible:
    string | null;
  @ApiProperty({ description: 'Money cannot be approved finally before this is settled' }) holdsMoney: boolean;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'Rules that hold (T) or may hold (U), the strongest first' })
  findings: OverlapResult['findings'];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'What would settle the undetermined rules, and who can' })
  settle: OverlapResult['settle'];
  @ApiProperty({ type: String, format: 'date', nullable: true }) validUntil: string | null;
}

/** The engine already selects what may be shown: of relatives only which help it was. */
export const toOverlapView = (result: OverlapResult): OverlapView => result;

export class LedgerEntryView {
  static readonly example = {
    id: ENTRY, intervention: 'produksi.kemasan', kind: 'training', level: 'regency', funder: 'plut-kota-batu', offer: null, programme: null,
    regionCode: '35.79.03', amount: null, status: 'completed', evidence: 'registry', source: 'recipients', from: '2026-03-01', to: '2026-03-02', disputed: false,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() intervention: string;
  @ApiProperty({ type: String, nullable: true }) kind: string | null;
  @ApiProperty({ enum: GOVERNMENT_LEVELS }) level: string;
  @ApiProperty({ type: String, nullable: true }) funder: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Slug of an offer of ours' }) offer: string | null;
  @ApiProperty({ type: String, nullable: true }) programme: string | null;
  @ApiProperty({ type: String, nullable: true }) regionCode: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'IDR' }) amount: number | null;
  @ApiProperty({ enum: ENTRY_STATUSES }) status: string;
  @ApiProperty({ enum: ['declared', 'document', 'officer', 'registry'] }) evidence: string;
  @ApiProperty({ description: 'The register it came from' }) source: string;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) to: string | null;
  @ApiProperty({ description: 'A person has yet to say that it is of this actor' }) disputed: boolean;
}

export const toLedgerEntryView = (entry: LedgerEntry): LedgerEntryView => ({
  id: entry.id,
  intervention: entry.intervention,
  kind: entry.kind,
  level: entry.level,
  funder: entry.funder,
  offer: entry.offer,
  programme: entry.programme,
  regionCode: entry.area,
  amount: entry.amount,
  status: entry.status,
  evidence: entry.evidence,
  source: entry.source,
  from: entry.from,
  to: entry.to,
  disputed: entry.disputed ?? false,
});

export class RegisterCheckRequest {
  static readonly example = { source: 'sikp', asOf: '2026-11-22', note: 'dicek di SIKP, tidak ada KUR lain' };

  @ApiProperty({ enum: SOURCES, example: 'sikp' })
  @IsIn(SOURCES)
  source: string;

  @ApiProperty({ format: 'date', example: '2026-11-22', description: 'The day on which the register was looked at' })
  @Matches(DAY, { message: DAY_MESSAGE })
  asOf: string;

  @ApiProperty({ example: 'dicek di SIKP, tidak ada KUR lain' })
  @Note(500)
  note: string;
}

export class GrantWaiverRequest {
  static readonly example = { rule: 'o11-one-batch', reason: 'angkatan lama tinggal ujian', expiresOn: '2027-01-31' };

  @ApiProperty({ example: 'o11-one-batch', description: 'A rule whose effect is needsWaiver' })
  @IsString()
  rule: string;

  @ApiProperty({ example: 'angkatan lama tinggal ujian' })
  @Note(500)
  reason: string;

  @ApiProperty({ format: 'date', example: '2027-01-31', description: 'The last day on which it holds' })
  @Matches(DAY, { message: DAY_MESSAGE })
  expiresOn: string;
}

export class WaiverView {
  static readonly example = {
    id: '0193a1b2-0000-7000-8000-0000000000b0', ...GrantWaiverRequest.example, startsOn: '2026-11-22', grantedBy: OFFICER,
    grantedAt: '2026-11-22T03:00:00.000Z', endedBy: null, endedAt: null,
  }; // prettier-ignore

  @ApiProperty() id: string;
  @ApiProperty() rule: string;
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'date' }) startsOn: string;
  @ApiProperty({ format: 'date' }) expiresOn: string;
  @ApiProperty() grantedBy: string;
  @ApiProperty() grantedAt: Date;
  @ApiProperty({ type: String, nullable: true }) endedBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) endedAt: Date | null;
}

export const toWaiverView = (waiver: WaiverRow): WaiverView => ({
  id: waiver.id,
  rule: waiver.rule,
  reason: waiver.reason,
  startsOn: waiver.startsOn,
  expiresOn: waiver.expiresOn,
  grantedBy: waiver.grantedBy,
  grantedAt: waiver.grantedAt,
  endedBy: waiver.endedBy,
  endedAt: waiver.endedAt,
});
