import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export const LEVELS = ['declared', 'document', 'officer', 'registry'] as const;
export type Level = (typeof LEVELS)[number];
export type StoredValue = boolean | number | string | string[] | { min?: number; max?: number };

/** One fact of an actor. Rows are never overwritten: a new value ends the old row, so that history is kept. */
@Entity('facts')
export class FactRow {
  @PrimaryColumn('uuid')
  id: string;

  /** Of the actor; the database changes it when the actor moves. */
  @PrimaryColumn('text')
  regency: string;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  @Column('text')
  key: string;

  /** Of a sensitive fact null in the database; `openFacts` fills it in. */
  @Column('jsonb', { nullable: true })
  value: StoredValue;

  @Column('bytea', { name: 'value_sealed', nullable: true })
  valueSealed: Buffer | null;

  @Column('text')
  level: Level;

  @Column('text')
  source: string;

  @Column('date', { name: 'observed_at' })
  observedAt: string;

  @Column('date', { name: 'valid_until', nullable: true })
  validUntil: string | null;

  @Column('uuid', { name: 'recorded_by', nullable: true })
  recordedBy: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'recorded_at', default: () => 'clock_timestamp()' })
  recordedAt: Date;

  /** When the owner found it right; only of what somebody else recorded. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'end_reason', nullable: true })
  endReason: 'superseded' | 'corrected' | 'withdrawn' | null;

  @Column('text', { name: 'end_note', nullable: true })
  endNote: string | null;
}
