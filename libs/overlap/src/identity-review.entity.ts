import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** `nameDiffers`: one key, two names. `nameAndPlace`: no key in common, but the same name in the same region. */
export type ReviewReason = 'nameDiffers' | 'nameAndPlace';
export type ReviewState = 'open' | 'same' | 'different';

/** Two that are likely the same; a person says whether they are. */
@Entity('identity_reviews')
export class IdentityReview {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'entry_id' })
  entryId: string;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId: string | null;

  @Column('uuid', { name: 'other_entry_id', nullable: true })
  otherEntryId: string | null;

  @Column('text')
  reason: ReviewReason;

  @Column('text')
  state: ReviewState;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;
}
