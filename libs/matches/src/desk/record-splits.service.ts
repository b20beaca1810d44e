import { Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { Clock } from '@sambung/config';
import { conflict, notFound } from '@sambung/errors';
import { emit } from '@sambung/events';
import { Actor, HeldPair, moveBack, ProfileSplit, ReturnedTable } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { Match, MatchTransition } from '../match.entity';
import { MatchLog } from '../match-log';
import { OPEN, UNDECIDED } from '../states';
import { DoneMerge, MergeRecord, RecordMerges, refuseRound } from './record-merges.service';

/** So long whoever joined two records may take them apart alone. */
export const OWN_HOURS = 24;
const HOUR_MS = 3_600_000;

const BY_ID: readonly ReturnedTable[] = [
  'documents',
  'drafts',
  'rights_requests',
  'register_checks',
  'overlap_waivers',
  'consents',
  'matches',
];

const unknown = () => notFound('MergeUnknown', 'Gabungan ini tidak tercatat.', 'There is no record of this join.');

/** Takes joined records apart: nothing that either had is lost, and what came since stays with the record that was kept. */
@Injectable()
export class RecordSplits {
  constructor(
    private readonly profiles: ProfileSplit,
    private readonly merges: RecordMerges,
    private readonly log: MatchLog,
    private readonly clock: Clock,
  ) {}

  /** Whether the principal may take this join apart now, or only a second person may. */
  isOpenTo({ id }: Principal, { mergedBy, mergedAt }: Pick<DoneMerge, 'mergedBy' | 'mergedAt'>): boolean {
    return mergedBy !== id || this.clock.now().getTime() - mergedAt.getTime() <= OWN_HOURS * HOUR_MS;
  }

  /**
   * Takes the latest join of a record apart, in the caller's transaction.
   * @returns the record that comes out
   * @throws DomainError ActorUnknown, NotJoined, MergeUnknown, LaterMergeFirst, SecondPersonNeeded, RoundUnderWay
   */
  async split(tx: EntityManager, principal: Principal, keptId: string, mergedId: string): Promise<Actor> {
    const pair = await this.profiles.hold(tx, principal, keptId, mergedId);
    const done = await this.merges.of(tx, keptId);
    const one = done.find((merge) => merge.mergedId === mergedId);
    if (!one) throw unknown();
    this.assertOpen(principal, one, done[0]!);
    await refuseRound(tx, keptId);
    await this.takeApart(tx, pair, one);
    await restoreConsents(tx, principal, pair, one.record);
    await this.restoreMatches(tx, principal, one.record.endedMatches);
    await tx.query('select app_follow_split($1, $2)', [keptId, mergedId]);
    await tx.query('delete from actor_merges where id = $1', [one.id]);
    await audit(tx, principal, ...[keptId, mergedId].map((id) => ({ action: 'profile.split', object: ['actor', mergedId], subjectId: id }) as const)); // prettier-ignore
    for (const actorId of [keptId, mergedId]) await emit(tx, 'profile.saved', { actorId });
    return tx.findOneByOrFail(Actor, { id: mergedId });
  }

  private assertOpen(principal: Principal, one: DoneMerge, latest: DoneMerge): void {
    if (one !== latest) {
      throw conflict('LaterMergeFirst', 'Pisahkan dulu gabungan yang lebih baru.', 'Take the later join apart first.');
    }
    if (this.isOpenTo(principal, one)) return;
    throw conflict(
      'SecondPersonNeeded',
      `Sudah lewat ${OWN_HOURS} jam sejak Anda menggabungkannya. Minta petugas lain memisahkannya.`,
      `You joined them more than ${OWN_HOURS} hours ago. Ask another officer to take them apart.`,
    );
  }

  private async takeApart(tx: EntityManager, pair: HeldPair, { mergedAt: at, record }: DoneMerge): Promise<void> {
    const joined = { at, record };
    const inner = record.inner ?? [];
    await this.profiles.release(tx, pair, joined, inner);
    for (const table of BY_ID) await moveBack(tx, table, pair, record.moved[table] ?? []);
    await returnFollowers(tx, pair, record);
    await tx.query('update actor_merges set actor_id = $1 where merged_id = any($2)', [pair.merged.id, inner]);
    await this.profiles.part(tx, pair, joined);
    await this.profiles.finish(tx, pair, joined);
  }

  /** Of a match that a partner had been told of, the owner's interest comes back, to be decided on anew. */
  private async restoreMatches(tx: EntityManager, by: Principal, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const match = await tx.findOne(Match, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const [last] = await tx.find(MatchTransition, { where: { matchId: id }, order: { at: 'desc', id: 'desc' }, take: 1 });
      if (!match || OPEN.includes(match.state) || last?.reasonCode !== 'duplicate') continue;
      const { actorId, offerId } = match;
      if (await tx.existsBy(Match, { actorId, offerId, state: In(OPEN) })) continue;
      const to = last.fromState && UNDECIDED.includes(last.fromState) ? last.fromState : 'interested';
      await tx.update(MatchTransition, { id: last.id }, { undoneAt: () => 'clock_timestamp()' });
      await this.log.write(tx, match, { to, by, reasonCode: null, note: 'undo' });
    }
  }
}

/** What hangs on matches, and the questions about help, of which the kept record may have had the same. */
async function returnFollowers(tx: EntityManager, { kept, merged }: HeldPair, { moved, reviews }: MergeRecord): Promise<void> {
  const [own, matches] = [[kept.id, merged.id], moved.matches ?? []];
  await tx.query('update matches set region_code = actors.region_code from actors where actors.id = actor_id and actor_id = $1', [
    merged.id,
  ]);
  await tx.query('update disclosures set actor_id = $2 where actor_id = $1 and match_id = any($3)', [...own, matches]);
  await tx.query('update ledger_entries set actor_id = $2 where actor_id = $1 and (id = any($3) or match_id = any($4))', [...own, moved.ledger_entries ?? [], matches]); // prettier-ignore
  await tx.query('update identity_reviews set actor_id = $2 where actor_id = $1 and id = any($3)', [...own, reviews?.moved ?? []]);
  await tx.query(
    `insert into identity_reviews select kept.* from jsonb_populate_recordset(null::identity_reviews, $1) kept
       where exists (select from ledger_entries where id = kept.entry_id) on conflict do nothing`,
    [JSON.stringify(reviews?.dropped ?? [])],
  );
}

/** What was agreed to at either record stands there again, unless the owner has spoken since. */
async function restoreConsents(tx: EntityManager, by: Principal, { kept, merged }: HeldPair, record: MergeRecord): Promise<void> {
  const [rows] = (await tx.query(
    `update consents back set withdrawn_at = null, replaced_at = null
     where id = any($1) and actor_id = any($2) and (withdrawn_at is null or id = any($3))
       and not exists (select from consents now where now.actor_id = back.actor_id and now.purpose = back.purpose
         and now.institution_id is not distinct from back.institution_id and now.withdrawn_at is null and now.replaced_at is null)
     returning id, actor_id as "actorId", purpose`,
    [[...record.replacedConsents, ...record.withdrawnConsents], [kept.id, merged.id], record.withdrawnConsents],
  )) as [{ id: string; actorId: string; purpose: string }[], number];
  const entries = rows.map(({ id, actorId, purpose }) => ({ action: 'consent.given', object: ['consent', id], subjectId: actorId, fields: [purpose], reason: 'split' }) as const); // prettier-ignore
  await audit(tx, by, ...entries);
}
