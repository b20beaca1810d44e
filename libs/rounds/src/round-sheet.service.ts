import { Principal } from '@sambung/accounts';
import { ExplainedSeat } from '@sambung/matches';
import { Actor } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { AssessmentService } from './assessment.service';
import { AssessedChoice, Ranking } from './ranking.entity';
import { RankingPage, RankingsService } from './rankings.service';
import { Round, RoundStep } from './round.entity';
import { BatchOfRound, RoundsService } from './rounds.service';
import { Run } from './run.entity';
import { RunsService } from './runs.service';
import { seatAt } from './seat-outcomes.service';
import { SeatTally, seatTally } from './seat-tally.query';
import { HeldSeat, SeatsService } from './seats.service';
import { RoundState } from './states';

/** One applicant as who holds the round sees them. */
export interface Entrant {
  ranking: Ranking;
  name: string;
  seat: HeldSeat | null;
  /** In the order of their wishes, as found at the closing, before it as found now; none for who left before they were looked at. */
  choices: readonly { choice: AssessedChoice; outcome: ExplainedSeat | null }[];
}

/** A round as its page shows it. */
export interface RoundSheet {
  round: Round;
  batches: readonly BatchOfRound[];
  /** Who took it to which state, and when. */
  steps: readonly RoundStep[];
  /** The latest run. */
  run: Run | null;
  tally: readonly SeatTally[];
  entrants: readonly Entrant[];
  /** How many take part, of those that the principal may see. */
  size: number;
}

const AFTER_A_RUN: readonly RoundState[] = ['run', 'finished'];

/** Gathers what the holder of a round needs before the next step: who takes part, who got a seat and why others did not. */
@Injectable()
export class RoundSheets {
  constructor(
    private readonly rounds: RoundsService,
    private readonly rankings: RankingsService,
    private readonly runs: RunsService,
    private readonly seats: SeatsService,
    private readonly assessments: AssessmentService,
  ) {}

  /** @throws DomainError RoundUnknown */
  async of(tx: EntityManager, principal: Principal, id: string, page: RankingPage): Promise<RoundSheet> {
    const round = await this.rounds.get(tx, principal, id);
    const batches = await this.rounds.batches(tx, id);
    const run = AFTER_A_RUN.includes(round.state) ? await this.runs.latest(tx, id) : null;
    const rankings = await this.rankings.list(tx, principal, id, page);
    const entrants = await this.entrants(tx, { round, batches, run }, rankings);
    const [steps, tally] = [await this.rounds.steps(tx, id), await seatTally(tx, id)];
    return { round, batches, steps, run, entrants, tally, size: await this.rankings.count(tx, principal, id) };
  }

  private async entrants(tx: EntityManager, { round, batches, run }: Pick<RoundSheet, 'round' | 'batches' | 'run'>, rankings: Ranking[]) {
    const actors = await tx.find(Actor, { select: { id: true, name: true }, where: { id: In(rankings.map(({ actorId }) => actorId)) } });
    const names = new Map(actors.map(({ id, name }) => [id, name]));
    const seats = await this.seats.ofRankings(tx, rankings.map(({ id }) => id)); // prettier-ignore
    const now = round.state === 'open' ? await this.assessments.assess(tx, { round, batches }, rankings) : null;
    const result = run && { ...run, matching: run.certificate.matching };
    return rankings.map((ranking): Entrant => {
      const assessment = ranking.assessment ?? now?.get(ranking.actorId);
      const choices = (assessment?.choices ?? []).map((choice) => ({
        choice,
        outcome: result && ranking.assessment ? seatAt(choice, ranking, round, result) : null,
      }));
      return { ranking, name: names.get(ranking.actorId)!, seat: seats.get(ranking.id) ?? null, choices };
    });
  }
}
