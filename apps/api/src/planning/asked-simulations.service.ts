import { Principal } from '@sambung/accounts';
import { forbidden } from '@sambung/errors';
import { OfferDocument, OfferReviews, OffersService } from '@sambung/offers';
import { OfferOverlaps } from '@sambung/overlap';
import { Simulation, Simulations, SimulationWish } from '@sambung/planning';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Transactions } from '../http/transactions';
import { toOfferOverlapView } from '../offers/offer-overlaps.views';

export interface AskedSimulation {
  /** What the offer would say; else a stored version counts. */
  document?: OfferDocument;
  version?: number;
  asOf?: string;
  regionCode?: string;
}

/** Simulations, each asked along with the overlaps that the change would create. */
@Injectable()
export class AskedSimulations {
  constructor(
    private readonly offers: OffersService,
    private readonly reviews: OfferReviews,
    private readonly simulations: Simulations,
    private readonly overlaps: OfferOverlaps,
    private readonly transactions: Transactions,
  ) {}

  async ask(caller: Principal, slug: string, asked: AskedSimulation): Promise<Simulation> {
    const { wish, search } = await this.transactions.read(async (tx) => {
      const found = await this.wish(tx, caller, slug, asked);
      return { wish: found, search: await this.overlaps.read(tx, caller, slug, found.after) };
    });
    const overlaps = (await this.overlaps.find(search)).map(toOfferOverlapView);
    return this.transactions.write((tx) => this.simulations.ask(tx, caller, { ...wish, overlaps }));
  }

  get(caller: Principal, id: string): Promise<Simulation> {
    return this.transactions.read((tx) => this.simulations.get(tx, caller, id));
  }

  /** The caller's own, newest first. */
  list(caller: Principal): Promise<Simulation[]> {
    return this.transactions.read((tx) => this.simulations.list(tx, caller));
  }

  private async wish(
    tx: EntityManager,
    caller: Principal,
    slug: string,
    asked: AskedSimulation,
  ): Promise<Omit<SimulationWish, 'overlaps'>> {
    const { offer, version: current } = await this.offers.get(tx, slug);
    if (caller.role === 'partner' && caller.institutionId !== offer.institutionId) throw foreign();
    const [newest] = await this.offers.versions(tx, offer.id);
    const number = asked.version ?? (asked.document ? current.version : newest!.version);
    const { version: stored } = await this.reviews.read(tx, caller, slug, number);
    const after = asked.document ?? stored.document;
    const before = current.publishedAt && offer.status === 'published' ? current.document : null;
    return { offerId: offer.id, slug, before, after, asOf: asked.asOf ?? null, regionCode: asked.regionCode ?? null };
  }
}

const foreign = () => forbidden('OfferForeign', 'Tawaran ini milik lembaga lain.', 'This offer belongs to another institution.');
