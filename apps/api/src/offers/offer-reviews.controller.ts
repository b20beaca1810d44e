import { Principal } from '@sambung/accounts';
import { OfferReviews } from '@sambung/offers';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller, Keys } from '../http/access';
import { Describe } from '../http/describe';
import { Slug, VersionNumber } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { SendBackRequest, toWaitingVersionView, WaitingVersionView } from './offer-life.views';
import { OfferView, toOfferView, toVersionView, VersionView } from './offers.views';

const REVIEW = 'offers/:slug/versions/:version';

@ApiTags('offers')
@Keys('offers')
@Controller('api/v1')
export class OfferReviewsController {
  constructor(
    private readonly reviews: OfferReviews,
    private readonly transactions: Transactions,
  ) {}

  @Access('partner', 'officer', 'admin')
  @Get('offer-reviews')
  @Describe({
    summary: 'Versions that wait for you to publish them or send them back, the longest waiting first',
    ok: [WaitingVersionView],
  })
  async waiting(@Caller() caller: Principal): Promise<WaitingVersionView[]> {
    return (await this.transactions.read((tx) => this.reviews.waiting(tx, caller))).map(toWaitingVersionView);
  }

  @Access('partner', 'admin')
  @Post(`${REVIEW}/review`)
  @Describe({ summary: 'Put a draft before a second person', ok: VersionView, status: 201, problems: [404, 409] })
  async submit(@Caller() caller: Principal, @Slug() slug: string, @VersionNumber() version: number): Promise<VersionView> {
    return toVersionView(await this.transactions.write((tx) => this.reviews.submit(tx, caller, slug, version)));
  }

  @Access('partner', 'officer', 'admin')
  @Post(`${REVIEW}/return`)
  @Describe({ summary: 'Send a version under review back to its author', body: SendBackRequest, ok: VersionView, problems: [404, 409] })
  async sendBack(
    @Caller() caller: Principal,
    @Slug() slug: string,
    @VersionNumber() version: number,
    @Body() { note }: SendBackRequest,
  ): Promise<VersionView> {
    return toVersionView(await this.transactions.write((tx) => this.reviews.sendBack(tx, caller, slug, version, note)));
  }

  @Access('partner', 'officer', 'admin')
  @Post(`${REVIEW}/publication`)
  @Describe({
    summary: 'Publish what another person wrote and submitted; its examples must hold',
    ok: OfferView,
    status: 201,
    problems: [404, 409],
  })
  async publish(@Caller() caller: Principal, @Slug() slug: string, @VersionNumber() version: number): Promise<OfferView> {
    return toOfferView(await this.transactions.write((tx) => this.reviews.publish(tx, caller, slug, version)));
  }
}
