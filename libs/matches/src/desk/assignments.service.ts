import { Person, Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { refuseFaults } from '@sambung/errors';
import { Actor, maySee } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull } from 'typeorm';
import { assertVersion, matchForChange, onMatch } from '../match-access';
import { MatchLog } from '../match-log';
import { Match } from '../match.entity';
import { assertReviewStep } from '../states';
import { Claims } from './claims.service';

/** Who checks a match. */
@Injectable()
export class Assignments {
  constructor(
    private readonly log: MatchLog,
    private readonly claims: Claims,
  ) {}

  /** Takes a match for review, or hands it to a colleague; null puts it back into the queue. @throws DomainError MatchClaimed */
  async assign(
    tx: EntityManager,
    principal: Principal,
    id: string,
    change: { assigneeId: string | null; expectedVersion: number | null },
  ): Promise<Match> {
    const { match, actor } = await matchForChange(tx, principal, id);
    assertVersion(match, change.expectedVersion);
    const { assigneeId } = change;
    const to = assigneeId ? 'inReview' : 'interested';
    if (match.state === to && match.assigneeId === assigneeId) return match;
    if (match.state !== to) assertReviewStep(match.state, to);
    await this.claims.assertFree(tx, principal, id);
    if (assigneeId) await this.assertAssignable(tx, assigneeId, actor);
    await this.claims.end(tx, id);
    await this.log.write(tx, match, { to, by: principal, reasonCode: null, note: null, assigneeId });
    await audit(tx, principal, onMatch('match.assigned', match));
    return match;
  }

  /** Takes a match for oneself and keeps others from it for a while. */
  async take(tx: EntityManager, principal: Principal, id: string): Promise<void> {
    await this.assign(tx, principal, id, { assigneeId: principal.id, expectedVersion: null });
    await this.claims.hold(tx, principal, id);
  }

  /** @throws DomainError AssigneeUnknown for anybody who could not decide about the actor's matches */
  private async assertAssignable(tx: EntityManager, assigneeId: string, actor: Actor): Promise<void> {
    const person = await tx.findOneBy(Person, { id: assigneeId, role: In(['officer', 'admin']), disabledAt: IsNull() });
    if (person && maySee(person, actor)) return;
    const detail = { id: 'Pilih petugas di wilayah ini.', en: 'Choose an officer of this territory.' };
    refuseFaults([{ pointer: '/assigneeId', code: 'AssigneeUnknown', detail }]);
  }
}
