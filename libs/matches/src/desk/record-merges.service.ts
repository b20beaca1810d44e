import { Consent, ConsentsService, Principal } from '@sambung/accounts';
import { audit } from '@sambung/audit';
import { one } from '@sambung/database';
import { conflict } from '@sambung/errors';
import { emit } from '@sambung/events';
import { Actor, actorUnknown, HeldPair, JoinedProfile, maySee, MergeChoice, moveAll, MovedTable, ProfileMerge } from '@sambung/profiles';
import { Vault } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Match } from '../match.entity';
import { MatchLog } from '../match-log';
import { MatchState, mayBecome, OPEN, SHARED } from '../states';

/** Everything that a join changed: enough to take it apart again. */
export interface MergeRecord extends JoinedProfile {
  chosen: { fromMerged: string[]; roles: MergeChoice['roles'] };
  /** Ids of the rows that changed hands, by table. */
  moved: Partial<Record<MovedTable, string[]>>;
  /** Matches that ended because the other record had one with the same offer. */
  endedMatches: string[];
  /** Consents that ended: replaced by the other record's, or taken back there later. */
  replacedConsents: string[];
  withdrawnConsents: string[];
  /** Questions whether help is of this person: those that moved, and those that the kept record had too. Older records lack them. */
  reviews?: { moved: string[]; dropped: object[] };
  /** Ids of the records that the merged one had taken in before. */
  inner?: string[];
}

/** A join that took place. */
export interface DoneMerge {
  id: string;
  actorId: string;
  mergedId: string;
  mergedBy: string;
  mergedAt: Date;
  record: MergeRecord;
}

/** How far each open state has come: of two matches with one offer the one further on stays. */
const PROGRESS: readonly MatchState[] = ['suggested', 'interested', 'returned', 'inReview', 'waitlisted', 'approved', ...SHARED];

const MOVED: readonly MovedTable[] = [
  'documents',
  'drafts',
  'rights_requests',
  'disclosures',
  'ledger_entries',
  'register_checks',
  'overlap_waivers',
];
const SEALED_IN = { table: 'actor_merges', column: 'record_sealed' } as const;

/** Joins two records of one person, and remembers which pairs are two people. */
@Injectable()
export class RecordMerges {
  constructor(
    private readonly profiles: ProfileMerge,
    private readonly consents: ConsentsService,
    private readonly log: MatchLog,
    private readonly vault: Vault,
  ) {}

  /**
   * Joins one record into another, in the caller's transaction: whatever hung on it follows, and it leads to the kept one from then on.
   * Joining the same pair again changes nothing.
   * @throws DomainError ActorUnknown, ActorChanged, MergeImpossible, RoundUnderWay
   */
  async merge(tx: EntityManager, principal: Principal, choice: MergeChoice): Promise<Actor> {
    const pair = await this.profiles.hold(tx, principal, choice);
    const { kept, merged } = pair;
    if (merged.mergedInto) return kept;
    await refuseRound(tx, merged.id);
    const endedMatches = await this.endDoubles(tx, principal, pair);
    const ended = await this.joinConsents(tx, principal, pair);
    const joined = await this.profiles.join(tx, pair, choice);
    const rest = await this.moveRest(tx, pair);
    const chosen = { fromMerged: [...choice.fromMerged], roles: choice.roles };
    await this.keep(tx, principal, pair, { ...joined, chosen, ...rest, endedMatches, ...ended });
    await tx.query('select app_follow_merge($1)', [merged.id]);
    await audit(tx, principal, ...[kept, merged].map(({ id }) => mergedEntry(id, merged.id, choice)));
    await emit(tx, 'profile.saved', { actorId: kept.id });
    await emit(tx, 'profile.assisted', { actorId: kept.id });
    return tx.findOneByOrFail(Actor, { id: kept.id });
  }

  /** An actor has at most one open match with an offer. */
  private async endDoubles(tx: EntityManager, principal: Principal, { kept, merged }: HeldPair): Promise<string[]> {
    const order = { id: 'asc' } as const;
    const open = await tx.find(Match, { where: { actorId: In([kept.id, merged.id]), state: In(OPEN) }, order });
    const ended: string[] = [];
    for (const match of open.filter(({ actorId }) => actorId === merged.id)) {
      const twin = open.find(({ actorId, offerId }) => actorId === kept.id && offerId === match.offerId);
      if (!twin) continue;
      const loser = PROGRESS.indexOf(twin.state) >= PROGRESS.indexOf(match.state) ? match : twin;
      const held = await tx.findOneOrFail(Match, { where: { id: loser.id }, lock: { mode: 'pessimistic_write' } });
      // Only of a withdrawal is a partner told who knows of the match.
      const to = !SHARED.includes(held.state) && mayBecome(held.state, 'superseded') ? 'superseded' : 'withdrawn';
      await this.log.step(tx, held, { to, by: principal, reasonCode: 'duplicate', note: null });
      ended.push(held.id);
    }
    return ended;
  }

  /** The last word counts: what the owner took back at one record, after giving it at the other, does not stand. */
  private async joinConsents(tx: EntityManager, principal: Principal, { kept, merged }: HeldPair) {
    const all = await tx.findBy(Consent, { actorId: In([kept.id, merged.id]) });
    const stands = ({ withdrawnAt, replacedAt }: Consent) => !withdrawnAt && !replacedAt;
    const isSame = (one: Consent, two: Consent) => one.purpose === two.purpose && one.institutionId === two.institutionId;
    const elsewhere = (one: Consent) => all.filter((two) => two.actorId !== one.actorId && isSame(one, two));
    const withdrawn = all.filter(
      (one) => stands(one) && elsewhere(one).some(({ withdrawnAt }) => withdrawnAt && withdrawnAt > one.givenAt),
    );
    for (const { id, actorId } of withdrawn) await this.consents.withdraw(tx, actorId, id, principal);
    const left = all.filter((one) => stands(one) && !withdrawn.includes(one));
    const replaced = left.filter((one) => one.actorId === merged.id && elsewhere(one).some((two) => left.includes(two)));
    await tx.update(Consent, { id: In(replaced.map(({ id }) => id)), replacedAt: IsNull() }, { replacedAt: () => 'now()' });
    return { replacedConsents: replaced.map(({ id }) => id), withdrawnConsents: withdrawn.map(({ id }) => id) };
  }

  private async moveRest(tx: EntityManager, { kept, merged }: HeldPair): Promise<Pick<MergeRecord, 'moved' | 'reviews' | 'inner'>> {
    const moved: MergeRecord['moved'] = {};
    for (const table of MOVED) moved[table] = await moveAll(tx, table, merged.id, kept.id);
    moved.consents = await moveAll(tx, 'consents', merged.id, kept.id);
    moved.matches = await moveAll(tx, 'matches', merged.id, kept.id);
    await tx.query('update matches set region_code = actors.region_code from actors where actors.id = actor_id and actor_id = $1', [
      kept.id,
    ]);
    await tx.query('delete from suggestions where actor_id = $1', [merged.id]);
    const reviews = await moveReviews(tx, merged.id, kept.id);
    const [inner] = (await tx.query('update actor_merges set actor_id = $2 where actor_id = $1 returning merged_id as id', [
      merged.id,
      kept.id,
    ])) as [{ id: string }[], number];
    return { moved, reviews, inner: inner.map(({ id }) => id) };
  }

  private async keep(tx: EntityManager, principal: Principal, { kept, merged }: HeldPair, record: MergeRecord): Promise<void> {
    const id = uuid();
    const sealer = await this.vault.sealer(tx, 'actor', kept.id);
    const sealed = sealer.seal(SEALED_IN.table, id, SEALED_IN.column, JSON.stringify(record));
    await tx.query('insert into actor_merges (id, actor_id, merged_id, record_sealed, merged_by) values ($1, $2, $3, $4, $5)', [
      id, kept.id, merged.id, sealed, principal.id,
    ]); // prettier-ignore
  }

  /** What was joined into an actor, the latest first. Danger: unmasked. */
  async of(tx: EntityManager, actorId: string): Promise<DoneMerge[]> {
    const rows: (Omit<DoneMerge, 'record'> & { sealed: Buffer })[] = await tx.query(
      `select id, merged_id as "mergedId", merged_by as "mergedBy", merged_at as "mergedAt", record_sealed as sealed
       from actor_merges where actor_id = $1 order by id desc`,
      [actorId],
    );
    const texts = await this.vault.open(tx, rows.map(({ id, sealed }) => ({ ...SEALED_IN, id, sealed }))); // prettier-ignore
    return rows.map(({ id, mergedId, mergedBy, mergedAt }, index) => ({
      id,
      actorId,
      mergedId,
      mergedBy,
      mergedAt,
      record: JSON.parse(texts[index]!) as MergeRecord,
    }));
  }

  /** Remembers that two records are two people's: the pair is not proposed again. May run twice. */
  async distinguish(tx: EntityManager, principal: Principal, ids: readonly [string, string]): Promise<void> {
    const seen = await tx.findBy(Actor, { id: In([...ids]) });
    if (seen.length < 2 || !seen.every((actor) => maySee(principal, actor))) throw actorUnknown();
    const fresh = await one(
      tx,
      `insert into actor_distinctions (actor_id, other_id, decided_by) values (least($1::uuid, $2), greatest($1::uuid, $2), $3)
       on conflict do nothing returning actor_id`,
      [...ids, principal.id],
    );
    if (fresh)
      await audit(tx, principal, ...ids.map((id) => ({ action: 'profile.distinguished', object: ['actor', id], subjectId: id }) as const));
  }
}

const mergedEntry = (subjectId: string, mergedId: string, { fromMerged }: MergeChoice) =>
  ({ action: 'profile.merged', object: ['actor', mergedId], subjectId, fields: [...fromMerged] }) as const;

/** A question that both records have is asked once. */
async function moveReviews(tx: EntityManager, fromId: string, toId: string): Promise<NonNullable<MergeRecord['reviews']>> {
  const [moved] = (await tx.query(
    `update identity_reviews review set actor_id = $2 where actor_id = $1
       and not exists (select from identity_reviews own where own.actor_id = $2 and own.entry_id = review.entry_id) returning id`,
    [fromId, toId],
  )) as [{ id: string }[], number];
  const [dropped] = (await tx.query('delete from identity_reviews where actor_id = $1 returning to_jsonb(identity_reviews) as row', [
    fromId,
  ])) as [{ row: object }[], number];
  return { moved: moved.map(({ id }) => id), dropped: dropped.map(({ row }) => row) };
}

/** A ranking belongs to who made it: its round would have to be drawn anew. */
export async function refuseRound(tx: EntityManager, actorId: string): Promise<void> {
  const round = await one<{ name: string }>(
    tx,
    `select round.name from round_rankings ranking join rounds round on round.id = ranking.round_id
     where ranking.actor_id = $1 and ranking.left_at is null and round.state <> 'finished' limit 1`,
    [actorId],
  );
  if (!round) return;
  throw conflict(
    'RoundUnderWay',
    `Data ini ikut putaran "${round.name}". Gabung ke arah sebaliknya, atau tunggu putaran selesai.`,
    `This record takes part in the round "${round.name}". Join the other way round, or wait for its end.`,
  );
}
