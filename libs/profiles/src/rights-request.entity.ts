import { ConsentChannel } from '@sambung/accounts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** UU 27/2022: access (art. 7), correction (6), erasure (8), objection to automated decisions and their review (10), restriction (11). */
export const RIGHTS_KINDS = ['access', 'correction', 'erasure', 'objection', 'restriction', 'review'] as const;
export type RightsKind = (typeof RIGHTS_KINDS)[number];

/** A request of a data subject, with the end of its 72 hours. What the owner does alone is settled at once. */
@Entity('rights_requests')
export class RightsRequest {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  @Column('text')
  kind: RightsKind;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  channel: ConsentChannel;

  @Column('uuid', { name: 'asked_by' })
  askedBy: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  /** When the log said that it is late. */
  @Column('timestamptz', { name: 'alarmed_at', nullable: true })
  alarmedAt: Date | null;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;

  @Column('uuid', { name: 'settled_by', nullable: true })
  settledBy: string | null;

  @Column('text', { nullable: true })
  outcome: 'done' | 'refused' | null;

  @Column('text', { nullable: true })
  answer: string | null;
}
