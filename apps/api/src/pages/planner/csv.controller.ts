import { Clock } from '@sambung/config';
import { notFound } from '@sambung/errors';
import { CellsService, namesOf } from '@sambung/overlap';
import { codeName } from '@sambung/reference';
import { Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Access, Public } from '../../http/access';
import { toCsv } from '../../http/csv';
import { Transactions } from '../../http/transactions';
import { toCellsCsv, toCellView } from '../../overlap/cells.views';
import { FileController } from '../web/page-controller';
import { CurrentVisit, Visit } from '../web/visit';
import { cellsFilter, cellsViewOf, quartersFrom } from './cells-view';
import { toActorsCsv, toMatchesCsv } from './figure-files';
import { actorsBehind, everyRow, matchesBehind } from './figure-lists.query';
import { actorsViewOf, matchesViewOf, workloadSince } from './figure-views';
import { csvCell, publishedReport, Report } from './report';
import { PlannerReports } from './reports.service';

/** Files leave the office by hand: these may be handed to anybody. */
const isForPublication = (visit: Visit): boolean => visit.query('terbit') === '1';

/** The figures of the dashboard as files, with the same rows as its pages. */
@FileController()
export class ReportFilesController {
  constructor(
    private readonly reports: PlannerReports,
    private readonly cells: CellsService,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  @Access('planner', 'admin')
  @Get('dasbor/csv/:laporan')
  async report(
    @CurrentVisit() visit: Visit,
    @Param('laporan') name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const slug = PlannerReports.SLUGS.find((known) => known === name);
    if (!slug) throw notFound('FileUnknown', 'Berkas tidak ditemukan.', 'There is no such file.');
    const report = await this.transactions.read((tx) => this.reports.one(tx, visit, slug));
    return this.file(visit, isForPublication(visit) ? publishedReport(report) : report, reply);
  }

  @Access('planner', 'admin')
  @Get('dasbor/sel.csv')
  async cellsFile(@CurrentVisit() visit: Visit, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const view = cellsViewOf(visit, quartersFrom(this.clock.today()));
    const [cells, names] = await this.transactions.read(async (tx) => {
      const found = await this.cells.list(tx, visit.caller, cellsFilter(view, isForPublication(visit)));
      return [found, await namesOf(tx, found.flatMap(({ offers }) => offers))] as const; // prettier-ignore
    });
    return asFile(reply, `cells-${view.quarter}`, toCellsCsv(cells.map(toCellView), names, visit.language));
  }

  @Access('planner', 'admin')
  @Get('dasbor/kecocokan.csv')
  async matchesFile(@CurrentVisit() visit: Visit, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const view = matchesViewOf(visit);
    const [rows, names] = await this.transactions.read(async (tx) => {
      const found = await everyRow((part) => matchesBehind(tx, view, workloadSince(this.clock.today()), part));
      return [found, await namesOf(tx, found.map(({ offer }) => offer))] as const; // prettier-ignore
    });
    return asFile(reply, `matches-${view.figure}`, toMatchesCsv(rows, { names, clock: this.clock, ...visit.language }));
  }

  @Access('planner', 'admin')
  @Get('dasbor/pelaku.csv')
  async actorsFile(@CurrentVisit() visit: Visit, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const view = actorsViewOf(visit);
    const rows = await this.transactions.read((tx) => everyRow((part) => actorsBehind(tx, view, this.clock.today(), part)));
    return asFile(reply, `actors-${view.figure}`, toActorsCsv(rows, { names: codeName, clock: this.clock, ...visit.language }));
  }

  @Public()
  @Get('statistik.csv')
  async open(@CurrentVisit() visit: Visit, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return this.file(visit, publishedReport(await this.transactions.read((tx) => this.reports.one(tx, visit, 'kecamatan'))), reply);
  }

  private file({ language }: Visit, { slug, head, rows }: Report, reply: FastifyReply): string {
    return asFile(reply, slug, toCsv(head, rows.map((row) => row.map((cell) => csvCell(cell, language))))); // prettier-ignore
  }
}

function asFile(reply: FastifyReply, name: string, text: string): string {
  void reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="sambung-${name}.csv"`)
    .header('cache-control', 'no-store');
  return text;
}
