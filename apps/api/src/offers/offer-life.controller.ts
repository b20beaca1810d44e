import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { refuseFaults } from '@sambung/errors';
import { diffDocuments, documentFaults, lintDocument, OfferFreshness, OfferReviews } from '@sambung/offers';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller, Keys, SignedIn } from '../http/access';
import { Describe } from '../http/describe';
import { Slug, VersionNumber } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { DiffView, LintRequest, LintView, toVersionDocumentView, VersionDocumentView } from './offer-life.views';
import { OfferView, toOfferView } from './offers.views';

@ApiTags('offers')
@SignedIn()
@Keys('offers')
@Controller('api/v1/offers')
export class OfferLifeController {
  constructor(
    private readonly reviews: OfferReviews,
    private readonly freshness: OfferFreshness,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  @Access('partner', 'planner', 'officer', 'admin')
  @Post('lint')
  @Describe({ summary: 'What the author of a document should look at again; stores nothing', body: LintRequest, ok: LintView })
  lint(@Body() { document }: LintRequest): Promise<LintView> {
    refuseFaults(documentFaults(document));
    return lintDocument(document, this.clock.today());
  }

  @Get(':slug/versions/:version')
  @Describe({ summary: 'One version with its document and the warnings kept with it', ok: VersionDocumentView, problems: [404] })
  async version(@Caller() caller: Principal, @Slug() slug: string, @VersionNumber() version: number): Promise<VersionDocumentView> {
    return toVersionDocumentView(await this.transactions.read((tx) => this.reviews.read(tx, caller, slug, version)));
  }

  @Get(':slug/versions/:version/diff/:other')
  @Describe({ summary: 'What another version says otherwise: members, and conditions in words', ok: DiffView, problems: [404] })
  diff(
    @Caller() caller: Principal,
    @Slug() slug: string,
    @VersionNumber() version: number,
    @VersionNumber('other') other: number,
  ): Promise<DiffView> {
    return this.transactions.read(async (tx) => {
      const before = await this.reviews.read(tx, caller, slug, version);
      const after = await this.reviews.read(tx, caller, slug, other);
      return diffDocuments(before.version.document, after.version.document);
    });
  }

  @Access('partner', 'admin')
  @Post(':slug/confirmation')
  @Describe({
    summary: 'Say that the offer still stands; offers long unconfirmed sink in the results and are paused in the end',
    ok: OfferView,
    problems: [404, 409],
  })
  async confirm(@Caller() caller: Principal, @Slug() slug: string): Promise<OfferView> {
    return toOfferView(await this.transactions.write((tx) => this.freshness.confirm(tx, caller, slug)));
  }
}
