import { allRows, DECISION_COLUMNS, decisionsPage, TableImports } from '@sambung/exchange';
import { Cell, csvLine } from '@sambung/tables';
import { languageOfText } from '@sambung/ui';
import { Get, StreamableFile } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { EntityManager } from 'typeorm';
import { Access } from '../../http/access';
import { Id } from '../../http/request-shapes';
import { Transactions } from '../../http/transactions';
import { FileController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';

const file = (name: string, lines: AsyncIterable<string>): StreamableFile =>
  new StreamableFile(Readable.from(lines), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${name}.csv"` });

/** What the desk's pages show a part of, whole, for a spreadsheet. */
@FileController()
@Access('officer', 'admin')
export class DeskFilesController {
  constructor(
    private readonly imports: TableImports,
    private readonly transactions: Transactions,
  ) {}

  /** Each page in a transaction of its own, for the same caller: a file is still being read when the request's work is done. */
  private reader(): <T>(work: (tx: EntityManager) => Promise<T>) => Promise<T> {
    const inRequest = AsyncLocalStorage.snapshot();
    return (work) => inRequest(() => this.transactions.read(work));
  }

  @Get('petugas/audit/csv')
  decisions(@CurrentVisit() { caller }: Visit): StreamableFile {
    const read = this.reader();
    const rows = allRows((after: string | null, limit: number) => read((tx) => decisionsPage(tx, caller, after, limit)));
    return file('sambung-putusan', decisionLines(rows));
  }

  /** Everything that was wrong with an imported table, to be mended in the file itself. */
  @Get('petugas/impor/:id/kesalahan')
  async faults(@CurrentVisit() visit: Visit, @Id() id: string): Promise<StreamableFile> {
    await this.transactions.read((tx) => this.imports.get(tx, visit.caller, id));
    return file(`sambung-kesalahan-${id.slice(-8)}`, this.faultLines(visit, id));
  }

  private faultLines({ t, locale }: Visit, id: string): AsyncGenerator<string> {
    const read = this.reader();
    const page = (after: number) => read((tx) => this.imports.faults(tx, id, after));
    return (async function* () {
      yield csvLine([t('import.line'), t('import.column'), t('import.code'), t('import.wrong')]);
      for (let found = await page(0); found.length > 0; found = await page(found.at(-1)!.line)) {
        yield found.map(({ line, column, code, detail }) => csvLine([line, column, code, detail[languageOfText(locale)]])).join('');
      }
    })();
  }
}

async function* decisionLines(rows: AsyncIterable<Record<(typeof DECISION_COLUMNS)[number], unknown>>): AsyncGenerator<string> {
  yield csvLine(DECISION_COLUMNS);
  for await (const row of rows) yield csvLine(DECISION_COLUMNS.map((column) => row[column] as Cell));
}
