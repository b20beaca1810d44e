import { DomainError } from '@sambung/errors';
import { Backlog } from '@sambung/events';
import { ColumnMapping, mappingFaults, missingTargets, TableImports } from '@sambung/exchange';
import { FieldError, languageOfText } from '@sambung/ui';
import { Get, Post } from '@nestjs/common';
import { Access } from '../../../http/access';
import { Id } from '../../../http/request-shapes';
import { Transactions } from '../../../http/transactions';
import { TakesFile, Upload, Uploaded } from '../../../http/uploads';
import { refusalText } from '../../web/fault-text';
import { FormBody, SentForm } from '../../web/form';
import { PageAnswer, PageController } from '../../web/page-controller';
import { CurrentVisit, Visit } from '../../web/visit';
import { ImportPage, ImportsPage } from './import-pages';
import { columnField, readMapping } from './read-mapping';
import { StagedPage } from './staged-page';
import { StagedTables } from './staged-tables.service';

const LIST = '/petugas/impor';
const RULE = { field: 'berkas', mostBytes: 20_000_000, kinds: ['text', 'xlsx'] } as const;
/** Of the table: its header and one row. */
const SHOWN_ROWS = 2;
/** Of faults on the page; the file has them all. */
const SHOWN_FAULTS = 50;
/** Beside what was stored, enough to see what kind of fault it is. */
const FIRST_FAULTS = 10;

const isRefusal = (error: unknown): error is DomainError =>
  error instanceof DomainError && ['conflict', 'invalid', 'tooMany'].includes(error.kind);

/** The field that says for every row what no column says. */
const FIELD_FOR_ALL = { roles: 'peran', regionCode: 'wilayah' } as const;

/** What no column says is no fault of one select: it is told of all columns together, once. */
function mappingErrors({ t, locale }: Visit, mapping: ColumnMapping): FieldError[] {
  const missing = missingTargets(mapping);
  const faults = missing.length > 0 ? [] : mappingFaults(mapping).map(({ detail }) => detail[languageOfText(locale)]);
  const unnamed = missing.flatMap((target) => (target === 'name' || target === 'phone' ? [t(`import.missing.${target}`)] : []));
  const ofColumns = [...unnamed, ...faults].join(' ');
  return [
    ...(ofColumns ? [{ field: columnField(0), text: ofColumns }] : []),
    ...missing.flatMap((target) =>
      target === 'roles' || target === 'regionCode' ? [{ field: FIELD_FOR_ALL[target], text: t(`import.missing.${target}`) }] : [],
    ),
  ];
}

/** Tables of businesses: uploaded, understood, checked, brought in, and taken back. */
@PageController()
@Access('officer', 'admin')
export class ImportController {
  constructor(
    private readonly tables: StagedTables,
    private readonly imports: TableImports,
    private readonly backlog: Backlog,
    private readonly transactions: Transactions,
  ) {}

  @Get('petugas/impor')
  list(@CurrentVisit() visit: Visit): Promise<PageAnswer> {
    return this.listPage(visit, []);
  }

  @Post('petugas/impor')
  @TakesFile(RULE)
  async upload(@CurrentVisit() visit: Visit, @Uploaded() upload: Upload): Promise<PageAnswer> {
    try {
      const file = await upload.read();
      const id = await this.transactions.write(async (tx) => {
        const staged = await this.tables.stage(tx, visit.caller, file);
        await this.tables.start(tx, staged, SHOWN_ROWS);
        return staged;
      });
      return { to: `${LIST}/berkas/${id}` };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.listPage(visit, [{ field: RULE.field, text: refusalText(visit, error) }]);
    }
  }

  @Get('petugas/impor/berkas/:id')
  showStaged(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.stagedPage(visit, id, {}, []);
  }

  @Post('petugas/impor/berkas/:id')
  async check(@CurrentVisit() visit: Visit, @Id() id: string, @SentForm() form: FormBody): Promise<PageAnswer> {
    const titles = await this.transactions.read(async (tx) => {
      await this.tables.get(tx, visit.caller, id);
      return (await this.tables.start(tx, id, 1))[0] ?? [];
    });
    const understood = readMapping(form, titles);
    const errors = understood.sidt ? [] : mappingErrors(visit, understood.mapping);
    if (errors.length > 0) return this.stagedPage(visit, id, form, errors);
    await this.tables.check(visit.caller, id, understood);
    return { to: `${LIST}/berkas/${id}#hasil` };
  }

  @Post('petugas/impor/berkas/:id/simpan')
  async bringIn(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    try {
      await this.backlog.refuseBulkWhenBehind();
      return { to: `${LIST}/${await this.tables.bringIn(visit.caller, id)}` };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.stagedPage(visit, id, {}, [{ field: 'isi', text: refusalText(visit, error) }]);
    }
  }

  @Post('petugas/impor/berkas/:id/hapus')
  async discard(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    await this.transactions.write((tx) => this.tables.remove(tx, visit.caller, id));
    return { to: LIST };
  }

  @Get('petugas/impor/:id')
  show(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    return this.importPage(visit, id, null, []);
  }

  @Post('petugas/impor/:id/batal')
  async undo(@CurrentVisit() visit: Visit, @Id() id: string): Promise<PageAnswer> {
    try {
      return this.importPage(visit, id, await this.imports.undo(visit.caller, id), []);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.importPage(visit, id, null, [{ field: 'isi', text: refusalText(visit, error) }]);
    }
  }

  private listPage(visit: Visit, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const [imports, staged] = [await this.imports.list(tx, visit.caller), await this.tables.list(tx, visit.caller)];
      const body = <ImportsPage imports={imports} staged={staged} token={visit.formToken} errors={errors} />;
      return { title: visit.t('import.title'), isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
  }

  private stagedPage(visit: Visit, id: string, sent: FormBody, errors: FieldError[]): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const staged = await this.tables.get(tx, visit.caller, id);
      // What failed before its first batch has left no run.
      const check = staged.checkId && !staged.failure ? await this.imports.get(tx, visit.caller, staged.checkId) : null;
      const body = (
        <StagedPage
          staged={staged}
          start={await this.tables.start(tx, id, SHOWN_ROWS)}
          check={check}
          faults={check ? (await this.imports.faults(tx, check.id)).slice(0, SHOWN_FAULTS) : []}
          territory={visit.caller.regionCode}
          token={visit.formToken}
          sent={sent}
          errors={errors}
        />
      );
      return { title: visit.t('import.check.title'), back: LIST, isWide: true, body, errors, status: errors.length > 0 ? 422 : 200 };
    });
  }

  private importPage(
    visit: Visit,
    id: string,
    undone: { removed: number; kept: number } | null,
    errors: FieldError[],
  ): Promise<PageAnswer> {
    return this.transactions.read(async (tx) => {
      const run = await this.imports.get(tx, visit.caller, id);
      const staged = (await this.tables.list(tx, visit.caller)).find(({ importId }) => importId === id) ?? null;
      const faults = (await this.imports.faults(tx, id)).slice(0, FIRST_FAULTS);
      const body = <ImportPage run={run} faults={faults} staged={staged} undone={undone} token={visit.formToken} errors={errors} />;
      return { title: visit.t('import.one'), back: LIST, isWide: true, body, errors, status: errors.length > 0 ? 409 : 200 };
    });
  }
}
