import type { Draw } from '@sambung/matching';
import type { OfferKind } from '@sambung/offers';
import type { Text } from '@sambung/reference';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { GroupPlan, QuotaPlan, ReservePlan } from './round-plan';
import type { RoundState } from './states';

@Entity('rounds')
export class Round {
  @PrimaryColumn('uuid')
  id: string;

  @Column('jsonb')
  name: Text;

  @Column('text')
  kind: OfferKind;

  @Column('text')
  cycle: string;

  /** The territory whose officers run it; null for the whole country. */
  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  @Column('timestamptz', { name: 'opens_at' })
  opensAt: Date;

  @Column('timestamptz', { name: 'closes_at' })
  closesAt: Date;

  @Column('integer', { name: 'answer_days' })
  answerDays: number;

  @Column('jsonb')
  quotas: QuotaPlan[];

  @Column('jsonb')
  groups: GroupPlan[];

  @Column('text')
  state: RoundState;

  /** SHA-256 of the secret of the lottery; public from the opening on. */
  @Column('text', { nullable: true })
  commitment: string | null;

  @Column('bytea', { name: 'secret_sealed', nullable: true })
  secretSealed: Buffer | null;

  /** The lottery, revealed when the round closes. */
  @Column('jsonb', { nullable: true })
  draw: Draw | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;
}

/** Some seats of one offer, under the version that counted when the round opened. */
@Entity('round_batches')
export class RoundBatch {
  @PrimaryColumn('uuid', { name: 'round_id' })
  roundId: string;

  @PrimaryColumn('text')
  id: string;

  /** Its position in the plan. */
  @Column('integer')
  place: number;

  @Column('uuid', { name: 'offer_id' })
  offerId: string;

  @Column('uuid', { name: 'offer_version_id' })
  offerVersionId: string;

  @Column('integer')
  seats: number;

  @Column('jsonb')
  reserves: ReservePlan[];
}

/** Who took a round to which state, and when; null when the system did. */
@Entity('round_steps')
export class RoundStep {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'round_id' })
  roundId: string;

  @Column('text', { name: 'to_state' })
  toState: RoundState;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId: string | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at: Date;
}
