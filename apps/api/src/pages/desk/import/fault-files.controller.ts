import { TableImports } from '@sambung/exchange';
import { csvLine } from '@sambung/tables';
import { languageOfText } from '@sambung/ui';
import { Controller, Get, SetMetadata, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { Access, Keys, PAGES } from '../../../http/access';
import { Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { VisitGuard } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';

/** Everything that was wrong with an imported table, to be mended in the file itself. */
@ApiExcludeController()
@SetMetadata(PAGES, true)
@Keys('none')
@UseGuards(VisitGuard)
@Access('officer', 'admin')
@Controller()
export class FaultFilesController {
  constructor(
    private readonly imports: TableImports,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/impor/:id/kesalahan')
  async faults(@CurrentVisit() visit: Visit, @Id() id: string): Promise<StreamableFile> {
    await this.transactions.read((tx) => this.imports.get(tx, visit.caller, id));
    const disposition = `attachment; filename="sambung-kesalahan-${id.slice(-8)}.csv"`;
    return new StreamableFile(Readable.from(this.lines(visit, id)), { type: 'text/csv; charset=utf-8', disposition });
  }

  /** Page by page, each in a transaction of its own for the same caller: the file is still read when the request's work is done. */
  private lines({ t, locale }: Visit, id: string): AsyncGenerator<string> {
    const inRequest = AsyncLocalStorage.snapshot();
    const page = (after: number) => inRequest(() => this.transactions.read((tx) => this.imports.faults(tx, id, after)));
    return (async function* () {
      yield csvLine([t('import.line'), t('import.column'), t('import.code'), t('import.wrong')]);
      for (let found = await page(0); found.length > 0; found = await page(found.at(-1)!.line)) {
        yield found.map(({ line, column, code, detail }) => csvLine([line, column, code, detail[languageOfText(locale)]])).join('');
      }
    })();
  }
}
