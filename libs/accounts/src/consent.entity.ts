import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export const CONSENT_PURPOSES = ['matching', 'sharing'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const CONSENT_CHANNELS = ['web', 'api', 'whatsapp', 'paper', 'spoken'] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

/** One permission for one purpose; sharing is with one named institution (UU 27/2022 art. 20–22). */
@Entity('consents')
export class Consent {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  @Column('text')
  purpose: ConsentPurpose;

  @Column('uuid', { name: 'institution_id', nullable: true })
  institutionId: string | null;

  @Column('text', { name: 'text_version' })
  textVersion: string;

  /** How it was given, as whoever recorded it says; `code` when the owner's phone got a code and the owner told it. */
  @Column('text')
  channel: ConsentChannel | 'code';

  @Column('text')
  locale: string;

  @Column('text', { nullable: true })
  evidence: string | null;

  @Column('uuid', { name: 'given_by' })
  givenBy: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'given_at' })
  givenAt: Date;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  /** When the same was agreed to in newer words. The old ones stay as evidence; taking the consent back ends both. */
  @Column('timestamptz', { name: 'replaced_at', nullable: true })
  replacedAt: Date | null;
}
