import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CodeChannelName } from './code-channel';

/** Signing in, a new PIN of a profile, or a consent that somebody else records. A code serves no other purpose than its own. */
export type CodePurpose = 'signIn' | 'pin' | 'consent';

/** A code that was sent to a phone. Neither the code nor the phone can be read from the row alone. */
@Entity('one_time_codes')
export class OneTimeCode {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  purpose: CodePurpose;

  @Column('bytea', { name: 'phone_digest' })
  phoneDigest: Buffer;

  @Column('bytea', { name: 'phone_sealed' })
  phoneSealed: Buffer;

  @Column('bytea', { name: 'code_digest' })
  codeDigest: Buffer;

  @Column('text')
  channel: CodeChannelName;

  @Column('smallint')
  tries: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  /** Used, or replaced by a newer one. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
