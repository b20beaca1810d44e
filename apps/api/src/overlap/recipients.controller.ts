import { Principal } from '@sambung/accounts';
import { IdentityReviews, RecipientImport } from '@sambung/overlap';
import { readCsvText, readTable } from '@sambung/tables';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../http/access';
import { Describe } from '../http/describe';
import { Id, Page, pageOf } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { TakesFile, Upload, Uploaded, UploadRule, withUploadedFile } from '../http/uploads';
import {
  DecideReviewRequest,
  ImportRecipientsFileRequest,
  ImportRecipientsRequest,
  ImportReportView,
  ListReviewsQuery,
  ReviewView,
  toImportReportView,
  toReviewView,
} from './recipients.views';

const LIST_FILE = { field: 'berkas', mostBytes: 5_000_000, kinds: ['text', 'xlsx'] } as const satisfies UploadRule;

@ApiTags('overlap')
@Access('officer', 'admin')
@Controller('api/v1')
export class RecipientsController {
  constructor(
    private readonly imports: RecipientImport,
    private readonly reviews: IdentityReviews,
    private readonly transactions: Transactions,
  ) {}

  @Post('recipient-lists')
  @Describe({
    summary: 'Bring a list of recipients into the ledger; numbers are kept as keyed digests only',
    body: ImportRecipientsRequest,
    ok: ImportReportView,
    status: 201,
  })
  async bring(@Caller() caller: Principal, @Body() { csv, dryRun, ...head }: ImportRecipientsRequest): Promise<ImportReportView> {
    const work = dryRun ? 'check' : 'store';
    return toImportReportView(await this.transactions.write((tx) => this.imports[work](tx, caller, head, readCsvText(csv))));
  }

  @Post('recipient-lists/files')
  @TakesFile(LIST_FILE)
  @Describe({
    summary: 'Bring a CSV or XLSX file of recipients into the ledger',
    upload: { fields: ImportRecipientsFileRequest, file: LIST_FILE.field },
    ok: ImportReportView,
    status: 201,
  })
  async bringFile(
    @Caller() caller: Principal,
    @Body() { dryRun, ...head }: ImportRecipientsFileRequest,
    @Uploaded() upload: Upload,
  ): Promise<ImportReportView> {
    const work = dryRun ? 'check' : 'store';
    return withUploadedFile(upload, async (file) =>
      toImportReportView(await this.transactions.write((tx) => this.imports[work](tx, caller, head, readTable(file)))),
    );
  }

  @Get('identity-reviews')
  @Describe({ summary: 'Pairs of recipients that are likely the same person', page: ReviewView })
  async list(@Caller() caller: Principal, @Query() query: ListReviewsQuery): Promise<Page<ReviewView>> {
    const pairs = await this.transactions.read((tx) => this.reviews.list(tx, caller, query));
    return pageOf(pairs.map(toReviewView), query.limit, ({ id }) => id);
  }

  @Post('identity-reviews/:id/decision')
  @Describe({
    summary: 'Say whether a pair is one person; when not, the newer entry counts for nobody',
    body: DecideReviewRequest,
    ok: ReviewView,
    status: 201,
    problems: [404, 409],
  })
  async decide(@Caller() caller: Principal, @Id() id: string, @Body() request: DecideReviewRequest): Promise<ReviewView> {
    return toReviewView(await this.transactions.write((tx) => this.reviews.decide(tx, caller, id, request)));
  }
}
