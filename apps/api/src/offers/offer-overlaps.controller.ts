import { Principal } from '@sambung/accounts';
import { notFound } from '@sambung/errors';
import { OffersService } from '@sambung/offers';
import { OfferOverlaps } from '@sambung/overlap';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller, Keys } from '../http/access';
import { Describe } from '../http/describe';
import { Slug, VersionNumber } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { FindOverlapsRequest, OfferOverlapView, toOfferOverlapView } from './offer-overlaps.views';
import { assertVisible } from './offers.controller';

@ApiTags('offers')
@Access('partner', 'planner', 'officer', 'admin')
@Keys('offers')
@Controller('api/v1/offers')
export class OfferOverlapsController {
  constructor(
    private readonly offers: OffersService,
    private readonly overlaps: OfferOverlaps,
    private readonly transactions: Transactions,
  ) {}

  @Post('overlaps')
  @Describe({
    summary: 'Published offers that would serve the same people as a draft, each with a witness and advice; stores nothing',
    body: FindOverlapsRequest,
    ok: [OfferOverlapView],
  })
  async find(@Caller() caller: Principal, @Body() { slug, document }: FindOverlapsRequest): Promise<OfferOverlapView[]> {
    const search = await this.transactions.read((tx) => this.overlaps.read(tx, caller, slug ?? null, document));
    return (await this.overlaps.find(search)).map(toOfferOverlapView);
  }

  @Get(':slug/versions/:version/overlaps')
  @Describe({ summary: 'The same for a version that is stored, published or not', ok: [OfferOverlapView], problems: [404] })
  async ofVersion(@Caller() caller: Principal, @Slug() slug: string, @VersionNumber() version: number): Promise<OfferOverlapView[]> {
    const search = await this.transactions.read(async (tx) => {
      const current = await this.offers.get(tx, slug);
      assertVisible(caller, current);
      const asked = (await this.offers.versions(tx, current.offer.id)).find((one) => one.version === version);
      if (!asked) throw notFound('OfferUnknown', 'Tawaran tidak ditemukan.', 'There is no such offer.');
      return this.overlaps.read(tx, caller, slug, asked.document);
    });
    return (await this.overlaps.find(search)).map(toOfferOverlapView);
  }
}
