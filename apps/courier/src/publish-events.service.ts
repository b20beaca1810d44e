import { Consent } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { OutboxRow, Relay, workOutboxRow } from '@sambung/events';
import { Match, SharingService } from '@sambung/matches';
import { Offer } from '@sambung/offers';
import { EventPublisher, DomainType } from '@sambung/webhooks';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

const DAY_MS = 86_400_000;

/** Turns our events into events for partners. Every job may come twice, late and out of order. */
@Injectable()
export class PublishEvents {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sharing: SharingService,
    private readonly publisher: EventPublisher,
    private readonly clock: Clock,
    private readonly relay: Relay,
  ) {}

  /** @param id of the outbox row */
  async work(id: string): Promise<void> {
    const done = await workOutboxRow(this.dataSource, id, (tx, row) => this.publish(tx, row));
    if (done) this.relay.ring();
  }

  private async publish(tx: EntityManager, { job, aggregateid }: OutboxRow): Promise<void> {
    switch (job) {
      case 'publish-approval': {
        const match = await this.sharing.offerToPartner(tx, aggregateid);
        if (match) await this.publishMatch(tx, 'match.approved', match);
        return;
      }
      case 'publish-seat': {
        const match = await this.sharing.takenSeat(tx, aggregateid);
        if (match) await this.publishMatch(tx, 'match.seatAccepted', match);
        return;
      }
      case 'publish-match-withdrawal':
        return this.publishMatch(tx, 'match.withdrawn', await tx.findOneByOrFail(Match, { id: aggregateid }));
      case 'publish-withdrawal':
        return this.publishWithdrawal(tx, aggregateid);
      case 'publish-lapse':
        return this.publishLapse(tx, aggregateid);
      default:
        throw new Error(`the courier knows no job ${job}`);
    }
  }

  private async publishMatch(tx: EntityManager, type: DomainType, match: Match): Promise<void> {
    const { id: subjectId, institutionId, actorId, version } = match;
    await this.publisher.publish(tx, { type, institutionId, actorId, subjectId, version }, this.clock.now());
  }

  /** An offer that its institution has confirmed meanwhile is news no more. */
  private async publishLapse(tx: EntityManager, offerId: string): Promise<void> {
    const { slug, institutionId, status, confirmedAt } = await tx.findOneByOrFail(Offer, { id: offerId });
    if (status !== 'paused' || !confirmedAt) return;
    const version = Math.floor(confirmedAt.getTime() / DAY_MS);
    await this.publisher.publishLapse(tx, { institutionId, offerId, slug, version }, this.clock.now());
  }

  private async publishWithdrawal(tx: EntityManager, consentId: string): Promise<void> {
    const { actorId, institutionId } = await tx.findOneByOrFail(Consent, { id: consentId });
    if (!institutionId) return;
    await this.publisher.cancelPending(tx, actorId, institutionId);
    const event = { type: 'consent.withdrawn' as const, institutionId, actorId, subjectId: consentId, version: 1 };
    await this.publisher.publish(tx, event, this.clock.now());
  }
}
