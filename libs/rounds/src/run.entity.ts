import type { Allocation, Certificate } from '@sambung/matching';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One run of the allocator, with all that a stranger needs to check it. */
@Entity('round_runs')
export class Run {
  @PrimaryColumn('uuid', { name: 'round_id' })
  roundId: string;

  /** 1 for the first run of a round. */
  @PrimaryColumn('integer')
  number: number;

  @Column('jsonb')
  certificate: Certificate;

  /** SHA-256 of the canonical certificate, hexadecimal. */
  @Column('text', { name: 'certificate_hash' })
  certificateHash: string;

  @Column('json')
  waiting: Allocation['waiting'];

  @Column('json', { name: 'cut_offs' })
  cutOffs: Allocation['cutOffs'];

  @Column('uuid', { name: 'person_id', nullable: true })
  personId: string | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at: Date;
}

/** The one seat that an applicant has had last. Whether it is offered, accepted or gone is the state of its match. */
@Entity('round_seats')
export class Seat {
  @PrimaryColumn('uuid', { name: 'ranking_id' })
  rankingId: string;

  @Column('uuid', { name: 'round_id' })
  roundId: string;

  @Column('text', { name: 'batch_id' })
  batchId: string;

  @Column('uuid', { name: 'match_id' })
  matchId: string;

  /** The run that gave it. */
  @Column('integer')
  run: number;

  /** Unanswered, it is free again from then on. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
