import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An officer's leave to go on in spite of one rule. Never deleted: ending one keeps it on record. */
@Entity('overlap_waivers')
export class WaiverRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  rule: string;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  /** Slug of the offer. */
  @Column('text')
  offer: string;

  @Column('text')
  reason: string;

  @Column('date', { name: 'starts_on' })
  startsOn: string;

  /** The last day on which it holds. */
  @Column('date', { name: 'expires_on' })
  expiresOn: string;

  @Column('uuid', { name: 'granted_by' })
  grantedBy: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'granted_at' })
  grantedAt: Date;

  @Column('uuid', { name: 'ended_by', nullable: true })
  endedBy: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
