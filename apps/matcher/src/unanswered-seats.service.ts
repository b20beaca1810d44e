import { inTransaction } from '@sambung/database';
import { Relay, Sweep } from '@sambung/events';
import { SeatsService } from '@sambung/rounds';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Looks for seats that nobody has answered in time. A seat expires once. */
@Injectable()
export class UnansweredSeats implements Sweep {
  readonly name = 'unanswered seats';
  readonly everyMs = 30_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly seats: SeatsService,
    private readonly relay: Relay,
  ) {}

  async sweep(): Promise<void> {
    const expired = await inTransaction(this.dataSource, (tx) => this.seats.expire(tx));
    if (expired > 0) this.relay.ring();
  }
}
