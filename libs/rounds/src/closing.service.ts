import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { conflict } from '@sambung/errors';
import { drawLottery } from '@sambung/matching';
import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { applicantsOf } from './applicants';
import { AssessmentService } from './assessment.service';
import { sha256 } from './capacity-tree';
import { Ranking } from './ranking.entity';
import { holdRound } from './round-access';
import { Round } from './round.entity';
import { RoundsService } from './rounds.service';
import { assertRoundStep } from './states';

const CHUNK = 200;

/** Closes rounds: freezes who takes part with what, and draws the lottery. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly rounds: RoundsService,
    private readonly assessments: AssessmentService,
    private readonly clock: Clock,
  ) {}

  /**
   * From here on nobody joins, no points change, and the seed is known: SHA-256 of the secret and the hash of this list.
   * @throws DomainError RoundStillOpen before the published time
   */
  async close(tx: EntityManager, principal: Principal, id: string): Promise<Round> {
    const round = await holdRound(tx, principal, id, 'step');
    if (round.state === 'closed') return round;
    assertRoundStep(round.state, 'closed');
    if (this.clock.now() < round.closesAt) throw stillOpen(round);
    await this.leaveOut(tx, id);
    const rankings = await this.freeze(tx, round);
    const draw = drawLottery(applicantsOf(rankings), this.rounds.secretOf(round), round.commitment!, sha256);
    return this.rounds.step(tx, principal, round, { state: 'closed', draw, secretSealed: null });
  }

  /** Actors that were withdrawn, or may not be matched any more, are not on the list. */
  private async leaveOut(tx: EntityManager, roundId: string): Promise<void> {
    await tx.query(
      `update round_rankings ranking set left_at = $2
       where round_id = $1 and left_at is null and not exists (
         select from actors join consents on consents.actor_id = actors.id
         where actors.id = ranking.actor_id and actors.status = 'active' and actors.restricted_at is null
           and consents.purpose = 'matching' and consents.withdrawn_at is null)`,
      [roundId, this.clock.now()],
    );
  }

  private async freeze(tx: EntityManager, round: Round): Promise<Ranking[]> {
    const batches = await this.rounds.batches(tx, round.id);
    const rankings = await tx.find(Ranking, { where: { roundId: round.id, leftAt: IsNull() }, order: { id: 'asc' } });
    for (let start = 0; start < rankings.length; start += CHUNK) {
      const chunk = rankings.slice(start, start + CHUNK);
      const assessed = await this.assessments.assess(tx, { round, batches }, chunk);
      for (const ranking of chunk) ranking.assessment = assessed.get(ranking.actorId)!;
      await tx.query(
        `update round_rankings set assessment = given.assessment
         from jsonb_to_recordset($1) as given(id uuid, assessment jsonb) where round_rankings.id = given.id`,
        [JSON.stringify(chunk.map(({ id, assessment }) => ({ id, assessment })))],
      );
    }
    return rankings;
  }
}

const stillOpen = ({ closesAt }: Round) =>
  conflict(
    'RoundStillOpen',
    'Putaran ini masih menerima pilihan sampai waktu tutupnya.',
    'The round takes choices until its closing time.',
    {
      closesAt,
    },
  );
