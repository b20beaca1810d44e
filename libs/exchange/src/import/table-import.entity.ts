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

  /** `checked`: a dry run that was kept for its faults; `stopped`: the file or the process broke off, what came before stays. */
  @Column('text')
  state: 'running' | 'done' | 'checked' | 'stopped' | 'undone';

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

  /** While it runs, when its last batch ended. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
