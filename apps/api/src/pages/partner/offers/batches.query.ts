import { Text } from '@sambung/reference';
import { EntityManager } from 'typeorm';

interface BatchRow {
  round: Text;
  state: string;
  opensAt: Date;
  closesAt: Date;
  seats: number;
  batch: string;
}

/** Seats of an offer in announced rounds, the newest round first. */
export const batchesOf = (tx: EntityManager, offerId: string): Promise<BatchRow[]> =>
  tx.query(
    `select rounds.name as round, rounds.state, rounds.opens_at as "opensAt", rounds.closes_at as "closesAt", batch.seats, batch.id as batch
     from round_batches batch join rounds on rounds.id = batch.round_id
     where batch.offer_id = $1 and rounds.state <> 'draft' order by rounds.opens_at desc, batch.place limit 50`,
    [offerId],
  );
