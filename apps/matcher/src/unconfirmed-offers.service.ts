import { inTransaction } from '@sambung/database';
import { Relay, Sweep } from '@sambung/events';
import { OfferFreshness } from '@sambung/offers';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Pauses the offers that nobody has confirmed for too long. */
@Injectable()
export class UnconfirmedOffers implements Sweep {
  readonly name = 'unconfirmed offers';
  readonly everyMs = 3_600_000;
  private readonly logger = new Logger(UnconfirmedOffers.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly freshness: OfferFreshness,
    private readonly relay: Relay,
  ) {}

  /** @returns how many were paused */
  async sweep(): Promise<number> {
    let paused = 0;
    for (let more = 1; more > 0; paused += more) {
      more = await inTransaction(this.dataSource, (tx) => this.freshness.pauseUnconfirmed(tx));
    }
    if (paused > 0) this.logger.log({ event: 'offers-lapsed', paused });
    this.relay.ring();
    return paused;
  }
}
