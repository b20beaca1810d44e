import { Principal } from '@sambung/accounts';
import { Clock, Config } from '@sambung/config';
import { inScope, RowScope } from '@sambung/database';
import { conflict, FieldFault, notFound, refuseFaults } from '@sambung/errors';
import { ActorImport, ImportOutcome, LineFaults } from '@sambung/profiles';
import { inRegion, Text } from '@sambung/reference';
import { TableRow } from '@sambung/tables';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { atColumns, columnPointer, ColumnMapping, headerFaults, mappingFaults, ReadRow, RowCells, rowReader, RowReader } from './mapping';
import { following, inTurn, readAhead } from './in-turn';
import { SIDT_COLUMNS, SIDT_MAPPING, sidtReader } from './sidt';
import { TableImport } from './table-import.entity';
import { TakenBack, takeBackPart, TakenBackPart } from './take-back';

/** Rows of a transaction. */
const BATCH = 500;

/** Batches in memory at a time: one is checked and sealed here while the server stores another. */
const AT_ONCE = 2;

/** A batch takes seconds: an import that has ended none for so long has lost its process. */
const LOST_AFTER_MS = 15 * 60_000;

/** Faults that one look shows. */
const MOST_FAULTS = 1_000;

export interface TableSource {
  fileName: string;
  rows: AsyncIterable<TableRow>;
  /** Columns as their titles mean; null for an export of SIDT-KUMKM. */
  mapping: ColumnMapping | null;
  /** For whoever wants to look at its progress; such a one is kept after a dry run, too. */
  importId?: string;
}

export interface ImportProgress {
  /** Null on a dry run. */
  importId: string | null;
  lines: number;
  stored: number;
  known: number;
  faulty: number;
}

/** What one batch of rows came to. */
export interface BatchReport {
  faults: readonly LineFaults[];
  /** Lines whose phone and name are registered already. */
  known: readonly number[];
  progress: ImportProgress;
}

interface ReadLine extends ReadRow {
  line: number;
}

interface StoredBatch {
  lines: number;
  outcome: ImportOutcome;
  faults: readonly LineFaults[];
}

class DryRun extends Error {}

/** One table on its way in. */
interface Run {
  principal: Principal;
  /** Null where nobody looks at its progress. */
  importId: string | null;
  dryRun: boolean;
}

/** One fault of an imported table. */
export interface ImportFault {
  line: number;
  column: string;
  code: string;
  detail: Text;
}

/** Brings tables of actors in, batch by batch, each in its own transaction: a crash costs one batch, and a second run adds nothing twice. */
@Injectable()
export class TableImports {
  constructor(
    private readonly actors: ActorImport,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Stores the rows that are sound and new, and reports the others with row and column.
   * @param onBatch is told of each batch, so that faults need not be kept
   * @throws DomainError for a mapping or a header that cannot be
   */
  async run(
    principal: Principal,
    { fileName, rows, mapping, importId }: TableSource,
    { dryRun }: { dryRun: boolean },
    onBatch: (report: BatchReport) => void,
  ): Promise<ImportProgress> {
    refuseFaults(mapping ? mappingFaults(mapping) : []);
    const run: Run = { principal, importId: importId ?? (dryRun ? null : uuid()), dryRun };
    const progress: ImportProgress = { importId: run.importId, lines: 0, stored: 0, known: 0, faulty: 0 };
    const batches = readAhead(this.batches(rows, mapping, principal));
    // A header that cannot be is refused before anything is on record.
    const next = await batches.next();
    await this.begin(run, { format: mapping ? 'mapping' : 'sidt', fileName });
    try {
      for await (const stored of inTurn(following(next, batches), AT_ONCE, (batch) => this.storeBatch(run, batch))) {
        progress.lines += stored.lines;
        progress.stored += stored.outcome.actorIds.length;
        progress.known += stored.outcome.duplicates.length;
        progress.faulty += stored.faults.length;
        onBatch({ faults: stored.faults, known: stored.outcome.duplicates, progress: { ...progress } });
      }
    } catch (error) {
      await this.end(run, 'stopped');
      throw error;
    }
    await this.end(run, dryRun ? 'checked' : 'done');
    return progress;
  }

  private async begin({ principal, importId }: Run, { format, fileName }: Pick<TableImport, 'format' | 'fileName'>): Promise<void> {
    if (!importId) return;
    const recordedBy = principal.kind === 'person' ? principal.id : null;
    const row = { id: importId, format, fileName, state: 'running' as const, recordedBy };
    await inScope(this.dataSource, scopeOf(principal), (tx) => tx.insert(TableImport, row as TableImport));
  }

  private async end({ principal, importId }: Run, state: TableImport['state']): Promise<void> {
    if (!importId) return;
    const change = { state, endedAt: () => 'clock_timestamp()' };
    await inScope(this.dataSource, scopeOf(principal), (tx) => tx.update(TableImport, { id: importId }, change));
  }

  private readerFor(mapping: ColumnMapping | null, { regionCode }: Principal): RowReader {
    return mapping
      ? rowReader(mapping, regionCode)
      : sidtReader({ today: this.clock.today(), allowTestSerial: this.config.ALLOW_TEST_NIK });
  }

  private async *batches(rows: AsyncIterable<TableRow>, mapping: ColumnMapping | null, principal: Principal): AsyncGenerator<ReadLine[]> {
    const read = this.readerFor(mapping, principal);
    let titles: readonly string[] | undefined;
    let batch: ReadLine[] = [];
    for await (const { line, cells } of rows) {
      if (!titles) {
        titles = cells;
        refuseFaults(headerFaults(mapping ?? SIDT_HEADER, titles));
        continue;
      }
      batch.push({ line, ...read(cellsOf(titles, cells)) });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  private async storeBatch(run: Run, batch: readonly ReadLine[]): Promise<StoredBatch> {
    const checked = batch.map((row) => ({ ...row, faults: [...row.faults, ...territoryFaults(run.principal, row)] }));
    const refused = checked.filter(({ faults }) => faults.length > 0).map((row) => this.allFaults(row));
    const sound = checked.filter(({ faults }) => faults.length === 0);
    const sources = new Map(sound.map((row) => [row.line, row.sources]));
    const faultsOf = ({ faults }: ImportOutcome) =>
      [...refused, ...faults.map((found) => atColumns(found, sources.get(found.line)!))].sort((a, b) => a.line - b.line);
    const lines = batch.length;
    const { importId } = run;
    const told = async (tx: EntityManager, outcome: ImportOutcome): Promise<void> =>
      importId ? this.note(tx, run, { outcome, faults: faultsOf(outcome), lines }) : undefined;
    const outcome = await this.store(run, sound, told);
    // A dry run takes back what it stored, and keeps what it found.
    if (run.dryRun && importId) await inScope(this.dataSource, scopeOf(run.principal), (tx) => told(tx, outcome));
    return { lines, outcome, faults: faultsOf(outcome) };
  }

  /** With what storing would have found besides, so that a row is mended in one go; the same fault is told once. */
  private allFaults({ line, record, faults, sources }: ReadLine): LineFaults {
    const told = new Set(faults.map(({ pointer }) => pointer));
    const placeIsTold = faults.some(({ code }) => code === 'RegionUnknown');
    const besides = atColumns({ line, faults: this.actors.faultsOf({ line, record }) }, sources).faults;
    const fresh = besides.filter(({ pointer, code }) => !told.has(pointer) && !(placeIsTold && code.startsWith('Region')));
    return { line, faults: [...faults, ...fresh] };
  }

  /** @param told of what was stored, in the same transaction: what it writes stays with it or goes with it */
  private async store(
    { principal, dryRun }: Run,
    rows: readonly ReadLine[],
    told: (tx: EntityManager, outcome: ImportOutcome) => Promise<void>,
  ): Promise<ImportOutcome> {
    let outcome: ImportOutcome = { actorIds: [], duplicates: [], faults: [] };
    await inScope(this.dataSource, scopeOf(principal), async (tx) => {
      outcome = await this.actors.store(tx, principal, rows.map(({ line, record }) => ({ line, record }))); // prettier-ignore
      if (dryRun) throw new DryRun();
      await told(tx, outcome);
    }).catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error;
    });
    return outcome;
  }

  private async note(tx: EntityManager, { importId, dryRun }: Run, batch: StoredBatch): Promise<void> {
    const { outcome: { actorIds, duplicates }, faults, lines } = batch; // prettier-ignore
    const told = faults.flatMap(({ line, faults: ofLine }) =>
      ofLine.map(({ pointer, code, detail }, place) => ({ line, place, column_title: pointer.slice(1), code, detail })),
    );
    if (!dryRun)
      await tx.query('insert into table_import_actors (import_id, actor_id) select $1, unnest($2::uuid[])', [importId, actorIds]);
    await tx.query(
      `insert into table_import_faults (import_id, line, place, column_title, code, detail)
       select $1, * from jsonb_to_recordset($2) as fault(line int, place smallint, column_title text, code text, detail jsonb)`,
      [importId, JSON.stringify(told)],
    );
    await tx.query(
      `update table_imports set lines = lines + $2, stored = stored + $3, known = known + $4, faulty = faulty + $5, ended_at = clock_timestamp()
       where id = $1`,
      [importId, lines, actorIds.length, duplicates.length, faults.length],
    );
  }

  /** Newest first. */
  list(tx: EntityManager, principal: Principal): Promise<TableImport[]> {
    return tx.find(TableImport, {
      where: principal.role === 'admin' ? {} : { recordedBy: principal.id },
      order: { id: 'desc' },
      take: 100,
    });
  }

  async get(tx: EntityManager, principal: Principal, id: string): Promise<TableImport> {
    const found = await tx.findOneBy(TableImport, { id });
    if (found && (principal.role === 'admin' || found.recordedBy === principal.id)) return found;
    throw notFound('ImportUnknown', 'Impor tidak ditemukan.', 'There is no such import.');
  }

  /** What was wrong, by line; `after` is the last line of the look before. */
  faults(tx: EntityManager, importId: string, after = 0): Promise<ImportFault[]> {
    return tx.query(
      `select line, column_title as "column", code, detail from table_import_faults
       where import_id = $1 and line > $2 order by line, place limit ${MOST_FAULTS}`,
      [importId, after],
    );
  }

  /**
   * Takes back what an import brought, part by part: drafts that neither their owner nor anybody else has touched since. What a crash
   * leaves is taken back by asking again.
   */
  async undo(principal: Principal, id: string): Promise<TakenBack> {
    const transacted = <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> => inScope(this.dataSource, scopeOf(principal), work);
    const found = await transacted((tx) => this.get(tx, principal, id));
    if (!isOver(found)) throw conflict('ImportState', `Impor berstatus ${found.state}.`, `The import is ${found.state}.`);
    let removed = 0;
    let last: string | null = null;
    do {
      const after: string | null = last;
      const part: TakenBackPart = await transacted((tx) => takeBackPart(tx, principal, id, after));
      removed += part.removed;
      last = part.last;
    } while (last !== null);
    return transacted(async (tx) => {
      await tx.update(TableImport, { id }, { state: 'undone' });
      const [kept] = (await tx.query('select count(*)::int as count from table_import_actors where import_id = $1', [id])) as [
        { count: number },
      ];
      return { removed, kept: kept.count };
    });
  }
}

const scopeOf = ({ id, role, regionCode, institutionId }: Principal): RowScope => ({ role, personId: id, regionCode, institutionId });

/** What was brought can be taken back, by whatever the import ended. */
const isOver = ({ state, startedAt, endedAt }: TableImport): boolean =>
  state === 'done' || state === 'stopped' || (state === 'running' && Date.now() - (endedAt ?? startedAt).getTime() > LOST_AFTER_MS);

const SIDT_HEADER: ColumnMapping = { columns: Object.fromEntries(SIDT_COLUMNS.map((title) => [title, SIDT_MAPPING.columns[title] ?? ''])) };

function cellsOf(titles: readonly string[], cells: readonly string[]): RowCells {
  const row: Record<string, string> = {};
  titles.forEach((title, at) => {
    const cell = cells[at];
    if (cell) row[title] = cell;
  });
  return row;
}

/** Officers bring in what lies in their territory. */
function territoryFaults({ role, regionCode }: Principal, { record, sources, faults }: ReadRow): FieldFault[] {
  if (role !== 'officer' || faults.length > 0) return [];
  if (regionCode !== null && inRegion(record.regionCode, regionCode)) return [];
  const detail = { id: 'Di luar wilayah Anda.', en: 'Outside of your territory.' };
  return [{ pointer: columnPointer(sources.get('/regionCode') ?? ''), code: 'RegionForeign', detail }];
}
