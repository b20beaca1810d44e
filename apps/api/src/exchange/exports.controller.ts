import { Principal } from '@sambung/accounts';
import { audit, AuditEntry } from '@sambung/audit';
import { allRows, DECISION_COLUMNS, decisionsPage, fromHsds, RECIPIENT_COLUMNS, recipientsPage, toHsds } from '@sambung/exchange';
import { OffersService } from '@sambung/offers';
import { Cell, csvLine, xlsxStream } from '@sambung/tables';
import { Body, Controller, Get, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { EntityManager } from 'typeorm';
import { Access, Caller, Keys, SignedIn } from '../http/access';
import { Describe } from '../http/describe';
import { Page, pageOf, Slug } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { validationPipe } from '../http/validation';
import { CreateOfferRequest, OfferView, toOfferView } from '../offers/offers.views';
import { assertVisible } from '../offers/offers.controller';
import { DecisionRowView, ExportQuery, RecipientRowView } from './exchange.views';
import { HsdsImportRequest, HsdsView } from './hsds.views';

const SHAPES = validationPipe();
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function* table<Row>(columns: readonly (keyof Row & string)[], rows: AsyncIterable<Row>): AsyncGenerator<readonly Cell[]> {
  yield columns;
  for await (const row of rows) yield columns.map((column) => row[column] as Cell);
}

async function* lines(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  for await (const row of rows) yield csvLine(row);
}

function file(format: 'csv' | 'xlsx', name: string, rows: AsyncIterable<readonly Cell[]>): StreamableFile {
  const type = format === 'xlsx' ? XLSX : 'text/csv; charset=utf-8';
  const stream = format === 'xlsx' ? xlsxStream(rows) : Readable.from(lines(rows));
  return new StreamableFile(stream, { type, disposition: `attachment; filename="${name}.${format}"` });
}

/** Whoever a file names can see who took it. */
const exported = (actorId: string, what: string): AuditEntry => ({
  action: 'profile.exported',
  object: ['actor', actorId],
  subjectId: actorId,
  reason: what,
});

@ApiTags('exchange')
@Controller('api/v1')
export class ExportsController {
  constructor(
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
  ) {}

  /** Each page in a transaction of its own, for the same caller: a file is still being read when the request's work is done. */
  private pages<Row extends { actorId: string }>(
    caller: Principal,
    what: string,
    read: (tx: EntityManager, afterId: string | null, limit: number) => Promise<Row[]>,
  ) {
    const inRequest = AsyncLocalStorage.snapshot();
    const onRecord = async (tx: EntityManager, afterId: string | null, limit: number): Promise<Row[]> => {
      const rows = await read(tx, afterId, limit);
      await audit(tx, caller, ...[...new Set(rows.map(({ actorId }) => actorId))].map((id) => exported(id, what)));
      return rows;
    };
    return (afterId: string | null, limit: number): Promise<Row[]> =>
      inRequest(() => this.transactions.read((tx) => onRecord(tx, afterId, limit)));
  }

  @Access('officer', 'admin')
  @Get('exports/decisions')
  @Describe({ summary: 'Decisions on matches of your territory, the oldest first', page: DecisionRowView })
  async decisions(
    @Caller() caller: Principal,
    @Query() { format, limit, after }: ExportQuery,
  ): Promise<Page<DecisionRowView> | StreamableFile> {
    const page = this.pages(caller, 'decisions', (tx, afterId, count) => decisionsPage(tx, caller, afterId, count));
    if (format !== 'json') return file(format, 'decisions', table(DECISION_COLUMNS, allRows(page)));
    return pageOf(await page(after ?? null, limit), limit, ({ id }) => id);
  }

  @Access('officer', 'admin')
  @Get('exports/recipients')
  @Describe({ summary: 'Who of your territory received what through our matches', page: RecipientRowView })
  async recipients(
    @Caller() caller: Principal,
    @Query() { format, limit, after }: ExportQuery,
  ): Promise<Page<RecipientRowView> | StreamableFile> {
    const page = this.pages(caller, 'recipients', (tx, afterId, count) => recipientsPage(tx, caller, afterId, count));
    if (format !== 'json') return file(format, 'recipients', table(RECIPIENT_COLUMNS, allRows(page)));
    return pageOf(await page(after ?? null, limit), limit, ({ id }) => id);
  }

  @SignedIn()
  @Keys('offers')
  @Get('offers/:slug/hsds')
  @Describe({ summary: 'The offer as a service of the Human Services Data Specification 3.0', ok: HsdsView, problems: [404] })
  async hsds(@Caller() caller: Principal, @Slug() slug: string): Promise<object> {
    const current = await this.transactions.read((tx) => this.offers.get(tx, slug));
    assertVisible(caller, current);
    return toHsds(current);
  }

  @Access('partner', 'admin')
  @Keys('offers')
  @Post('offers/hsds')
  @Describe({
    summary: 'Draft an offer from a service of HSDS 3.0; eligibility that is only prose becomes a question for an officer',
    body: HsdsImportRequest,
    ok: OfferView,
    status: 201,
    problems: [409],
  })
  async fromHsds(@Caller() caller: Principal, @Body() { slug, institutionId, service }: HsdsImportRequest): Promise<OfferView> {
    const draft = { slug, institutionId, document: fromHsds(service) };
    const input = (await SHAPES.transform(draft, { type: 'body', metatype: CreateOfferRequest })) as CreateOfferRequest;
    return toOfferView(await this.transactions.write((tx) => this.offers.create(tx, caller, input)));
  }
}
