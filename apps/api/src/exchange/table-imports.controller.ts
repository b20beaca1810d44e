import { Principal } from '@sambung/accounts';
import { Backlog } from '@sambung/events';
import { BatchReport, TableImports } from '@sambung/exchange';
import { readCsvText } from '@sambung/tables';
import { Body, Controller, Delete, Get, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { localeOf } from '../http/locale';
import { Id } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { TakesFile, Upload, Uploaded } from '../http/uploads';
import {
  ImportedTableView,
  ImportFaultsQuery,
  ImportFaultView,
  ImportFileRequest,
  ImportTableRequest,
  shownFaults,
  TableImportView,
  toTableImportView,
  UndoneView,
} from './exchange.views';
import { TABLE_FILE, TableFiles } from './table-files.service';

@ApiTags('exchange')
@Access('officer', 'admin')
@Controller('api/v1/table-imports')
export class TableImportsController {
  constructor(
    private readonly imports: TableImports,
    private readonly files: TableFiles,
    private readonly backlog: Backlog,
    private readonly transactions: Transactions,
  ) {}

  @Post()
  @Describe({
    summary: 'Bring in actors from a table, with errors by row; sending it again adds nothing twice',
    body: ImportTableRequest,
    ok: ImportedTableView,
    status: 201,
    problems: [429],
  })
  async import(
    @Caller() caller: Principal,
    @Body() { fileName, mapping, csv, dryRun }: ImportTableRequest,
    @Req() request: FastifyRequest,
  ): Promise<ImportedTableView> {
    await this.backlog.refuseBulkWhenBehind();
    const reports: BatchReport[] = [];
    const source = { fileName, rows: readCsvText(csv), mapping: mapping ?? null };
    const { importId, lines, stored } = await this.imports.run(caller, source, { dryRun }, (report) => void reports.push(report));
    const locale = localeOf(request);
    return {
      importId,
      lines,
      stored,
      known: reports.flatMap(({ known }) => known),
      faults: reports.flatMap((report) => shownFaults(report, locale)),
    };
  }

  @Post('files')
  @TakesFile(TABLE_FILE)
  @Describe({
    summary: 'Bring in a CSV or XLSX file of any length; look at its progress and faults by its id',
    upload: { fields: ImportFileRequest, file: TABLE_FILE.field },
    ok: TableImportView,
    status: 201,
    problems: [409, 429],
  })
  async importFile(
    @Caller() caller: Principal,
    @Body() { mapping, dryRun }: ImportFileRequest,
    @Uploaded() upload: Upload,
  ): Promise<TableImportView> {
    const id = await this.files.take(caller, upload, { mapping: mapping ?? null, dryRun });
    return toTableImportView(await this.transactions.read((tx) => this.imports.get(tx, caller, id)));
  }

  @Get(':id/faults')
  @Describe({ summary: 'What was wrong with the rows of an import, by line and column', ok: [ImportFaultView], problems: [404] })
  faults(
    @Caller() caller: Principal,
    @Id() id: string,
    @Query() { after }: ImportFaultsQuery,
    @Req() request: FastifyRequest,
  ): Promise<ImportFaultView[]> {
    return this.transactions.read(async (tx) => {
      await this.imports.get(tx, caller, id);
      const locale = localeOf(request);
      return (await this.imports.faults(tx, id, after)).map((fault) => ({ ...fault, detail: fault.detail[locale] }));
    });
  }

  @Get()
  @Describe({ summary: 'Your imports, newest first, with how far each has come', ok: [TableImportView] })
  async list(@Caller() caller: Principal): Promise<TableImportView[]> {
    return (await this.transactions.read((tx) => this.imports.list(tx, caller))).map(toTableImportView);
  }

  @Get(':id')
  @Describe({ summary: 'One import', ok: TableImportView, problems: [404] })
  async get(@Caller() caller: Principal, @Id() id: string): Promise<TableImportView> {
    return toTableImportView(await this.transactions.read((tx) => this.imports.get(tx, caller, id)));
  }

  @Delete(':id')
  @Describe({ summary: 'Take back what an import brought, as far as nobody has touched it', ok: UndoneView, problems: [404, 409] })
  undo(@Caller() caller: Principal, @Id() id: string): Promise<UndoneView> {
    return this.imports.undo(caller, id);
  }
}
