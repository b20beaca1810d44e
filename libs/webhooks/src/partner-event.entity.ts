import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An event for one institution. Its id is the `webhook-id` of every attempt to deliver it. */
@Entity('partner_events')
export class PartnerEvent {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  type: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Null for events about the delivery itself. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId: string | null;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('integer')
  version: number;

  /** For endpoints for tests alone, as the others get the rest. */
  @Column('boolean', { name: 'is_test' })
  isTest: boolean;

  /** Frozen, so that every attempt sends the same bytes; null after 30 days, when it has gone. */
  @Column('text', { nullable: true })
  body: string | null;

  /** W3C Trace Context of what caused it. */
  @Column('text', { nullable: true })
  traceparent: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}
