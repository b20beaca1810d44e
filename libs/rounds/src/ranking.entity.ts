import type { PriorityScore, Settlement, Verdict } from '@sambung/matching';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export const STANDINGS = ['eligible', 'cleared', 'undetermined', 'notEligible', 'offerNotOpen', 'alreadyMatched'] as const;
/** Whether a choice takes part, and if not, why: only the first two do. */
export type ChoiceStanding = (typeof STANDINGS)[number];

/** One choice as it was found when the round closed, or as it would be found now. */
export interface AssessedChoice {
  batch: string;
  verdict: Verdict;
  standing: ChoiceStanding;
  /** What would settle an undetermined verdict. */
  settle: readonly Settlement[];
  priority: PriorityScore;
  fit: number | null;
  coverage: number;
}

export interface Assessment {
  /** Groups of the round's reserves that the applicant belongs to by verified facts. */
  groups: readonly string[];
  choices: readonly AssessedChoice[];
}

/** What one actor wants, best first, as its owner confirmed it. Its id is the applicant's name in the certificate. */
@Entity('round_rankings')
export class Ranking {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'round_id' })
  roundId: string;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  /** Ids of batches. */
  @Column('text', { array: true })
  choices: string[];

  @Column('timestamptz', { name: 'confirmed_at' })
  confirmedAt: Date;

  /** Frozen when the round closes. */
  @Column('jsonb', { nullable: true })
  assessment: Assessment | null;

  /** When the owner left the round after its closing. */
  @Column('timestamptz', { name: 'left_at', nullable: true })
  leftAt: Date | null;
}

/** An officer lets an applicant take part although the verdict on one offer is undetermined. */
@Entity('round_clearances')
export class Clearance {
  @PrimaryColumn('uuid', { name: 'round_id' })
  roundId: string;

  @PrimaryColumn('uuid', { name: 'actor_id' })
  actorId: string;

  @PrimaryColumn('uuid', { name: 'offer_id' })
  offerId: string;

  @Column('text')
  reason: string;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId: string | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at: Date;
}
