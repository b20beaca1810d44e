import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FormParts } from './form-node';

/** An offer on its way to becoming a version: what its authors have filled in so far. */
@Entity('offer_drafts')
export class OfferDraft {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** The offer whose next version it will be; null for a new one. */
  @Column('uuid', { name: 'offer_id', nullable: true })
  offerId: string | null;

  @Column('jsonb')
  form: FormParts;

  /** Counts the saves, so that two authors do not write over each other unseen. */
  @Column('integer')
  revision: number;

  /** SHA-256 of what was sent last: the same sent twice is done once. */
  @Column('bytea', { name: 'sent_digest', nullable: true })
  sentDigest: Buffer | null;

  @Column('uuid', { name: 'updated_by' })
  updatedBy: string;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
