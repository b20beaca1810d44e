import { inTransaction } from '@sambung/database';
import { Relay, Sweep } from '@sambung/events';
import { Recompute } from '@sambung/matches';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Looks for results that a date has overtaken. A profile that waits already is not queued twice. */
@Injectable()
export class OvertakenResults implements Sweep {
  readonly name = 'overtaken results';
  readonly everyMs = 30_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly recompute: Recompute,
    private readonly relay: Relay,
  ) {}

  async sweep(): Promise<void> {
    const found = await inTransaction(this.dataSource, (tx) => this.recompute.overtakenByDate(tx));
    if (found > 0) this.relay.ring();
  }
}
