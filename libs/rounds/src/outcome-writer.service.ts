import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { Allocation } from '@sambung/matching';
import { explain, pairOf, Placement, ProfileReader, SeatMatches } from '@sambung/matches';
import { Actor } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { Any, EntityManager } from 'typeorm';
import { Ranking } from './ranking.entity';
import { Round } from './round.entity';
import { BatchOfRound } from './rounds.service';
import { seatAt } from './seat-outcomes.service';
import { Seat } from './run.entity';
import { HeldSeat, TAKEN } from './seats.service';

export interface Outcome {
  round: Round;
  batches: readonly BatchOfRound[];
  rankings: readonly Ranking[];
  /** As they stood before this run. */
  seats: ReadonlyMap<string, HeldSeat>;
  allocation: Allocation;
  /** Of the run. */
  number: number;
}

/** Batches by applicant. */
type Batches = ReadonlyMap<string, readonly string[]>;

interface Found {
  seated: Batches;
  applicants: ReadonlyMap<string, Actor>;
}

const DAY_MS = 86_400_000;
const CHUNK = 500;

/** Batches by applicant, from batches with their applicants. */
function byApplicant(lists: Readonly<Record<string, readonly string[]>>): Batches {
  const found = new Map<string, string[]>();
  for (const [batch, applicants] of Object.entries(lists)) {
    for (const id of applicants) found.set(id, [...(found.get(id) ?? []), batch]);
  }
  return found;
}

/** Turns what a run decided into seats and matches. The caller holds the round and all its actors. */
@Injectable()
export class OutcomeWriter {
  constructor(
    private readonly reader: ProfileReader,
    private readonly matches: SeatMatches,
    private readonly clock: Clock,
  ) {}

  async write(tx: EntityManager, principal: Principal, outcome: Outcome): Promise<void> {
    const { rankings, allocation } = outcome;
    const actors = await tx.findBy(Actor, { id: Any(rankings.map(({ actorId }) => actorId)) });
    const applicants = new Map(actors.map((actor) => [actor.id, actor]));
    const [seated, waiting] = [byApplicant(allocation.matching), byApplicant(allocation.waiting)];
    await this.offer(tx, principal, outcome, { seated, applicants });
    await this.wait(tx, principal, outcome, { seated, waiting, applicants });
  }

  /** Offers the seats that are new with this run; who holds another one unanswered gives that up for the better. */
  private async offer(tx: EntityManager, principal: Principal, outcome: Outcome, { seated, applicants }: Found): Promise<void> {
    const { round, rankings, seats, number, allocation } = outcome;
    const isNew = ({ id }: Ranking) => {
      const held = seats.get(id);
      return seated.has(id) && !(held && (TAKEN.includes(held.match.state) || held.seat.batchId === seated.get(id)![0]));
    };
    const chosen = rankings.filter(isNew).map((ranking) => ({ ranking, actor: applicants.get(ranking.actorId)!, batchId: seated.get(ranking.id)![0]! })); // prettier-ignore
    const situations = await this.reader.situationsOf(tx, chosen.map(({ actor }) => actor)); // prettier-ignore
    const placements = chosen.map(({ ranking, actor, batchId }) => {
      const placement = placementOf(outcome, ranking, actor, batchId);
      const choice = ranking.assessment!.choices.find(({ batch }) => batch === batchId)!;
      const seat = seatAt(choice, ranking, round, { number, ...allocation });
      return { ...placement, explanation: explain(placement.offer, situations.get(actor.id)!, undefined, seat) };
    });
    const matches = await this.matches.place(tx, { to: 'offered', roundId: round.id, by: principal }, placements);
    const expiresAt = new Date(this.clock.now().getTime() + round.answerDays * DAY_MS);
    const given = chosen.map(({ ranking, actor, batchId }, index): Seat => {
      const matchId = matches.get(pairOf(actor.id, placements[index]!.offer.offer.id))!;
      return { rankingId: ranking.id, roundId: round.id, batchId, matchId, run: number, expiresAt };
    });
    const left = given.map(({ rankingId, matchId }) => ({ before: seats.get(rankingId)?.match, matchId }));
    await this.matches.release(tx, round.id, left.flatMap(({ before, matchId }) => (before && before.id !== matchId ? [before] : [])), principal); // prettier-ignore
    for (let start = 0; start < given.length; start += CHUNK) await tx.upsert(Seat, given.slice(start, start + CHUNK), ['rankingId']);
  }

  /** Brings the matches of all who wait to `waitlisted`, and ends those that wait no longer. */
  private async wait(tx: EntityManager, principal: Principal, outcome: Outcome, found: Found & { waiting: Batches }): Promise<void> {
    const { round, batches, rankings } = outcome;
    const offerOf = new Map(batches.map(({ batch }) => [batch.id, batch.offerId]));
    const wanted = new Map<string, Placement>();
    for (const ranking of rankings) {
      const own = offerOf.get(found.seated.get(ranking.id)?.[0] ?? '');
      for (const batchId of found.waiting.get(ranking.id) ?? []) {
        const offerId = offerOf.get(batchId)!;
        if (offerId === own) continue;
        wanted.set(pairOf(ranking.actorId, offerId), placementOf(outcome, ranking, found.applicants.get(ranking.actorId)!, batchId));
      }
    }
    const before = await this.matches.waiting(tx, round.id);
    const over = before.filter(({ actorId, offerId }) => !wanted.has(pairOf(actorId, offerId)));
    await this.matches.release(tx, round.id, over, principal);
    await this.matches.place(tx, { to: 'waitlisted', roundId: round.id, by: principal }, [...wanted.values()]);
  }
}

/** What was found of a choice when the round closed, as its match keeps it. */
function placementOf({ batches }: Outcome, ranking: Ranking, actor: Actor, batchId: string): Placement {
  const { offer } = batches.find(({ batch }) => batch.id === batchId)!;
  const { verdict, fit, coverage } = ranking.assessment!.choices.find(({ batch }) => batch === batchId)!;
  return { actor, offer, verdict, fit, coverage };
}
