import { Principal, SealedSecrets } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { inScope, one } from '@sambung/database';
import { conflict, DomainError, notFound, Text } from '@sambung/errors';
import { Relay } from '@sambung/events';
import { ColumnMapping, TableImports } from '@sambung/exchange';
import { readTable, TableRow } from '@sambung/tables';
import { Injectable, Logger } from '@nestjs/common';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource, EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';

/** How the columns are understood: as SIDT-KUMKM names them, or as somebody said. */
export type Understood = { sidt: true } | { sidt: false; mapping: ColumnMapping };

export interface StagedTable {
  id: string;
  fileName: string;
  mapping: Understood | null;
  /** The import that its last check was; null before. */
  checkId: string | null;
  importId: string | null;
  /** Why the last check or import broke off. */
  failure: Text | null;
  stagedAt: Date;
}

/** Small tables are done before the next page is drawn; for larger ones it shows how far they are. */
const PATIENCE_MS = 2_000;

const COLUMNS = 'id, file_name as "fileName", mapping, check_id as "checkId", import_id as "importId", failure, staged_at as "stagedAt"';

const tableUnknown = () =>
  notFound('TableUnknown', 'Berkas ini tidak ada atau lewat 24 jam. Unggah lagi.', 'There is no such file, or it is older than 24 hours. Upload it again.'); // prettier-ignore

/** Keeps uploaded tables, sealed, until they are brought in; and brings them in beside the request that asks for it. */
@Injectable()
export class StagedTables {
  private readonly logger = new Logger(StagedTables.name);
  private readonly secrets: SealedSecrets;

  constructor(
    private readonly imports: TableImports,
    private readonly dataSource: DataSource,
    private readonly relay: Relay,
    config: Config,
  ) {
    this.secrets = new SealedSecrets(config, 'staged-tables.v1');
  }

  async stage(tx: EntityManager, { id: personId }: Principal, { name, bytes }: { name: string; bytes: Buffer }): Promise<string> {
    const id = uuid();
    const sealed = this.secrets.seal(id, bytes.toString('base64'));
    await tx.query('insert into staged_tables (id, person_id, file_name, content_sealed) values ($1, $2, $3, $4)', [id, personId, name, sealed]); // prettier-ignore
    return id;
  }

  /** One's own, newest first. */
  list(tx: EntityManager, { id }: Principal): Promise<StagedTable[]> {
    return tx.query(`select ${COLUMNS} from staged_tables where person_id = $1 order by id desc`, [id]);
  }

  /** @throws DomainError TableUnknown */
  async get(tx: EntityManager, { id: personId }: Principal, id: string): Promise<StagedTable> {
    const found = await one<StagedTable>(tx, `select ${COLUMNS} from staged_tables where id = $1 and person_id = $2`, [id, personId]);
    if (!found) throw tableUnknown();
    return found;
  }

  async remove(tx: EntityManager, { id: personId }: Principal, id: string): Promise<void> {
    await tx.query('delete from staged_tables where id = $1 and person_id = $2', [id, personId]);
  }

  /** The first rows, the header among them. @throws DomainError TableBroken */
  async start(tx: EntityManager, id: string, rows: number): Promise<string[][]> {
    const found: string[][] = [];
    await this.reading(await this.content(tx, id), async (table) => {
      for await (const { cells } of table) if (found.push([...cells]) >= rows) break;
    });
    return found;
  }

  private async content(tx: EntityManager, id: string): Promise<Buffer> {
    const row = await one<{ sealed: Buffer }>(tx, 'select content_sealed as sealed from staged_tables where id = $1', [id]);
    if (!row) throw tableUnknown();
    return Buffer.from(this.secrets.open(id, row.sealed), 'base64');
  }

  private async reading(bytes: Buffer, work: (rows: AsyncGenerator<TableRow>) => Promise<unknown>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'sambung-table-'));
    try {
      const file = join(folder, 'table');
      await writeFile(file, bytes, { mode: 0o600 });
      await work(readTable(file));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Checks every row and stores none. @returns when it is done, or after a while */
  async check(caller: Principal, id: string, mapping: Understood): Promise<void> {
    const checkId = uuid();
    const content = await this.as(caller, async (tx) => {
      await this.get(tx, caller, id);
      await tx.query('update staged_tables set mapping = $2, check_id = $3, failure = null where id = $1', [id, JSON.stringify(mapping), checkId]); // prettier-ignore
      return this.content(tx, id);
    });
    await this.run(caller, id, { content, importId: checkId, dryRun: true });
  }

  /**
   * Brings the rows in; asked twice, it is done once. An import that broke off can be asked for again: rows that are in stay in, once.
   * @returns the id of the import
   * @throws DomainError TableUnchecked
   */
  async bringIn(caller: Principal, id: string): Promise<string> {
    const importId = uuid();
    const claimed = await this.as(caller, async (tx) => {
      const { checkId, importId: before } = await this.get(tx, caller, id);
      if (!checkId) throw conflict('TableUnchecked', 'Periksa berkasnya dulu.', 'Check the file first.');
      const fresh = await one(
        tx,
        `update staged_tables set import_id = $2, failure = null where id = $1 and (import_id is null or exists (
           select from table_imports where id = import_id and (state = 'stopped'
             or state = 'running' and coalesce(ended_at, started_at) < now() - interval '15 minutes'))) returning id`,
        [id, importId],
      );
      return fresh ? { content: await this.content(tx, id) } : { running: before! };
    });
    if ('running' in claimed) return claimed.running!;
    await this.run(caller, id, { content: claimed.content!, importId, dryRun: false });
    return importId;
  }

  private async run(
    caller: Principal,
    id: string,
    { content, importId, dryRun }: { content: Buffer; importId: string; dryRun: boolean },
  ): Promise<void> {
    const { fileName, mapping } = await this.as(caller, (tx) => this.get(tx, caller, id));
    const understood = mapping?.sidt ? null : (mapping?.mapping ?? null);
    const working = this.reading(content, (rows) =>
      this.imports.run(caller, { fileName, rows, mapping: understood, importId }, { dryRun }, () => undefined),
    )
      .then(() => (dryRun ? undefined : this.as(caller, (tx) => this.remove(tx, caller, id))))
      .catch((error: unknown) => this.failed(caller, id, error))
      .finally(() => this.relay.ring());
    await Promise.race([working, wait(PATIENCE_MS, undefined, { ref: false })]);
  }

  private async failed(caller: Principal, id: string, error: unknown): Promise<void> {
    const detail =
      error instanceof DomainError
        ? (error.extra.errors?.[0]?.detail ?? error.detail)
        : { id: 'Impor terhenti karena kesalahan pada kami. Coba lagi.', en: 'The import broke off by a fault of ours. Try again.' };
    if (!(error instanceof DomainError)) this.logger.error(`table ${id}: ${(error as Error).message}`);
    await this.as(caller, (tx) => tx.query('update staged_tables set failure = $2 where id = $1', [id, JSON.stringify(detail)])).catch(
      (fault: Error) => this.logger.error(`table ${id}: ${fault.message}`),
    );
  }

  /** Outlives the request: the transactions of a request end with it. */
  private as<T>({ id, role, regionCode, institutionId }: Principal, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return inScope(this.dataSource, { role, personId: id, regionCode, institutionId }, work);
  }
}
