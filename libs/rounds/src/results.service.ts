import { Principal } from '@sambung/accounts';
import { conflict } from '@sambung/errors';
import { ExplainedSeat } from '@sambung/matches';
import { ticketOf } from '@sambung/matching';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { sha256 } from './capacity-tree';
import { AssessedChoice, Ranking } from './ranking.entity';
import { AssessedRanking, RankingsService, rankingUnknown } from './rankings.service';
import { visibleRound } from './round-access';
import { Run } from './run.entity';
import { RunsService } from './runs.service';
import { standingAt } from './seat-outcomes.service';
import { HeldSeat, SeatsService } from './seats.service';

/** How one choice came out for its applicant. */
export type ChoiceResult = AssessedChoice & Pick<ExplainedSeat, 'place' | 'waiting' | 'cutOff'>;

export interface RoundResult extends Omit<AssessedRanking, 'ranking' | 'choices'> {
  ranking: Ranking;
  run: Run;
  seat: HeldSeat | null;
  /** The applicant's place in the lottery: of equal points the smaller ticket wins. */
  ticket: string;
  choices: ChoiceResult[];
}

/** What a round came to, for one applicant. */
@Injectable()
export class ResultsService {
  constructor(
    private readonly rankings: RankingsService,
    private readonly runs: RunsService,
    private readonly seats: SeatsService,
  ) {}

  /** @throws DomainError RankingUnknown for who was not on the closed list, RoundNotRun */
  async of(tx: EntityManager, principal: Principal, roundId: string, actorId: string): Promise<RoundResult> {
    const ranked = await this.rankings.get(tx, principal, roundId, actorId);
    const { ranking, round, assessment } = ranked;
    if (!ranking) throw rankingUnknown();
    const run = await this.runs.latest(tx, roundId);
    if (!run) throw notRun(round.state);
    if (!ranking.assessment) throw rankingUnknown();
    const seat = await this.seats.ofRanking(tx, ranking.id);
    const choices = assessment.choices.map((choice) => ({
      ...choice,
      ...standingAt(choice, { id: ranking.id, groups: assessment.groups }, run),
    }));
    return { ...ranked, ranking, run, seat, ticket: ticketOf(round.draw!.seed, ranking.id, sha256), choices };
  }

  /**
   * A run with its certificate: for those who hold the round, provide for it or have an applicant in it.
   * @throws DomainError RoundUnknown, RankingUnknown for owners who do not take part
   */
  async run(tx: EntityManager, principal: Principal, roundId: string, number: number | null): Promise<Run> {
    await visibleRound(tx, principal, roundId);
    if (principal.role === 'owner' && !(await this.hasApplicant(tx, principal, roundId))) throw rankingUnknown();
    return this.runs.get(tx, roundId, number);
  }

  private async hasApplicant(tx: EntityManager, principal: Principal, roundId: string): Promise<boolean> {
    const page = await this.rankings.list(tx, principal, roundId, { limit: 1 });
    return page.length > 0;
  }
}

const notRun = (state: string) => conflict('RoundNotRun', 'Putaran ini belum dijalankan.', 'This round has not been run yet.', { state });
