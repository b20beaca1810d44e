import { Principal } from '@sambung/accounts';
import { conflict } from '@sambung/errors';
import { CutOff, ticketOf } from '@sambung/matching';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { takesPart } from './assessment.service';
import { sha256 } from './capacity-tree';
import { AssessedChoice, Ranking } from './ranking.entity';
import { AssessedRanking, RankingsService, rankingUnknown } from './rankings.service';
import { visibleRound } from './round-access';
import { Run } from './run.entity';
import { RunsService } from './runs.service';
import { HeldSeat, SeatsService } from './seats.service';

/** How one choice came out for its applicant. */
export interface ChoiceResult extends AssessedChoice {
  /** Place on the waiting list, 1 for the first; null for who does not wait there. */
  place: number | null;
  /** How many wait there. */
  waiting: number;
  /** What it took to get in, for the applicant's own group; null where the choice took no part. */
  cutOff: CutOff | null;
}

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
    const choices = assessment.choices.map((choice) => resultOf(choice, ranking.id, assessment.groups, run));
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

function resultOf(choice: AssessedChoice, id: string, groups: readonly string[], { waiting, cutOffs }: Run): ChoiceResult {
  const line = waiting[choice.batch]!;
  const place = line.indexOf(id) + 1;
  return {
    ...choice,
    place: place || null,
    waiting: line.length,
    cutOff: takesPart(choice) ? ownCutOff(cutOffs[choice.batch]!, groups) : null,
  };
}

/** Of several groups with reserved seats the first that the offer lists counts, as in the run. */
function ownCutOff({ others, groups: reserved }: Run['cutOffs'][string], groups: readonly string[]): CutOff {
  const own = Object.keys(reserved).find((group) => groups.includes(group));
  return own === undefined ? others : reserved[own]!;
}

const notRun = (state: string) => conflict('RoundNotRun', 'Putaran ini belum dijalankan.', 'This round has not been run yet.', { state });
