import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
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
}

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

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
