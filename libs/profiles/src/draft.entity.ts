import { Role } from '@sambung/reference';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { StoredValue } from './fact.entity';

/** What somebody without an account has answered so far. */
export interface DraftAnswers {
  name: string | null;
  roles: Role[];
  /** Kemendagri code, as fine as it is known; null until it was asked. */
  region: string | null;
  /** Values by fact key. */
  facts: Record<string, StoredValue>;
  /** Questions that were put, in this order, also those answered with "I do not know". */
  asked: string[];
  /** Of an entry that an officer makes for somebody: E.164. */
  phone?: string;
  /** The code that was sent to that phone, for the consent. */
  code?: { requestId: string; shown: string | null };
}

export const NO_ANSWERS: DraftAnswers = { name: null, roles: [], region: null, facts: {}, asked: [] };

/** The answers of a visitor, kept for {@link DRAFT_DAYS} after the last change. Whoever knows the token may read and change them. */
@Entity('drafts')
export class Draft {
  @PrimaryColumn('uuid')
  id: string;

  /** SHA-256 of the token; the token itself is kept nowhere. */
  @Column('bytea', { name: 'token_digest' })
  tokenDigest: Buffer;

  @Column('bytea', { name: 'answers_sealed' })
  answersSealed: Buffer;

  /** The actor that the answers became, once they were registered. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'clock_timestamp()' })
  updatedAt: Date;
}

export const DRAFT_DAYS = 30;
