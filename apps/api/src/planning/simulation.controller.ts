import { Principal } from '@sambung/accounts';
import { forbidden } from '@sambung/errors';
import { OfferReviews, OffersService } from '@sambung/offers';
import { OfferOverlaps } from '@sambung/overlap';
import { Simulation, SimulationWish } from '@sambung/planning';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EntityManager } from 'typeorm';
import { Access, Caller, Keys } from '../http/access';
import { Describe } from '../http/describe';
import { Slug } from '../http/request-shapes';
import { Transactions } from '../http/transactions';
import { SimulateRequest, SimulationView, toSimulationView } from './planning.views';

@ApiTags('planning')
@Controller('api/v1')
export class SimulationController {
  constructor(
    private readonly offers: OffersService,
    private readonly reviews: OfferReviews,
    private readonly simulation: Simulation,
    private readonly overlaps: OfferOverlaps,
    private readonly transactions: Transactions,
  ) {}

  @Access('partner', 'planner', 'officer', 'admin')
  @Keys('offers')
  @Post('offers/:slug/simulation')
  @Describe({
    summary: 'Whom a draft or a changed rule would newly take in, leave out or leave open, and how many want each seat; stores nothing',
    body: SimulateRequest,
    ok: SimulationView,
    problems: [404],
  })
  async simulate(@Caller() caller: Principal, @Slug() slug: string, @Body() request: SimulateRequest): Promise<SimulationView> {
    const { result, search } = await this.transactions.read(async (tx) => {
      const wish = await this.wish(tx, caller, slug, request);
      return { result: await this.simulation.run(tx, caller, wish), search: await this.overlaps.read(tx, caller, slug, wish.after) };
    });
    return toSimulationView(result, await this.overlaps.find(search));
  }

  private async wish(tx: EntityManager, caller: Principal, slug: string, request: SimulateRequest): Promise<SimulationWish> {
    const { offer, version: current } = await this.offers.get(tx, slug);
    if (caller.role === 'partner' && caller.institutionId !== offer.institutionId) throw foreign();
    const [newest] = await this.offers.versions(tx, offer.id);
    const asked = request.version ?? (request.document ? current.version : newest!.version);
    const { version: stored } = await this.reviews.read(tx, caller, slug, asked);
    const after = request.document ?? stored.document;
    const before = current.publishedAt && offer.status === 'published' ? current.document : null;
    return { slug, before, after, asOf: request.asOf ?? null, regionCode: request.regionCode ?? null };
  }
}

const foreign = () => forbidden('OfferForeign', 'Tawaran ini milik lembaga lain.', 'This offer belongs to another institution.');
