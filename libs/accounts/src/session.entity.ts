import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type SignInMethod = 'password' | 'code' | 'oidc';

@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('bytea', { name: 'token_digest' })
  tokenDigest: Buffer;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  /** Written at most once a minute. */
  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;

  @Column('text')
  method: SignInMethod;

  /** What the browser or program calls itself, so that people recognise their sessions. */
  @Column('text', { nullable: true })
  device: string | null;

  /** The absolute end; inactivity may end a session sooner. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  /** The profile whose PIN was given last: one at a time. */
  @Column('uuid', { name: 'profile_id', nullable: true })
  profileId: string | null;

  @Column('timestamptz', { name: 'profile_seen_at', nullable: true })
  profileSeenAt: Date | null;
}
