import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('webhook_endpoints')
export class WebhookEndpoint {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text')
  url: string;

  @Column('text', { name: 'event_types', array: true })
  eventTypes: string[];

  /** The signing secret, encrypted; see `SealedSecrets`. */
  @Column('bytea', { name: 'secret_sealed' })
  secretSealed: Buffer;

  /** `pending` until the address has echoed a challenge. */
  @Column('text')
  status: 'pending' | 'active' | 'disabled' | 'deleted';

  @Column('text', { name: 'challenge_error', nullable: true })
  challengeError: string | null;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason: string | null;

  /** `perSubject`: an event waits until the earlier ones about the same actor have arrived or were given up. */
  @Column('text')
  ordering: 'none' | 'perSubject';

  /** It gets what test keys bring about, and nothing else. */
  @Column('boolean', { name: 'is_test' })
  isTest: boolean;

  /** Since when every attempt has failed. */
  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince: Date | null;

  /** Until then nothing is sent; from then on one attempt at a time, until one succeeds. */
  @Column('timestamptz', { name: 'circuit_open_until', nullable: true })
  circuitOpenUntil: Date | null;

  /** How often it was disabled. */
  @Column('integer')
  disablings: number;

  /** How many test events were sent to it. */
  @Column('integer')
  tests: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
