import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One table that was brought in. Counts grow while it runs, so that progress is rows and survives a crash. */
@Entity('table_imports')
export class TableImport {
  @PrimaryColumn('uuid')
  id: string;

  /** `sidt`, or `mapping` for columns that the importer named. */
  @Column('text')
  format: string;

  @Column('text', { name: 'file_name' })
  fileName: string;

  @Column('text')
  state: 'running' | 'done' | 'undone';

  @Column('integer')
  lines: number;

  @Column('integer')
  stored: number;

  /** Rows that were registered before. */
  @Column('integer')
  known: number;

  @Column('integer')
  faulty: number;

  @Column('uuid', { name: 'recorded_by', nullable: true })
  recordedBy: string | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
