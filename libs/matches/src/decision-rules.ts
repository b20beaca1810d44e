import { Principal } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { one } from '@sambung/database';
import { conflict } from '@sambung/errors';
import { OfferStatus, OverlapOffer } from '@sambung/matching';
import { CurrentOffer } from '@sambung/offers';
import { OverlapPast, OverlapQuestion, OverlapService } from '@sambung/overlap';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Claims } from './desk/claims.service';
import { Explanation } from './explanation';
import { Match, MatchTransition } from './match.entity';
import { notEligible, offerNotOpen } from './matches.service';
import { ReasonsMask } from './reasons-mask';

/** What must hold for a decision, and for how long it can be taken back. */
@Injectable()
export class DecisionRules {
  constructor(
    private readonly config: Config,
    private readonly overlap: OverlapService,
    readonly claims: Claims,
  ) {}

  get undoSeconds(): number {
    return this.config.UNDO_SECONDS;
  }

  /** Whether the owners agreed to share with the institutions of matches, asked at once. */
  async shared(tx: EntityManager, matches: readonly Match[]): Promise<(match: Match) => boolean> {
    const rows: { pair: string }[] = await tx.query(
      `select actor_id || ' ' || institution_id as pair from consents
       where purpose = 'sharing' and withdrawn_at is null and replaced_at is null and actor_id = any($1)`,
      [matches.map(({ actorId }) => actorId)],
    );
    const pairs = new Set(rows.map(({ pair }) => pair));
    return ({ actorId, institutionId }) => pairs.has(`${actorId} ${institutionId}`);
  }

  /** Only what is eligible for an offer that is open, with the owner's consent to share with this institution. */
  assertApprovable(
    match: Match,
    {
      explanation,
      current,
      offerStatus,
      isShared,
    }: { explanation: Explanation; current: CurrentOffer; offerStatus: OfferStatus; isShared: boolean },
  ): void {
    if (offerStatus !== 'open') throw offerNotOpen({ offerStatus });
    if (explanation.verdict !== 'eligible') throw notEligible(new ReasonsMask(explanation, current).explanation(explanation));
    if (isShared) return;
    throw conflict(
      'ConsentMissing',
      'Pemilik belum setuju datanya dibagikan ke lembaga ini. Minta persetujuannya dulu.',
      'The owner has not agreed to sharing with this institution. Ask for consent first.',
      { institutionId: match.institutionId },
    );
  }

  /** Nothing received earlier may forbid it; where money is given, nothing may be open about that either. */
  assertNoOverlap(tx: EntityManager, approver: Principal, question: OverlapQuestion): Promise<void> {
    return this.overlap.assertSettled(tx, approver, question);
  }

  /** What is on record of many actors that bears on an offer. */
  overlapPasts(tx: EntityManager, actorIds: readonly string[], current: CurrentOffer): Promise<ReadonlyMap<string, OverlapPast>> {
    return this.overlap.pastsOf(tx, actorIds, current);
  }

  /** What overlaps are asked of an offer, for many questions about it. */
  overlapOffers(tx: EntityManager, current: CurrentOffer): Promise<readonly OverlapOffer[]> {
    return this.overlap.offersAbout(tx, current);
  }

  /** The principal's own decision, if it is the latest step and still young enough, by the database's clock. */
  async lastDecision(tx: EntityManager, matchId: string, principal: Principal): Promise<MatchTransition | null> {
    const row = await one<{ id: string }>(
      tx,
      `select id from (
         select * from match_transitions where match_id = $1 order by at desc, id desc limit 1) latest
       where to_state in ('approved', 'returned', 'rejected') and person_id = $2
         and at > now() - make_interval(secs => $3)`,
      [matchId, principal.id, this.undoSeconds],
    );
    return row ? tx.findOneByOrFail(MatchTransition, { id: row.id }) : null;
  }
}
