import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one profile fits, in one packed row; made again whenever something it hangs on changes. */
@Entity('suggestions')
export class SuggestionRow {
  @PrimaryColumn('uuid', { name: 'actor_id' })
  actorId: string;

  /** Of the actor; the database changes it when the actor moves. */
  @PrimaryColumn('text')
  regency: string;

  @Column('bytea')
  packed: Buffer;

  /** Keyed digest of the facts it was made from. */
  @Column('text', { name: 'facts_hash' })
  factsHash: string;

  @Column('text')
  engine: string;

  @Column('date', { name: 'as_of' })
  asOf: string;

  /** The first day on which time alone may change it. */
  @Column('date', { name: 'valid_until', nullable: true })
  validUntil: string | null;

  @Column('timestamptz', { name: 'computed_at', default: () => 'clock_timestamp()' })
  computedAt: Date;
}
