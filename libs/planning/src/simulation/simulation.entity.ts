import type { Day } from '@sambung/matching';
import type { OfferDocument } from '@sambung/offers';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Counts, Tables } from './result';

/** What is simulated, as it was asked: later changes of the offer do not touch it. */
export interface SimulatedCase {
  slug: string;
  /** What counts today; null for an offer that was never published. */
  before: OfferDocument | null;
  after: OfferDocument;
  /** The day on which both are read. */
  asOf: Day;
  /** Only people of this region; null for everybody. */
  regionCode: string | null;
}

/** One simulation and how far it has come. It holds counts, and names nobody. */
@Entity('simulations')
export class Simulation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'offer_id' })
  offerId: string;

  @Column('uuid', { name: 'asked_by' })
  askedBy: string;

  @Column('jsonb')
  wish: SimulatedCase;

  /** Whether the asker works in the office of the region; all others get small numbers hidden and the rest rounded. */
  @Column('boolean')
  exact: boolean;

  @Column('text')
  state: 'running' | 'done';

  /** People whom it may concern, when it was asked. */
  @Column('integer')
  people: number;

  @Column('integer')
  scanned: number;

  /** The last one looked at, to go on after. */
  @Column('uuid', { name: 'last_actor', nullable: true })
  lastActor: string | null;

  /** Danger: exact; shown through `resultOf` alone. */
  @Column('jsonb')
  counts: Tables<Counts>;

  @Column('integer')
  wanting: number;

  /** Published offers that would serve the same people, as the edge shows them. */
  @Column('jsonb', { name: 'overlapping' })
  overlaps: object[];

  @CreateDateColumn({ type: 'timestamptz', name: 'asked_at' })
  askedAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
