import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { conflict, notFound } from '@sambung/errors';
import { Match, MatchState, SeatMatches } from '@sambung/matches';
import { ActorsService } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { Any, EntityManager, IsNull } from 'typeorm';
import { Ranking } from './ranking.entity';
import { holdRound } from './round-access';
import { Round } from './round.entity';
import { Seat } from './run.entity';

export type SeatAnswer = 'accepted' | 'declined';

/** States of a match whose seat its owner has taken: it is not given to anybody else. */
export const TAKEN: readonly MatchState[] = ['accepted', 'inProgress', 'completed'];

export interface HeldSeat {
  seat: Seat;
  match: Match;
}

const EXPIRY_BATCH = 200;

/** What becomes of seats after a run: owners answer, time runs out, applicants leave. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly actors: ActorsService,
    private readonly matches: SeatMatches,
    private readonly clock: Clock,
  ) {}

  /** The seats of a round by ranking. */
  async ofRound(tx: EntityManager, roundId: string): Promise<Map<string, HeldSeat>> {
    return this.held(tx, await tx.findBy(Seat, { roundId }));
  }

  /** The seats of some rankings, by ranking. */
  async ofRankings(tx: EntityManager, ids: readonly string[]): Promise<Map<string, HeldSeat>> {
    return this.held(tx, await tx.findBy(Seat, { rankingId: Any([...ids]) }));
  }

  private async held(tx: EntityManager, seats: readonly Seat[]): Promise<Map<string, HeldSeat>> {
    const matches = await tx.findBy(Match, { id: Any(seats.map(({ matchId }) => matchId)) });
    const byId = new Map(matches.map((match) => [match.id, match]));
    return new Map(seats.map((seat) => [seat.rankingId, { seat, match: byId.get(seat.matchId)! }]));
  }

  async ofRanking(tx: EntityManager, rankingId: string): Promise<HeldSeat | null> {
    const seat = await tx.findOneBy(Seat, { rankingId });
    return seat && { seat, match: await tx.findOneByOrFail(Match, { id: seat.matchId }) };
  }

  /**
   * The owner's answer to an offered seat. The same answer again changes nothing.
   * @throws DomainError SeatUnknown, SeatExpired, ConsentMissing, TransitionIllegal
   */
  async answer(tx: EntityManager, principal: Principal, roundId: string, actorId: string, answer: SeatAnswer): Promise<void> {
    const { ranking, round } = await this.applicant(tx, principal, roundId, actorId);
    const held = ranking && (await this.ofRanking(tx, ranking.id));
    if (!held) throw seatUnknown();
    const { match, seat } = held;
    if (match.state === answer) return;
    if (match.state === 'offered' && seat.expiresAt <= this.clock.now()) throw seatExpired(seat);
    if (answer === 'declined') {
      await this.matches.giveUp(tx, match, 'declined', principal);
      return this.vacate(tx, ranking, principal);
    }
    await this.matches.accept(tx, principal, match);
    await this.matches.release(tx, round.id, await this.matches.waiting(tx, round.id, actorId), principal);
  }

  /**
   * The owner leaves the round: takes the ranking back while it is open, gives up seat and waiting places later. May be repeated.
   * @throws DomainError SeatTaken once a seat is accepted, RoundFinished
   */
  async leave(tx: EntityManager, principal: Principal, roundId: string, actorId: string): Promise<void> {
    const { ranking, round } = await this.applicant(tx, principal, roundId, actorId);
    if (!ranking || ranking.leftAt) return;
    if (round.state === 'open') return void (await tx.delete(Ranking, { id: ranking.id }));
    if (round.state === 'finished') throw roundFinished();
    const held = await this.ofRanking(tx, ranking.id);
    if (held && TAKEN.includes(held.match.state)) throw seatTaken();
    if (held?.match.state === 'offered') await this.matches.giveUp(tx, held.match, 'declined', principal);
    await this.vacate(tx, ranking, principal);
  }

  private async applicant(
    tx: EntityManager,
    principal: Principal,
    roundId: string,
    actorId: string,
  ): Promise<{ round: Round; ranking: Ranking | null }> {
    const round = await holdRound(tx, principal, roundId, 'applicant');
    await this.actors.getForChange(tx, principal, actorId);
    return { round, ranking: await tx.findOneBy(Ranking, { roundId, actorId }) };
  }

  /** Takes an applicant out of the round, whose seat is given up already. */
  private async vacate(tx: EntityManager, { id, roundId, actorId }: Ranking, by: Principal | null): Promise<void> {
    await this.matches.release(tx, roundId, await this.matches.waiting(tx, roundId, actorId), by);
    await tx.update(Ranking, { id, leftAt: IsNull() }, { leftAt: this.clock.now() });
  }

  /**
   * Ends offers of seats that nobody answered in time, of one round or of all. Runs in every process, at any time.
   * @returns how many
   */
  async expire(tx: EntityManager, roundId?: string): Promise<number> {
    const overdue: { rankingId: string; actorId: string }[] = await tx.query(
      `select seat.ranking_id as "rankingId", match.actor_id as "actorId"
       from round_seats seat join matches match on match.id = seat.match_id join rounds round on round.id = seat.round_id
       where match.state = 'offered' and seat.expires_at <= $1 and ($2::uuid is null or seat.round_id = $2)
       order by match.actor_id limit $3 for share of round skip locked`,
      [this.clock.now(), roundId ?? null, roundId ? null : EXPIRY_BATCH],
    );
    await tx.query('select from actors where id = any($1) order by id for update', [overdue.map((row) => row.actorId)]);
    for (const { rankingId } of overdue) await this.expireOne(tx, rankingId);
    return overdue.length;
  }

  /** Looks again under the lock: the owner may have answered meanwhile. */
  private async expireOne(tx: EntityManager, rankingId: string): Promise<void> {
    const { match, seat } = (await this.ofRanking(tx, rankingId))!;
    if (match.state !== 'offered' || seat.expiresAt > this.clock.now()) return;
    await this.matches.giveUp(tx, match, 'expired', null);
    await this.vacate(tx, await tx.findOneByOrFail(Ranking, { id: rankingId }), null);
  }
}

const seatUnknown = () => notFound('SeatUnknown', 'Tidak ada kursi yang ditawarkan.', 'No seat has been offered.');

const seatExpired = ({ expiresAt }: Seat) =>
  conflict('SeatExpired', 'Waktu menjawab sudah lewat.', 'The time for an answer has passed.', { expiresAt });

const seatTaken = () =>
  conflict(
    'SeatTaken',
    'Kursi sudah diterima. Hubungi lembaganya untuk mundur.',
    'The seat is accepted. Contact the institution to step back.',
  );

const roundFinished = () => conflict('RoundFinished', 'Putaran ini sudah selesai.', 'This round is finished.');
