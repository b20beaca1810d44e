import { Column, Entity, PrimaryColumn } from 'typeorm';

export const DOCUMENT_KINDS = ['product', 'premises', 'nib', 'pirt', 'halal', 'finance', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type DocumentType = 'image/jpeg' | 'application/pdf';

/** A photo or document of an actor. The content, under a key of its own, is read apart (`Documents.open`). */
@Entity('documents')
export class DocumentRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  @Column('text')
  kind: DocumentKind;

  @Column('text')
  type: DocumentType;

  /** Bytes. */
  @Column('integer')
  size: number;

  /** Keyed; tells the same file sent twice. */
  @Column('bytea', { select: false })
  digest: Buffer;

  @Column('bytea', { name: 'name_sealed' })
  nameSealed: Buffer;

  @Column('bytea', { name: 'key_sealed', select: false })
  keySealed: Buffer;

  @Column('bytea', { select: false })
  content: Buffer;

  @Column('uuid', { name: 'added_by' })
  addedBy: string;

  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;
}
