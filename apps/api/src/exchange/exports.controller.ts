import { Principal } from '@sambung/accounts';
import {
  allDecisions,
  allRecipients,
  DECISION_COLUMNS,
  decisionsPage,
  fromHsds,
  RECIPIENT_COLUMNS,
  recipientsPage,
  toHsds,
} from '@sambung/exchange';
import { OffersService } from '@sambung/offers';
import { Cell, csvLine, xlsxStream } from '@sambung/tables';
import { Body, Controller, Get, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { Access, Caller, Keys, SignedIn } from '../http/access';
import { Describe } from '../http/describe';
import { Page, pageOf, Slug } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { validationPipe } from '../http/validation';
import { CreateOfferRequest, OfferView, toOfferView } from '../offers/offers.views';
import { assertVisible } from '../offers/offers.controller';
import { DecisionRowView, ExportQuery, HsdsImportRequest, HsdsView, RecipientRowView } from './exchange.views';

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

@ApiTags('exchange')
@Controller('api/v1')
export class ExportsController {
  constructor(
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
  ) {}

  @Access('officer', 'admin')
  @Get('exports/decisions')
  @Describe({ summary: 'Decisions on matches of your territory, the oldest first', page: DecisionRowView })
  async decisions(
    @Caller() caller: Principal,
    @Query() { format, limit, after }: ExportQuery,
  ): Promise<Page<DecisionRowView> | StreamableFile> {
    return this.transactions.read(async (tx) => {
      if (format !== 'json') return file(format, 'decisions', table(DECISION_COLUMNS, allDecisions(tx, caller)));
      return pageOf(await decisionsPage(tx, caller, after ?? null, limit), limit, ({ id }) => id);
    });
  }

  @Access('officer', 'admin')
  @Get('exports/recipients')
  @Describe({ summary: 'Who of your territory received what through our matches', page: RecipientRowView })
  async recipients(
    @Caller() caller: Principal,
    @Query() { format, limit, after }: ExportQuery,
  ): Promise<Page<RecipientRowView> | StreamableFile> {
    return this.transactions.read(async (tx) => {
      if (format !== 'json') return file(format, 'recipients', table(RECIPIENT_COLUMNS, allRecipients(tx, caller)));
      return pageOf(await recipientsPage(tx, caller, after ?? null, limit), limit, ({ id }) => id);
    });
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
