import type { MatchState } from '@sambung/matches';
import { EntityManager } from 'typeorm';

/** How many seats of a batch stand in which state of their matches. */
export interface SeatTally {
  batchId: string;
  state: MatchState;
  seats: number;
}

export const seatTally = (tx: EntityManager, roundId: string): Promise<SeatTally[]> =>
  tx.query(
    `select seat.batch_id as "batchId", match.state, count(*)::int as seats
     from round_seats seat join matches match on match.id = seat.match_id
     where seat.round_id = $1 group by seat.batch_id, match.state`,
    [roundId],
  );
