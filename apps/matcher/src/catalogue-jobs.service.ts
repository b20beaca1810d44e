import { Rematches, RegionRematch } from '@sambung/matches';
import { Refusals } from '@sambung/planning';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

/** The work that follows a change of the catalogue: it concerns many profiles at once. */
@Injectable()
export class CatalogueJobs {
  constructor(
    private readonly rematches: Rematches,
    private readonly regions: RegionRematch,
    private readonly refusals: Refusals,
  ) {}

  async offerChanged(tx: EntityManager, offerId: string): Promise<void> {
    await this.rematches.startForOffer(tx, offerId);
  }

  async offerPublished(tx: EntityManager, offerId: string): Promise<void> {
    await this.refusals.reconsider(tx, offerId);
  }

  nextOfRegion(tx: EntityManager, partId: string): Promise<void> {
    return this.regions.next(tx, partId);
  }
}
