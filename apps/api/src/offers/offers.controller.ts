import { Principal } from '@sambung/accounts';
import { forbidden, notFound } from '@sambung/errors';
import { CurrentOffer, OffersService } from '@sambung/offers';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, Caller, Keys, SignedIn } from '../http/access';
import { Describe } from '../http/describe';
import { Page, pageOf, Slug } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import {
  AddVersionRequest,
  CreateOfferRequest,
  ListOffersQuery,
  OfferStatusRequest,
  OfferSummaryView,
  OfferView,
  toOfferView,
  toVersionView,
  VersionView,
} from './offers.views';

/** Drafts are seen by their institution and by admins. */
export function assertVisible(caller: Principal, { offer }: CurrentOffer): void {
  const isOwn = caller.role === 'admin' || caller.institutionId === offer.institutionId;
  if (offer.status === 'draft' && !isOwn) throw notFound('OfferUnknown', 'Tawaran tidak ditemukan.', 'There is no such offer.');
}

@ApiTags('offers')
@SignedIn()
@Keys('offers')
@Controller('api/v1/offers')
export class OffersController {
  constructor(
    private readonly offers: OffersService,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Describe({ summary: 'Offers by slug; published ones unless another status is asked for', page: OfferSummaryView })
  async list(@Caller() caller: Principal, @Query() { status, after, limit }: ListOffersQuery): Promise<Page<OfferSummaryView>> {
    if (status === 'draft' && caller.role !== 'admin' && !caller.institutionId) {
      throw forbidden('RoleNotAllowed', 'Draf hanya untuk lembaganya.', 'Drafts are for their institution only.');
    }
    const institutionId = status === 'draft' && caller.role !== 'admin' ? caller.institutionId! : undefined;
    const offers = await this.transactions.read((tx) => this.offers.list(tx, { statuses: [status], institutionId, after, limit }));
    const views = offers.map(({ id, slug, institutionId: owner, status: now }) => ({ id, slug, institutionId: owner, status: now }));
    return pageOf(views, limit, ({ slug }) => slug);
  }

  @Get(':slug')
  @Describe({ summary: 'One offer with the version that counts now', ok: OfferView, problems: [404] })
  async get(@Caller() caller: Principal, @Slug() slug: string): Promise<OfferView> {
    const current = await this.transactions.read((tx) => this.offers.get(tx, slug));
    assertVisible(caller, current);
    return toOfferView(current);
  }

  @Get(':slug/versions')
  @Describe({ summary: 'All versions of an offer, newest first', ok: [VersionView], problems: [404] })
  versions(@Caller() caller: Principal, @Slug() slug: string): Promise<VersionView[]> {
    return this.transactions.read(async (tx) => {
      const current = await this.offers.get(tx, slug);
      assertVisible(caller, current);
      return (await this.offers.versions(tx, current.offer.id)).map(toVersionView);
    });
  }

  @Access('partner', 'admin')
  @Post()
  @Describe({ summary: 'Draft an offer', body: CreateOfferRequest, ok: OfferView, status: 201, problems: [409] })
  async create(@Caller() caller: Principal, @Body() request: CreateOfferRequest): Promise<OfferView> {
    return toOfferView(await this.transactions.write((tx) => this.offers.create(tx, caller, request)));
  }

  @Access('partner', 'admin')
  @Post(':slug/versions')
  @Describe({ summary: 'Draft the next version of an offer', body: AddVersionRequest, ok: VersionView, status: 201, problems: [404] })
  async addVersion(@Caller() caller: Principal, @Slug() slug: string, @Body() { document }: AddVersionRequest): Promise<VersionView> {
    return toVersionView(await this.transactions.write((tx) => this.offers.addVersion(tx, caller, slug, document)));
  }

  @Access('partner', 'admin')
  @Put(':slug/status')
  @Describe({ summary: 'Pause, resume or close an offer', body: OfferStatusRequest, ok: OfferView, problems: [404, 409] })
  async setStatus(@Caller() caller: Principal, @Slug() slug: string, @Body() { status }: OfferStatusRequest): Promise<OfferView> {
    return toOfferView(await this.transactions.write((tx) => this.offers.setStatus(tx, caller, slug, status)));
  }
}
