import { Consent } from '@sambung/accounts';
import { OutboxRow, Relay, workOutboxRow } from '@sambung/events';
import { Recompute, SharingService } from '@sambung/matches';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { CatalogueJobs } from './catalogue-jobs.service';

/** The work behind each job of the match and rematch queues. Every job may come twice, late and out of order. */
@Injectable()
export class MatchJobs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly recompute: Recompute,
    private readonly sharing: SharingService,
    private readonly catalogue: CatalogueJobs,
    private readonly relay: Relay,
  ) {}

  /** @param id of the outbox row */
  async work(id: string): Promise<void> {
    const done = await workOutboxRow(this.dataSource, id, (tx, row) => this.run(tx, row));
    if (done) this.relay.ring();
  }

  private async run(tx: EntityManager, { job, aggregateid }: OutboxRow): Promise<void> {
    switch (job) {
      case 'match-profile':
        return this.recompute.profile(tx, aggregateid);
      case 'rematch-offer':
        return this.catalogue.offerChanged(tx, aggregateid);
      case 'rematch-region':
        return this.catalogue.nextOfRegion(tx, aggregateid);
      case 'simulate':
        return this.catalogue.simulate(tx, aggregateid);
      case 'reconsider-refusals':
        return this.catalogue.offerPublished(tx, aggregateid);
      case 'grant-facts':
        return this.sharing.grantFacts(tx, aggregateid);
      case 'withdraw-matches':
        return this.withdraw(tx, aggregateid);
      default:
        throw new Error(`the matcher knows no job ${job}`);
    }
  }

  private async withdraw(tx: EntityManager, consentId: string): Promise<void> {
    const consent = await tx.findOneByOrFail(Consent, { id: consentId });
    await this.sharing.endAfterWithdrawal(tx, consent);
    if (consent.purpose === 'matching') await this.recompute.profile(tx, consent.actorId);
  }
}
