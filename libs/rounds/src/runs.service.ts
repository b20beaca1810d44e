import { authorColumns, Principal } from '@sambung/accounts';
import { conflict, notFound } from '@sambung/errors';
import {
  allocate, Allocation, AllocationRefused, canonicalJson, Certificate, certify, Draw, drawLottery, Round as Allotment, verifyCertificate,
} from '@sambung/matching'; // prettier-ignore
import { Match, SeatMatches, STANDING } from '@sambung/matches';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull, Not } from 'typeorm';
import { applicantsOf } from './applicants';
import { takesPart } from './assessment.service';
import { capacityTree, sha256 } from './capacity-tree';
import { OutcomeWriter } from './outcome-writer.service';
import { Ranking } from './ranking.entity';
import { holdRound } from './round-access';
import { Round } from './round.entity';
import { MOST_CHOICES } from './round-plan';
import { BatchOfRound, RoundsService } from './rounds.service';
import { Run } from './run.entity';
import { HeldSeat, SeatsService, TAKEN } from './seats.service';
import { assertRoundStep } from './states';

/** Everything a run is made from, as it stands under the round's lock. */
interface Standing {
  round: Round;
  batches: readonly BatchOfRound[];
  /** The closed list. */
  rankings: readonly Ranking[];
  seats: ReadonlyMap<string, HeldSeat>;
}

/** Runs the allocator over closed rounds, again and again as seats come free, and ends rounds. */
@Injectable()
export class RunsService {
  constructor(
    private readonly rounds: RoundsService,
    private readonly seats: SeatsService,
    private readonly matches: SeatMatches,
    private readonly writer: OutcomeWriter,
  ) {}

  /**
   * Gives out the seats that are free. Accepted seats stay; those who declined, let the time pass or left are out. Running again when nothing
   * has changed returns the run before.
   * @throws DomainError RunRefused, ListChanged
   */
  async run(tx: EntityManager, principal: Principal, id: string): Promise<Run> {
    const round = await holdRound(tx, principal, id, 'step');
    assertRoundStep(round.state, 'run');
    await this.holdActors(tx, id);
    await this.seats.expire(tx, id);
    const standing = await this.standing(tx, round);
    const { allocation, certificate } = certified(await this.allotment(tx, standing), round);
    const before = await this.latest(tx, id);
    const certificateHash = sha256(canonicalJson(certificate));
    if (before?.certificateHash === certificateHash) return before;
    const { waiting, cutOffs } = allocation;
    const { personId } = authorColumns(principal);
    const number = (before?.number ?? 0) + 1;
    await tx.insert(Run, { roundId: id, number, certificate, certificateHash, waiting, cutOffs, personId } as object);
    await this.writer.write(tx, principal, { ...standing, allocation, number });
    await this.rounds.step(tx, principal, round, { state: 'run' });
    return tx.findOneByOrFail(Run, { roundId: id, number });
  }

  private async holdActors(tx: EntityManager, roundId: string): Promise<void> {
    await tx.query('select from actors where id in (select actor_id from round_rankings where round_id = $1) order by id for update', [
      roundId,
    ]);
  }

  private async standing(tx: EntityManager, round: Round): Promise<Standing> {
    const rankings = await tx.find(Ranking, { where: { roundId: round.id, assessment: Not(IsNull()) }, order: { id: 'asc' } });
    return { round, batches: await this.rounds.batches(tx, round.id), rankings, seats: await this.seats.ofRound(tx, round.id) };
  }

  private async allotment(tx: EntityManager, standing: Standing): Promise<Allotment> {
    const { round, batches, rankings, seats } = standing;
    const tree = capacityTree(
      batches.map(({ batch, offer }) => ({ ...batch, document: offer.version.document })),
      round.quotas,
    );
    const taken = [...seats.values()].filter(({ match }) => TAKEN.includes(match.state));
    const fixed = Object.fromEntries(taken.map(({ seat }) => [seat.rankingId, seat.batchId]));
    const applicants = applicantsOf(rankings);
    const left = await this.leavers(tx, standing);
    return { tree, applicants, fixed, withdrawn: applicants.map(({ id }) => id).filter((id) => left.has(id) && !(id in fixed)) };
  }

  /** Who has left: by their own word, with the end of their match or consent, or for the same offer outside of the round. */
  private async leavers(tx: EntityManager, { round, batches, rankings, seats }: Standing): Promise<ReadonlySet<string>> {
    const unmatchable: { id: string }[] = await tx.query(
      `select ranking.id from round_rankings ranking join actors on actors.id = ranking.actor_id
       where ranking.round_id = $1 and (actors.status <> 'active' or not exists (
         select from consents where consents.actor_id = actors.id and consents.purpose = 'matching' and consents.withdrawn_at is null))`,
      [round.id],
    );
    const offerOf = new Map(batches.map(({ batch }) => [batch.id, batch.offerId]));
    const matched = await tx.findBy(Match, { offerId: In([...offerOf.values()]), state: In([...STANDING]), roundId: IsNull() });
    const elsewhere = new Set(matched.map(({ actorId, offerId }) => actorId + offerId));
    const gone = rankings.filter(({ id, leftAt, actorId, assessment }) => {
      const state = seats.get(id)?.match.state;
      const ended = state !== undefined && state !== 'offered' && !TAKEN.includes(state);
      return (
        leftAt || ended || assessment!.choices.some((choice) => takesPart(choice) && elsewhere.has(actorId + offerOf.get(choice.batch)!))
      );
    });
    return new Set([...unmatchable, ...gone].map(({ id }) => id));
  }

  latest(tx: EntityManager, roundId: string): Promise<Run | null> {
    return tx.findOne(Run, { where: { roundId }, order: { number: 'desc' } });
  }

  /** @param number of the run; null for the latest. @throws DomainError RunUnknown */
  async get(tx: EntityManager, roundId: string, number: number | null): Promise<Run> {
    const run = number === null ? await this.latest(tx, roundId) : await tx.findOneBy(Run, { roundId, number });
    if (run) return run;
    throw notFound('RunUnknown', 'Putaran ini belum dijalankan, atau tidak ada run dengan nomor itu.', 'There is no such run yet.');
  }

  /**
   * Ends a round: nobody waits any longer.
   * @throws DomainError SeatsUnanswered while an offered seat may still be accepted
   */
  async finish(tx: EntityManager, principal: Principal, id: string): Promise<Round> {
    const round = await holdRound(tx, principal, id, 'step');
    if (round.state === 'finished') return round;
    assertRoundStep(round.state, 'finished');
    await this.holdActors(tx, id);
    await this.seats.expire(tx, id);
    const unanswered = [...(await this.seats.ofRound(tx, id)).values()].filter(({ match }) => match.state === 'offered');
    if (unanswered.length > 0) throw seatsUnanswered(unanswered);
    await this.matches.release(tx, id, await this.matches.waiting(tx, id), principal);
    return this.rounds.step(tx, principal, round, { state: 'finished' });
  }
}

/** @throws DomainError ListChanged when the closed list is no longer the one that the lottery was drawn over */
function drawOf({ applicants }: Allotment, round: Round): Draw {
  const draw = drawLottery(applicants, round.draw!.secret, round.commitment!, sha256);
  if (draw.listHash === round.draw!.listHash) return draw;
  throw conflict(
    'ListChanged',
    'Daftar peserta berubah setelah ditutup; undian tidak berlaku lagi.',
    'The list was altered after its closing; the lottery no longer holds for it.',
    { listHash: draw.listHash, closedListHash: round.draw!.listHash },
  );
}

/** Allocates, and lets the independent verifier look before anybody is told. */
function certified(allotment: Allotment, round: Round): { allocation: Allocation; certificate: Certificate } {
  const draw = drawOf(allotment, round);
  try {
    const allocation = allocate(allotment, { seed: draw.seed, sha256, maxChoices: MOST_CHOICES });
    const certificate = certify(allotment, draw, allocation);
    const [violation] = verifyCertificate(certificate, round.commitment!, sha256);
    if (violation) throw new Error(`the run of round ${round.id} breaks a promise: ${violation.text.en}`);
    return { allocation, certificate };
  } catch (error) {
    if (!(error instanceof AllocationRefused)) throw error;
    const { text } = error.faults[0]!;
    throw conflict('RunRefused', text.id, text.en, { faults: error.faults });
  }
}

const seatsUnanswered = (unanswered: readonly HeldSeat[]) =>
  conflict('SeatsUnanswered', 'Masih ada kursi yang menunggu jawaban.', 'Some seats still wait for an answer.', {
    seats: unanswered.length,
    until: unanswered.map(({ seat }) => seat.expiresAt.toISOString()).sort().at(-1),
  }); // prettier-ignore
