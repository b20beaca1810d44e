import type { MatchState } from '@sambung/matches';
import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** A match that a test key invented. Kept apart from `matches`: nothing that counts, matches or exports reads it. */
@Entity('sandbox_matches')
export class SandboxMatch {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Stands for the actor, of whom there is none. */
  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  /** Of the institution's own offer; of a shipped example invented as well. */
  @Column('uuid', { name: 'offer_id' })
  offerId: string;

  @Column('text', { name: 'offer_slug' })
  offerSlug: string;

  @Column('text')
  state: MatchState;

  /** Rises with every change. */
  @Column('integer')
  version: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}
