import { ConsentsService, Principal } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { one } from '@sambung/database';
import { conflict } from '@sambung/errors';
import { OfferStatus } from '@sambung/matching';
import { CurrentOffer } from '@sambung/offers';
import { OverlapQuestion, OverlapService } from '@sambung/overlap';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { Explanation } from './explanation';
import { Match, MatchTransition } from './match.entity';
import { notEligible, offerNotOpen } from './matches.service';
import { ReasonsMask } from './reasons-mask';

/** What must hold for a decision, and for how long it can be taken back. */
@Injectable()
export class DecisionRules {
  constructor(
    private readonly consents: ConsentsService,
    private readonly config: Config,
    private readonly overlap: OverlapService,
  ) {}

  get undoSeconds(): number {
    return this.config.UNDO_SECONDS;
  }

  /** Only what is eligible for an offer that is open, with the owner's consent to share with this institution. */
  async assertApprovable(
    tx: EntityManager,
    match: Match,
    { explanation, current, offerStatus }: { explanation: Explanation; current: CurrentOffer; offerStatus: OfferStatus },
  ): Promise<void> {
    if (offerStatus !== 'open') throw offerNotOpen({ offerStatus });
    if (explanation.verdict !== 'eligible') throw notEligible(new ReasonsMask(explanation, current).explanation(explanation));
    if (await this.consents.stands(tx, match.actorId, 'sharing', match.institutionId)) return;
    throw conflict(
      'ConsentMissing',
      'Pemilik belum setuju datanya dibagikan ke lembaga ini. Minta persetujuannya dulu.',
      'The owner has not agreed to sharing with this institution. Ask for consent first.',
      { institutionId: match.institutionId },
    );
  }

  /** Nothing received earlier may forbid it; where money is given, nothing may be open about that either. */
  assertNoOverlap(tx: EntityManager, question: OverlapQuestion): Promise<void> {
    return this.overlap.assertSettled(tx, question);
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
