import { DocumentDiff, LINT_CODES, LintReport, OfferDocument, VersionOfOffer } from '@sambung/offers';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateNested } from 'class-validator';
import { Note } from '../http/request-shapes';
import { OfferDocumentRequest } from './offer-document.request';
import { toVersionView, VersionView } from './offers.views';

export class LintRequest {
  static readonly example = { document: OfferDocumentRequest.example };

  @ApiProperty()
  @IsObject()
  @ValidateNested()
  @Type(() => OfferDocumentRequest)
  document: OfferDocumentRequest;
}

export class LintView {
  static readonly example = {
    asOf: '2026-11-22', officerCheckShare: 0, complete: true,
    findings: [
      {
        pointer: '/document/requires/all/1', code: 'LegalBasisMissing', severity: 'notice',
        text: { id: 'Syarat tanpa dasar hukum: Punya NIB', en: 'A condition without a legal basis: Has an NIB' },
      },
    ],
  }; // prettier-ignore

  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty({ description: 'Criteria that only a person can check, percent' }) officerCheckShare: number;
  @ApiProperty({ description: 'False where the search for contradictions stopped at its bounds' }) complete: boolean;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: `Warnings; their codes are ${LINT_CODES.join(', ')}` })
  findings: LintReport['findings'];
}

export class SendBackRequest {
  static readonly example = { note: 'batas omzet belum sesuai Permenko 1/2026' };

  @ApiProperty({ example: 'batas omzet belum sesuai Permenko 1/2026' })
  @Note(1000)
  note: string;
}

export class VersionDocumentView extends VersionView {
  static override readonly example = {
    ...VersionView.example, offerSlug: 'pelatihan-kemasan-contoh', document: OfferDocumentRequest.example, lint: LintView.example,
  }; // prettier-ignore

  @ApiProperty() offerSlug: string;
  @ApiProperty({ type: OfferDocumentRequest }) document: OfferDocument;
  @ApiProperty({ type: LintView, nullable: true, description: 'What its author was warned of when it was written' })
  lint: LintReport | null;
}

export const toVersionDocumentView = ({ offer, version }: VersionOfOffer): VersionDocumentView => ({
  ...toVersionView(version),
  offerSlug: offer.slug,
  document: version.document,
  lint: version.lint,
});

export class WaitingVersionView extends VersionView {
  static override readonly example = {
    ...VersionView.example, offerSlug: 'pelatihan-kemasan-contoh',
    name: { id: 'Pelatihan Kemasan', en: 'Packaging training' },
  }; // prettier-ignore

  @ApiProperty() offerSlug: string;
  @ApiProperty({ type: 'object', properties: { id: { type: 'string' }, en: { type: 'string' } } }) name: OfferDocument['name'];
}

export const toWaitingVersionView = ({ offer, version }: VersionOfOffer): WaitingVersionView => ({
  ...toVersionView(version),
  offerSlug: offer.slug,
  name: version.document.name,
});

export class DiffView {
  static readonly example = {
    fields: [{ pointer: '/validTo', before: '2026-12-31', after: '2027-12-31' }],
    requires: [
      {
        change: 'changed', id: 'turnover', before: { id: 'Omzet setahun paling banyak Rp300.000.000', en: 'Yearly turnover at most Rp300,000,000' },
        after: { id: 'Omzet setahun paling banyak Rp500.000.000', en: 'Yearly turnover at most Rp500,000,000' },
        text: { id: 'Berubah: … → …', en: 'Changed: … → …' },
      },
    ],
    prefers: [],
  }; // prettier-ignore

  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'Members that differ, by JSON Pointer' })
  fields: DocumentDiff['fields'];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'Conditions added, removed, changed or moved, in words' })
  requires: DocumentDiff['requires'];
  @ApiProperty({ type: 'array', items: { type: 'object' } }) prefers: DocumentDiff['prefers'];
}
