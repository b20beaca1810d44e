import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoundPlan } from '../round-plan';

/** How an institution would give out the seats of one offer: batches, nested quotas and times, for an officer to make a round of. */
@Entity('seat_plans')
export class SeatPlan {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'offer_id' })
  offerId: string;

  /** The territory whose officers would hold the round. */
  @Column('text', { name: 'region_code' })
  regionCode: string;

  @Column('jsonb')
  plan: RoundPlan;

  /** Counts the saves, so that two authors do not write over each other unseen. */
  @Column('integer')
  revision: number;

  /** The round that an officer made of it; null while it waits. */
  @Column('uuid', { name: 'round_id', nullable: true })
  roundId: string | null;

  /** Null when a program did it. */
  @Column('uuid', { name: 'updated_by', nullable: true })
  updatedBy: string | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
