import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Concerned } from '../concerned';

/** One wish to match everybody, or everybody of a region, again, of which at most one is unfinished; or what offers that changed ask for. */
@Entity('rematches')
export class Rematch {
  @PrimaryColumn('uuid')
  id: string;

  /** Null for the whole country. */
  @Column('text', { name: 'region_code', nullable: true })
  regionCode: string | null;

  /** Whom offers that changed concern; null for everybody of the region. */
  @Column('jsonb', { nullable: true })
  concerned: Concerned[] | null;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt: Date;

  @Column('timestamptz', { name: 'paused_at', nullable: true })
  pausedAt: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}

/** The actors of one kecamatan, or those that name no kecamatan; the unit that a matcher takes. */
@Entity('rematch_parts')
export class RematchPart {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'rematch_id' })
  rematchId: string;

  @Column('text', { name: 'region_code' })
  regionCode: string;

  /** How many there were when the re-match was asked for. */
  @Column('integer')
  actors: number;

  @Column('integer')
  matched: number;

  /** Where to go on: all actors up to this id are done. */
  @Column('uuid', { name: 'after_id', nullable: true })
  afterId: string | null;

  /** When it was first put into the queue; only so many parts at a time are. */
  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;
}
