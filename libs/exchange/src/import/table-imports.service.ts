import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { Clock, Config } from '@sambung/config';
import { forPurpose, inScope, RowScope } from '@sambung/database';
import { conflict, FieldFault, notFound, refuseFaults } from '@sambung/errors';
import { ActorImport, ImportOutcome, LineFaults } from '@sambung/profiles';
import { inRegion } from '@sambung/reference';
import { TableRow } from '@sambung/tables';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { atColumns, columnPointer, ColumnMapping, headerFaults, mappingFaults, ReadRow, RowCells, rowReader, RowReader } from './mapping';
import { SIDT_COLUMNS, SIDT_MAPPING, sidtReader } from './sidt';
import { TableImport } from './table-import.entity';

/** Rows in memory, and in a transaction, at a time. */
const BATCH = 1_000;

export interface TableSource {
  fileName: string;
  rows: AsyncIterable<TableRow>;
  /** Columns as their titles mean; null for an export of SIDT-KUMKM. */
  mapping: ColumnMapping | null;
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

class DryRun extends Error {}

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
    { fileName, rows, mapping }: TableSource,
    { dryRun }: { dryRun: boolean },
    onBatch: (report: BatchReport) => void,
  ): Promise<ImportProgress> {
    refuseFaults(mapping ? mappingFaults(mapping) : []);
    const progress: ImportProgress = { importId: dryRun ? null : uuid(), lines: 0, stored: 0, known: 0, faulty: 0 };
    const recordedBy = principal.kind === 'person' ? principal.id : null;
    if (progress.importId) {
      const row = { id: progress.importId, format: mapping ? 'mapping' : 'sidt', fileName, state: 'running' as const, recordedBy };
      await inScope(this.dataSource, scopeOf(principal), (tx) => tx.insert(TableImport, row as TableImport));
    }
    for await (const batch of this.batches(rows, mapping)) onBatch(await this.storeBatch(principal, batch, progress));
    if (progress.importId) await inScope(this.dataSource, scopeOf(principal), (tx) => tx.update(TableImport, { id: progress.importId! }, { state: 'done', endedAt: () => 'clock_timestamp()' })); // prettier-ignore
    return progress;
  }

  private readerFor(mapping: ColumnMapping | null): RowReader {
    return mapping ? rowReader(mapping) : sidtReader({ today: this.clock.today(), allowTestSerial: this.config.ALLOW_TEST_NIK });
  }

  private async *batches(rows: AsyncIterable<TableRow>, mapping: ColumnMapping | null): AsyncGenerator<ReadLine[]> {
    const read = this.readerFor(mapping);
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

  private async storeBatch(principal: Principal, batch: readonly ReadLine[], progress: ImportProgress): Promise<BatchReport> {
    const checked = batch.map((row) => ({ ...row, faults: [...row.faults, ...territoryFaults(principal, row)] }));
    const refused = checked.filter(({ faults }) => faults.length > 0).map((row) => this.allFaults(row));
    const sound = checked.filter(({ faults }) => faults.length === 0);
    const outcome = await this.store(principal, sound, progress.importId, refused.length);
    const sources = new Map(sound.map((row) => [row.line, row.sources]));
    const found = outcome.faults.map((faults) => atColumns(faults, sources.get(faults.line)!));
    const faults = [...refused, ...found].sort((a, b) => a.line - b.line);
    progress.lines += batch.length;
    progress.stored += outcome.actorIds.length;
    progress.known += outcome.duplicates.length;
    progress.faulty += faults.length;
    return { faults, known: outcome.duplicates, progress: { ...progress } };
  }

  /** With what storing would have found besides, so that a row is mended in one go; the same fault is told once. */
  private allFaults({ line, record, faults, sources }: ReadLine): LineFaults {
    const told = new Set(faults.map(({ pointer }) => pointer));
    const placeIsTold = faults.some(({ code }) => code === 'RegionUnknown');
    const besides = atColumns({ line, faults: this.actors.faultsOf({ line, record }) }, sources).faults;
    const fresh = besides.filter(({ pointer, code }) => !told.has(pointer) && !(placeIsTold && code.startsWith('Region')));
    return { line, faults: [...faults, ...fresh] };
  }

  private async store(principal: Principal, rows: readonly ReadLine[], importId: string | null, refused: number): Promise<ImportOutcome> {
    let outcome: ImportOutcome = { actorIds: [], duplicates: [], faults: [] };
    await inScope(this.dataSource, scopeOf(principal), async (tx) => {
      outcome = await this.actors.store(tx, principal, rows.map(({ line, record }) => ({ line, record }))); // prettier-ignore
      if (!importId) throw new DryRun();
      await this.note(tx, importId, outcome, { lines: rows.length + refused, refused });
    }).catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error;
    });
    return outcome;
  }

  private async note(
    tx: EntityManager,
    importId: string,
    { actorIds, duplicates, faults }: ImportOutcome,
    { lines, refused }: { lines: number; refused: number },
  ): Promise<void> {
    await tx.query('insert into table_import_actors (import_id, actor_id) select $1, unnest($2::uuid[])', [importId, actorIds]);
    await tx.query(
      `update table_imports set lines = lines + $2, stored = stored + $3, known = known + $4, faulty = faulty + $5 where id = $1`,
      [importId, lines, actorIds.length, duplicates.length, faults.length + refused],
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

  /**
   * Takes back what an import brought: drafts that neither their owner nor anybody else has touched since.
   * @returns how many are gone, and how many stay because they are in use
   */
  async undo(tx: EntityManager, principal: Principal, id: string): Promise<{ removed: number; kept: number }> {
    const found = await this.get(tx, principal, id);
    if (found.state !== 'done') throw conflict('ImportState', `Impor berstatus ${found.state}.`, `The import is ${found.state}.`);
    const [gone] = (await tx.query(
      `delete from actors using table_import_actors brought
       where brought.actor_id = actors.id and brought.import_id = $1 and actors.status = 'draft' and actors.version = 1
         and not exists (select from consents where actor_id = actors.id)
         and not exists (select from matches where actor_id = actors.id)
         and not exists (select from officer_checks where actor_id = actors.id)
         and not exists (select from rights_requests where actor_id = actors.id)
         and not exists (select from sessions where person_id = actors.owner_id)
       returning actors.id, actors.owner_id as owner`,
      [id],
    )) as [{ id: string; owner: string }[], number];
    await this.removeOwners(tx, gone.map(({ owner }) => owner)); // prettier-ignore
    await audit(tx, principal, ...gone.map(({ id: subjectId }) => takenBack(subjectId, id)));
    await tx.update(TableImport, { id }, { state: 'undone' });
    const [kept] = (await tx.query('select count(*)::int as kept from table_import_actors where import_id = $1', [id])) as [
      { kept: number },
    ];
    return { removed: gone.length, kept: kept.kept };
  }

  /** Accounts that an import made and nobody has used; whoever has another actor, wherever it is, stays. */
  private async removeOwners(tx: EntityManager, owners: readonly string[]): Promise<void> {
    const unused: { id: string }[] = await forPurpose(tx, 'identity', () =>
      tx.query(
        `select id from people where id = any($1) and role = 'owner' and password_hash is null
           and not exists (select from actors where owner_id = people.id or created_by = people.id)`,
        [owners],
      ),
    );
    await forPurpose(tx, 'accounts', () =>
      tx.query('delete from people where id = any($1) and not exists (select from sessions where person_id = people.id)', [
        unused.map(({ id }) => id),
      ]),
    );
  }
}

const scopeOf = ({ id, role, regionCode, institutionId }: Principal): RowScope => ({ role, personId: id, regionCode, institutionId });

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

const takenBack = (subjectId: string, importId: string) =>
  ({ action: 'profile.erased', object: ['actor', subjectId], subjectId, reason: `import ${importId} undone` }) as const;
