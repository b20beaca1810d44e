import { ConsentsService, Principal } from '@sambung/accounts';
import { conflict } from '@sambung/errors';
import { emit } from '@sambung/events';
import { Verdict } from '@sambung/matching';
import { CurrentOffer } from '@sambung/offers';
import { Actor } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { Any, EntityManager, In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Explanation } from './explanation';
import { Match } from './match.entity';
import { BulkStep, MatchLog, NewMatch } from './match-log';
import { assertStep, MatchState, OPEN } from './states';

/** What a round gives an applicant at one offer. */
export interface Placement {
  actor: Pick<Actor, 'id' | 'regionCode'>;
  offer: CurrentOffer;
  verdict: Verdict;
  fit: number | null;
  coverage: number;
  explanation?: Explanation;
}

/** Names a pair of actor and offer. */
export const pairOf = (actorId: string, offerId: string): string => `${actorId} ${offerId}`;

const pairOfPlacement = ({ actor, offer }: Placement): string => pairOf(actor.id, offer.offer.id);

/** Moves matches for rounds. The caller holds the actors' rows; each method may run twice. */
@Injectable()
export class SeatMatches {
  constructor(
    private readonly consents: ConsentsService,
    private readonly log: MatchLog,
  ) {}

  /**
   * Brings the open match of each pair to the state that a run gives it, or opens one.
   * @returns by pair the id of its match
   */
  async place(tx: EntityManager, step: Omit<BulkStep, 'reasonCode'>, placements: readonly Placement[]): Promise<Map<string, string>> {
    const { to, roundId } = step;
    const open = await this.openMatches(tx, placements);
    const opened = placements
      .filter((placement) => !open.has(pairOfPlacement(placement)))
      .map((placement) => ({ row: newMatch(placement, roundId), explanation: placement.explanation }));
    const moved = placements
      .map((placement) => ({ match: open.get(pairOfPlacement(placement))!, explanation: placement.explanation }))
      .filter(({ match }) => match && !(match.state === to && match.roundId === roundId));
    await this.log.openAll(tx, opened, { ...step, reasonCode: null });
    await this.log.stepAll(tx, moved, { ...step, reasonCode: null });
    const rows = [...open.values(), ...opened.map(({ row }) => row)];
    return new Map(rows.map(({ id, actorId, offerId }) => [pairOf(actorId, offerId), id]));
  }

  private async openMatches(tx: EntityManager, placements: readonly Placement[]): Promise<Map<string, Match>> {
    const found = await tx.findBy(Match, {
      actorId: Any([...new Set(placements.map(({ actor }) => actor.id))]),
      offerId: Any([...new Set(placements.map(({ offer }) => offer.offer.id))]),
      state: In(OPEN),
    });
    return new Map(found.map((match) => [pairOf(match.actorId, match.offerId), match]));
  }

  /**
   * The owner takes the seat; the partner is told.
   * @throws DomainError ConsentMissing while the owner has not agreed to sharing with this institution
   */
  async accept(tx: EntityManager, principal: Principal, match: Match): Promise<void> {
    assertStep(match.state, 'accepted');
    if (!(await this.consents.stands(tx, match.actorId, 'sharing', match.institutionId))) throw sharingConsentMissing(match.institutionId);
    await this.log.step(tx, match, { to: 'accepted', by: principal, reasonCode: null, note: null });
    await emit(tx, 'seat.accepted', { matchId: match.id });
  }

  /** @param by null when the time for an answer has run out */
  async giveUp(tx: EntityManager, match: Match, to: 'declined' | 'expired', by: Principal | null): Promise<void> {
    await this.log.step(tx, match, { to, by, reasonCode: to === 'declined' ? 'notInterested' : null, note: null });
  }

  /** Ends matches that the round has nothing for any more: another seat was taken, or all seats are. */
  async release(tx: EntityManager, roundId: string, matches: readonly Match[], by: Principal | null): Promise<void> {
    const stepped = matches.map((match) => ({ match }));
    await this.log.stepAll(tx, stepped, { to: 'superseded', roundId, by, reasonCode: 'noSeat' });
  }

  /** Matches that wait for a seat of the round, all or those of one actor. */
  waiting(tx: EntityManager, roundId: string, actorId?: string): Promise<Match[]> {
    const state: MatchState = 'waitlisted';
    return tx.find(Match, { where: { roundId, state, ...(actorId && { actorId }) }, order: { actorId: 'asc', id: 'asc' } });
  }
}

const newMatch = ({ actor, offer: { offer, version }, verdict, fit, coverage }: Placement, roundId: string): NewMatch => ({
  id: uuid(),
  actorId: actor.id,
  offerId: offer.id,
  offerVersionId: version.id,
  institutionId: offer.institutionId,
  regionCode: actor.regionCode,
  origin: 'interest',
  verdict,
  fit,
  coverage,
  roundId,
});

const sharingConsentMissing = (institutionId: string) =>
  conflict(
    'ConsentMissing',
    'Setujui dulu data Anda dibagikan ke lembaga ini, lalu terima kursinya.',
    'Agree to sharing your data with this institution first, then accept the seat.',
    { institutionId },
  );
