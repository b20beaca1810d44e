import { inTransaction } from '@sambung/database';
import { Relay } from '@sambung/events';
import { OfferFreshness } from '@sambung/offers';
import { Injectable, Logger, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

const EVERY_MS = 86_400_000;

/** Once a day, and at every start, pauses the offers that nobody has confirmed for too long. */
@Injectable()
export class UnconfirmedOffers implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(UnconfirmedOffers.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    private readonly freshness: OfferFreshness,
    private readonly relay: Relay,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS);
    void this.sweep();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** @returns how many were paused */
  async sweep(): Promise<number> {
    try {
      let paused = 0;
      for (let more = 1; more > 0; paused += more) {
        more = await inTransaction(this.dataSource, (tx) => this.freshness.pauseUnconfirmed(tx));
      }
      if (paused > 0) this.logger.log({ event: 'offers-lapsed', paused });
      this.relay.ring();
      return paused;
    } catch (error) {
      this.logger.warn(`unconfirmed offers: ${(error as Error).message}`);
      return 0;
    }
  }
}
