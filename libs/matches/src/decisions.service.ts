import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { conflict, refuseFaults } from '@sambung/errors';
import { emit, recall } from '@sambung/events';
import { isOfficerCheck, leavesOf } from '@sambung/matching';
import { OffersService } from '@sambung/offers';
import { FactsService } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, Not } from 'typeorm';
import { RecordedStep } from './decision-records.service';
import { explain } from './explanation';
import { DecisionRules } from './decision-rules';
import { assertUnrestricted, assertVersion, matchForChange, onMatch } from './match-access';
import { Match, MatchTransition } from './match.entity';
import { MatchLog } from './match-log';
import { shownExplanation } from './matches.service';
import { ProfileReader } from './profile-reader.service';
import { statusFor } from './rank';
import { snapshotOf } from './snapshot';
import { assertStep, OPEN, ReasonCode } from './states';

export interface Decision {
  decision: 'approved' | 'returned' | 'rejected';
  reasonCode: ReasonCode | null;
  note: string | null;
  /** Findings on criteria that exist only as prose, recorded along with the decision. */
  checks: readonly { checkId: string; value: boolean; reason: string }[];
  expectedVersion: number | null;
}

@Injectable()
export class DecisionsService {
  constructor(
    private readonly facts: FactsService,
    private readonly offers: OffersService,
    private readonly reader: ProfileReader,
    private readonly log: MatchLog,
    private readonly rules: DecisionRules,
  ) {}

  /**
   * Records an officer's decision with the explanation it rests on. An approval leaves only after the time for
   * undoing has passed.
   * @throws DomainError OfferNotOpen, MatchNotEligible, ConsentMissing, OverlapStops, WaiverOwn, OverlapUnsettled, TransitionIllegal,
   * MatchChanged, MatchClaimed
   */
  async decide(tx: EntityManager, principal: Principal, id: string, decision: Decision): Promise<RecordedStep> {
    const { match, actor } = await matchForChange(tx, principal, id);
    assertUnrestricted(actor);
    await this.rules.claims.assertFree(tx, principal, id);
    assertVersion(match, decision.expectedVersion);
    assertStep(match.state, decision.decision);
    await this.recordChecks(tx, principal, match, decision.checks);
    const current = await this.offers.byVersion(tx, match.offerVersionId);
    const situation = await this.reader.situationOf(tx, actor);
    const explanation = explain(current, situation);
    if (decision.decision === 'approved') {
      const isShared = (await this.rules.shared(tx, [match]))(match);
      this.rules.assertApprovable(match, { explanation, current, offerStatus: statusFor(current, situation), isShared });
      await this.rules.assertNoOverlap(tx, principal, { actor, current, situation });
    }
    const { decision: to, reasonCode, note } = decision;
    const snapshot = snapshotOf(current.version.document, situation);
    const transition = await this.log.step(tx, match, { to, by: principal, reasonCode, note, explanation, snapshot });
    await tx.update(Match, { id }, { verdict: explanation.verdict, fit: explanation.fit.total, coverage: explanation.fit.coverage });
    await this.rules.claims.end(tx, id);
    if (to === 'approved') await emit(tx, 'match.approved', { matchId: id }, this.rules.undoSeconds);
    await audit(tx, principal, { ...onMatch('match.decided', match), reason: reasonCode, result: to });
    return Object.assign(transition, { explanation: shownExplanation(principal, explanation, current) });
  }

  private async recordChecks(tx: EntityManager, principal: Principal, match: Match, checks: Decision['checks']): Promise<void> {
    const { version } = await this.offers.byVersion(tx, match.offerVersionId);
    const known = leavesOf(version.document.requires).flatMap(([, leaf]) => (isOfficerCheck(leaf) ? [leaf.officerCheck] : []));
    refuseFaults(
      checks.flatMap(({ checkId }, index) => {
        const list = known.join(', ') || '–';
        const detail = { id: `Tawaran ini hanya punya pemeriksaan: ${list}.`, en: `This offer has only these checks: ${list}.` };
        return known.includes(checkId) ? [] : [{ pointer: `/checks/${index}/checkId`, code: 'CheckUnknown', detail }];
      }),
    );
    for (const check of checks) await this.facts.recordCheck(tx, principal, match.actorId, check);
  }

  /** Takes the last decision back while nothing has left yet. @throws DomainError UndoTooLate */
  async undo(tx: EntityManager, principal: Principal, id: string): Promise<Match> {
    const { match } = await matchForChange(tx, principal, id);
    const last = await this.rules.lastDecision(tx, id, principal);
    if (!last || match.state !== last.toState || !(await this.mayTakeBack(tx, match))) {
      throw conflict('UndoTooLate', 'Sudah lewat waktu untuk membatalkan.', 'It is too late to undo this.');
    }
    await tx.update(MatchTransition, { id: last.id }, { undoneAt: () => 'clock_timestamp()' });
    await this.log.write(tx, match, { to: last.fromState!, by: principal, reasonCode: null, note: 'undo' });
    await emit(tx, 'profile.saved', { actorId: match.actorId });
    await audit(tx, principal, onMatch('match.undone', match));
    return match;
  }

  /** Not when the approval is on its way, or when the owner has opened the pair again after a refusal. */
  private async mayTakeBack(tx: EntityManager, { id, state, actorId, offerId }: Match): Promise<boolean> {
    if (state === 'approved') return recall(tx, id, 'match.approved');
    return !(await tx.existsBy(Match, { actorId, offerId, id: Not(id), state: In(OPEN) }));
  }
}
