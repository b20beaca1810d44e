import { Rematches, RegionRematch } from '@sambung/matches';
import { Refusals, Simulations } from '@sambung/planning';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';

/** The work that follows a change of the catalogue: it concerns many profiles at once. */
@Injectable()
export class CatalogueJobs {
  constructor(
    private readonly rematches: Rematches,
    private readonly regions: RegionRematch,
    private readonly refusals: Refusals,
    private readonly simulations: Simulations,
  ) {}

  async offerChanged(tx: EntityManager, offerId: string): Promise<void> {
    await this.rematches.startForOffer(tx, offerId);
  }

  async offerPublished(tx: EntityManager, offerId: string): Promise<void> {
    await this.refusals.reconsider(tx, offerId);
  }

  simulate(tx: EntityManager, simulationId: string): Promise<void> {
    return this.simulations.nextPart(tx, simulationId);
  }

  nextOfRegion(tx: EntityManager, partId: string): Promise<void> {
    return this.regions.next(tx, partId);
  }
}
