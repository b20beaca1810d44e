import { DomainError } from '@sambung/errors';
import { SharingService } from '@sambung/matches';
import { csvLine, readCsvText, TableRow } from '@sambung/tables';
import { FieldError } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Transactions } from '../../../http/transactions';
import { TakesFile, Upload, Uploaded } from '../../../http/uploads';
import { refusalText } from '../../web/fault-text';
import { FormBody, SentForm, textIn } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { ColumnName, COLUMNS, readResult, ResultRow, resultRows, rowsOfFile } from './read-results';
import { LookedAt, ResultsLookPage, ResultsUploadPage } from './results-page';

const RULE = { field: 'berkas', mostBytes: 1_000_000, kinds: ['text', 'xlsx'] } as const;
/** Which of two rows about one match counts, only the partner knows. */
const NAMED_TWICE = { answer: null, faults: [{ column: 'id', key: 'results.twice' }] } as const;
const NAMES = Object.keys(COLUMNS) as ColumnName[];

/** What became of shared matches, as a table: looked at first, stored when the partner says so; storing it again changes nothing. */
@PageController()
@Access('partner')
export class ResultsUploadController {
  constructor(
    private readonly sharing: SharingService,
    private readonly transactions: Transactions,
  ) {}

  @Get('mitra/hasil')
  show(@CurrentVisit() visit: Visit): PageAnswer {
    return this.uploadPage(visit, []);
  }

  @Post('mitra/hasil')
  @TakesFile(RULE)
  async look(@CurrentVisit() visit: Visit, @Uploaded() upload: Upload): Promise<PageAnswer> {
    try {
      return await this.lookAt(visit, await rowsOfFile((await upload.read()).bytes));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      return this.uploadPage(visit, [{ field: RULE.field, text: refusalText(visit, error) }]);
    }
  }

  private async lookAt(visit: Visit, table: readonly TableRow[]): Promise<PageAnswer> {
    const read = resultRows(table);
    if ('fault' in read) return this.uploadPage(visit, [{ field: RULE.field, text: visit.t(read.fault) }]);
    const rows = await this.lookedAt(visit, read.rows);
    const sound = rows.filter(({ faults }) => faults.length === 0).map(({ row }) => csvLine(NAMES.map((name) => row.cells[name])));
    const body = <ResultsLookPage rows={rows} table={csvLine(NAMES) + sound.join('')} isStored={false} token={visit.formToken} />;
    return { title: visit.t('results.look'), back: '/mitra/hasil', isWide: true, body };
  }

  /** Rows are stored one by one: what cannot be any more does not keep the others from it. */
  @Post('mitra/hasil/simpan')
  async store(@CurrentVisit() visit: Visit, @SentForm() form: FormBody): Promise<PageAnswer> {
    const table: TableRow[] = [];
    for await (const row of readCsvText(textIn(form, 'tabel'))) table.push(row);
    const read = resultRows(table);
    if ('fault' in read) return this.uploadPage(visit, [{ field: RULE.field, text: visit.t(read.fault) }]);
    const rows: LookedAt[] = [];
    for (const one of await this.lookedAt(visit, read.rows)) rows.push(await this.stored(visit, one));
    const body = <ResultsLookPage rows={rows} table="" isStored token={visit.formToken} />;
    return { title: visit.t('results.stored'), back: '/mitra/hasil', isWide: true, body };
  }

  private async stored({ caller }: Visit, one: LookedAt): Promise<LookedAt> {
    const { answer } = readResult(one.row, one.match);
    if (!answer || !one.match || one.faults.length > 0) return { ...one, done: 'refused' };
    if (one.match.state === answer.status) return { ...one, done: 'known' };
    try {
      const { id } = one.match;
      const match = await this.transactions.write((tx) => this.sharing.answer(tx, caller, id, answer));
      return { ...one, match, done: 'stored' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...one, done: 'refused' };
    }
  }

  private lookedAt({ caller }: Visit, rows: readonly ResultRow[]): Promise<LookedAt[]> {
    return this.transactions.read(async (tx) => {
      const matches = await this.sharing.known(tx, caller, rows.map(({ cells }) => cells.id)); // prettier-ignore
      const byId = new Map(matches.map((match) => [match.id, match]));
      return rows.map((row, at) => {
        const match = byId.get(row.cells.id) ?? null;
        const isTwice = match !== null && rows.findIndex(({ cells }) => cells.id === row.cells.id) < at;
        const { answer, faults } = isTwice ? NAMED_TWICE : readResult(row, match);
        return { row, match, faults, isKnown: answer?.status === match?.state, done: null };
      });
    });
  }

  private uploadPage(visit: Visit, errors: FieldError[]): PageAnswer {
    const body = <ResultsUploadPage token={visit.formToken} errors={errors} />;
    return { title: visit.t('results.title'), body, errors, status: errors.length > 0 ? 422 : 200 };
  }
}
