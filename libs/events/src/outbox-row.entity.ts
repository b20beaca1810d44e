import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One job to do, written in the transaction of the change that causes it. */
@Entity('outbox')
export class OutboxRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  aggregatetype: string;

  @Column('uuid')
  aggregateid: string;

  @Column('text')
  type: string;

  @Column('text')
  job: string;

  @Column('jsonb')
  payload: Record<string, string>;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'available_at' })
  availableAt: Date;

  /** How often a worker has begun with it. */
  @Column('smallint')
  enqueues: number;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;

  @Column('timestamptz', { name: 'dead_at', nullable: true })
  deadAt: Date | null;

  @Column('text', { name: 'last_error', nullable: true })
  lastError: string | null;

  /** W3C Trace Context of what caused it. */
  @Column('text', { nullable: true })
  traceparent: string | null;
}
