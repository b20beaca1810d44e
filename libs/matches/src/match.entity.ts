import type { Verdict } from '@sambung/matching';
import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { MatchState, ReasonCode } from './states';

/** A pair of actor and offer that somebody touched. */
@Entity('matches')
export class Match {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  @Column('uuid', { name: 'offer_id' })
  offerId: string;

  @Column('uuid', { name: 'offer_version_id' })
  offerVersionId: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** The actor's region: decides whose queue it is in. */
  @Column('text', { name: 'region_code' })
  regionCode: string;

  @Column('text')
  origin: 'interest' | 'proposal';

  @Column('text')
  state: MatchState;

  @Column('text')
  verdict: Verdict;

  @Column('integer', { nullable: true })
  fit: number | null;

  @Column('integer')
  coverage: number;

  /** The round that gives out its seat: while that is `offered`, it waits for the owner and the partner knows nothing of it. */
  @Column('uuid', { name: 'round_id', nullable: true })
  roundId: string | null;

  /** A later result is worse than the one decided on: a person should look again. */
  @Column('boolean', { name: 'review_needed' })
  reviewNeeded: boolean;

  @Column('uuid', { name: 'assignee_id', nullable: true })
  assigneeId: string | null;

  /** Rises with every change; what If-Match is compared with and what partners order events by. */
  @Column('integer')
  version: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}

/** One step of a match: who took it, when and why. Decisions carry the explanation they rest on. */
@Entity('match_transitions')
export class MatchTransition {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'match_id' })
  matchId: string;

  @Column('text', { name: 'from_state', nullable: true })
  fromState: MatchState | null;

  @Column('text', { name: 'to_state' })
  toState: MatchState;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId: string | null;

  @Column('uuid', { name: 'api_key_id', nullable: true })
  apiKeyId: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: ReasonCode | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('jsonb', { nullable: true })
  outcome: Record<string, unknown> | null;

  /** What a decision rests on, sealed under the actor's key: it names values of sensitive facts. `DecisionRecords` opens it. */
  @Column('bytea', { name: 'explanation_sealed', nullable: true })
  explanationSealed: Buffer | null;

  /** What the explanation was made from. Not read with the rest of the row. */
  @Column('bytea', { name: 'snapshot_sealed', nullable: true, select: false })
  snapshotSealed: Buffer | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at: Date;

  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt: Date | null;
}
