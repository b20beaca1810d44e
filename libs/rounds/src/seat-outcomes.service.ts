import { explainSeat, ExplainedSeat, Match, SeatResult } from '@sambung/matches';
import { CutOff, ticketOf } from '@sambung/matching';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { takesPart } from './assessment.service';
import { sha256 } from './capacity-tree';
import { AssessedChoice, Ranking } from './ranking.entity';
import { Round, RoundBatch } from './round.entity';
import { Run } from './run.entity';

type RunOutcome = Pick<Run, 'number' | 'waiting' | 'cutOffs'> & { matching: Run['certificate']['matching'] };

/** Of several groups with reserved seats the first that the offer lists counts, as in the run. */
function ownCutOff({ others, groups: reserved }: Run['cutOffs'][string], groups: readonly string[]): CutOff {
  const own = Object.keys(reserved).find((group) => groups.includes(group));
  return own === undefined ? others : reserved[own]!;
}

/** Where an applicant stands at one batch after a run. */
export function standingAt(
  choice: AssessedChoice,
  { id, groups }: { id: string; groups: readonly string[] },
  { waiting, cutOffs }: Pick<RunOutcome, 'waiting' | 'cutOffs'>,
): Pick<ExplainedSeat, 'place' | 'waiting' | 'cutOff'> {
  const line = waiting[choice.batch]!;
  const place = line.indexOf(id) + 1;
  return { place: place || null, waiting: line.length, cutOff: takesPart(choice) ? ownCutOff(cutOffs[choice.batch]!, groups) : null };
}

function resultAt({ batch, standing }: AssessedChoice, { id, leftAt }: Ranking, { matching, waiting }: RunOutcome): SeatResult {
  if (matching[batch]!.includes(id)) return 'seat';
  if (standing !== 'eligible' && standing !== 'cleared') return standing;
  if (leftAt) return 'left';
  return waiting[batch]!.includes(id) ? 'waiting' : 'betterSeat';
}

/** How a run came out for one applicant at one batch. */
export function seatAt(choice: AssessedChoice, ranking: Ranking, round: Round, run: RunOutcome): ExplainedSeat {
  const { groups } = ranking.assessment!;
  return explainSeat({
    roundId: round.id,
    run: run.number,
    batch: choice.batch,
    result: resultAt(choice, ranking, run),
    points: choice.priority.points,
    ticket: ticketOf(round.draw!.seed, ranking.id, sha256),
    ...standingAt(choice, { id: ranking.id, groups }, run),
  });
}

/** Says of a match how its round came out for it. */
@Injectable()
export class SeatOutcomes {
  /**
   * The caller has seen to it that the match may be read.
   * @returns nothing for a match of no round, and while the round has not been run
   */
  async ofMatch(
    tx: EntityManager,
    { roundId, actorId, offerId }: Pick<Match, 'roundId' | 'actorId' | 'offerId'>,
  ): Promise<ExplainedSeat | undefined> {
    if (!roundId) return undefined;
    const ranking = await tx.findOneBy(Ranking, { roundId, actorId });
    const run = await tx.findOne(Run, { where: { roundId }, order: { number: 'desc' } });
    if (!ranking?.assessment || !run) return undefined;
    const batches = new Set((await tx.findBy(RoundBatch, { roundId, offerId })).map(({ id }) => id));
    const round = await tx.findOneByOrFail(Round, { id: roundId });
    const choices = ranking.assessment.choices.filter(({ batch }) => batches.has(batch));
    const outcomes = choices.map((choice) => seatAt(choice, ranking, round, { ...run, matching: run.certificate.matching }));
    return outcomes.find(({ result }) => result === 'seat') ?? outcomes[0];
  }
}
