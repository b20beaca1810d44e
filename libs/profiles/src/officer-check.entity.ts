import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What an officer found about a criterion that exists only as prose. */
@Entity('officer_checks')
export class OfficerCheckRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  @Column('text', { name: 'check_id' })
  checkId: string;

  @Column('boolean')
  value: boolean;

  @Column('text')
  reason: string;

  @Column('uuid', { name: 'recorded_by' })
  recordedBy: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
