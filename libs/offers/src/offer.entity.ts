import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { LintReport } from './lint/lint-document';
import type { OfferDocument } from './offer-document';

export const OFFER_STATUSES = ['draft', 'published', 'paused', 'closed'] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

@Entity('offers')
export class Offer {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text')
  status: OfferStatus;

  /** When its owner last said that the offer still stands; publication says so too. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;
}

/** A version on its way: drafted, before a second person, in force (or to be again), replaced. */
export const VERSION_STATES = ['draft', 'review', 'published', 'retired'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

@Entity('offer_versions')
export class OfferVersion {
  @PrimaryColumn('uuid')
  id: string;

  /** A small number that never changes: what packed suggestions store instead of the id. */
  @Column({ type: 'integer', insert: false, update: false })
  ordinal: number;

  @Column('uuid', { name: 'offer_id' })
  offerId: string;

  @Column('integer')
  version: number;

  @Column('jsonb')
  document: OfferDocument;

  /** SHA-256 of the canonical document, hexadecimal. */
  @Column('text')
  hash: string;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt: Date | null;

  /** Null when a machine wrote it with an API key. */
  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @Column('uuid', { name: 'submitted_by', nullable: true })
  submittedBy: string | null;

  /** What its author tells the reviewer. */
  @Column('text', { name: 'submit_note', nullable: true })
  submitNote: string | null;

  /** Who published it or sent it back; null for what ships with the project. */
  @Column('uuid', { name: 'reviewed_by', nullable: true })
  reviewedBy: string | null;

  /** Why it was sent back to its author. */
  @Column('text', { name: 'review_note', nullable: true })
  reviewNote: string | null;

  /** What the draft was warned of when it was written. */
  @Column('jsonb', { nullable: true })
  lint: LintReport | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}

export function versionState({ publishedAt, retiredAt, submittedAt }: OfferVersion): VersionState {
  if (retiredAt) return 'retired';
  if (publishedAt) return 'published';
  return submittedAt ? 'review' : 'draft';
}
