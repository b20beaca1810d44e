import { Principal } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { conflict } from '@sambung/errors';
import { KeyRotation } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull } from 'typeorm';
import { Actor, ofActor } from './actor.entity';
import { Contacts } from './contacts.service';
import { FactsService } from './facts.service';
import { IdentityKeys } from './identity-keys';
import { type HeldPair, holdPair, type JoinedProfile, type MergeChoice } from './profile-merge.service';

/** A join as it was noted, and when. */
export interface Joined {
  at: Date;
  record: JoinedProfile & { chosen: { fromMerged: readonly string[]; roles: MergeChoice['roles'] } };
}

/** Tables whose rows go back by their ids alone. */
export type ReturnedTable = 'documents' | 'drafts' | 'rights_requests' | 'register_checks' | 'overlap_waivers' | 'matches' | 'consents';

const notJoined = () => conflict('NotJoined', 'Kedua data ini tidak sedang tergabung.', 'These two records are not joined at present.');

const isSame = (one: Date | null, two: Date | null): boolean => one?.getTime() === two?.getTime();

/**
 * Takes a joined record out again: what it brought goes back to it, what the join ended stands again, and what was entered since stays
 * with the record that was kept.
 */
@Injectable()
export class ProfileSplit {
  private readonly keys: IdentityKeys;

  constructor(
    private readonly contacts: Contacts,
    private readonly facts: FactsService,
    private readonly rotation: KeyRotation,
    config: Config,
  ) {
    this.keys = new IdentityKeys(config);
  }

  /** @throws DomainError ActorUnknown, NotJoined */
  async hold(tx: EntityManager, principal: Principal, keptId: string, mergedId: string): Promise<HeldPair> {
    const { kept, merged } = await holdPair(tx, principal, keptId, mergedId);
    if (merged.mergedInto !== keptId || kept.status === 'erased') throw notJoined();
    return { kept, merged };
  }

  /** @param inner ids of records that the merged one had taken in before */
  async release(tx: EntityManager, { merged }: HeldPair, { record }: Joined, inner: readonly string[]): Promise<void> {
    const { status } = record.before.merged;
    await tx.update(Actor, { id: merged.id }, { status, mergedInto: null, version: merged.version + 1 });
    await tx.update(Actor, { id: In([...inner]) }, { mergedInto: merged.id });
  }

  /** Facts and findings go back and stand as they did; call it after {@link release}. */
  async part(tx: EntityManager, { kept, merged }: HeldPair, { at, record: { facts, checks } }: Joined): Promise<void> {
    await tx.query(
      'update facts set actor_id = $2, regency = (select regency from actors where id = $2) where actor_id = $1 and id = any($3)',
      [kept.id, merged.id, facts.moved],
    );
    await tx.query('update officer_checks set actor_id = $2 where actor_id = $1 and id = any($3)', [kept.id, merged.id, checks.moved]);
    for (const { id } of [merged, kept]) {
      await tx.query(
        `update facts set ended_at = null, end_reason = null, end_note = null
         where actor_id = $1 and (id = any($2) or id = any($3) and ended_at >= $4 and end_reason = 'superseded' and end_note is distinct from 'merged')
           and not exists (select from facts now where now.actor_id = $1 and now.key = facts.key and now.ended_at is null)`,
        [id, facts.ended, facts.moved, at],
      );
      await tx.query(
        `update officer_checks set ended_at = null where actor_id = $1 and (id = any($2) or id = any($3) and ended_at >= $4)
           and not exists (select from officer_checks now where now.actor_id = $1 and now.check_id = officer_checks.check_id and now.ended_at is null)`,
        [id, checks.ended, checks.moved, at],
      );
    }
  }

  /** Seals what went back under a key of its own, and gives the kept record what it had, as far as nobody has changed it since. */
  async finish(tx: EntityManager, pair: HeldPair, joined: Joined): Promise<void> {
    await this.rotation.giveBack(tx, pair.merged.id);
    await this.restoreKept(tx, pair, joined);
    await this.keepKeys(tx, pair.kept.id);
  }

  private async restoreKept(tx: EntityManager, pair: HeldPair, { record: { before, chosen } }: Joined): Promise<void> {
    const { kept } = pair;
    const hasPhone = chosen.fromMerged.includes('phone') && kept.ownerId === before.merged.ownerId;
    const phone = hasPhone && { ownerId: before.kept.ownerId, phoneSealed: await this.contacts.seal(tx, kept.id, before.kept.phone) };
    await tx.update(Actor, { id: kept.id }, { ...asBefore(pair, before, chosen), ...phone, version: kept.version + 1 });
  }

  /** The kept record is found by what it says now; the other one's own keys have stayed with it. */
  private async keepKeys(tx: EntityManager, id: string): Promise<void> {
    const actor = await tx.findOneByOrFail(Actor, { id });
    await this.keys.store(tx, id, 'phoneAndName', this.keys.phoneAndName(await this.contacts.phoneOf(tx, actor), actor.name));
    const found = this.keys.ofFacts(await this.facts.find(tx, { where: { ...ofActor(actor), endedAt: IsNull() } }));
    for (const kind of ['nik', 'nib'] as const) {
      await this.keys.store(tx, id, kind, found.find((key) => key.kind === kind)?.digest ?? null);
    }
  }
}

/** Fields of the kept record that still say what the join made of them. */
function asBefore(
  { kept, merged }: HeldPair,
  before: JoinedProfile['before'],
  { fromMerged, roles }: Joined['record']['chosen'],
): Partial<Actor> {
  const joinedRoles = { kept: before.kept.roles, merged: before.merged.roles, both: [...before.kept.roles, ...before.merged.roles] }[roles];
  const isStill = (field: 'name' | 'regionCode') => fromMerged.includes(field) && kept[field] === before.merged[field];
  const isTakenOver = (field: 'objectedAt' | 'restrictedAt') => before.kept[field] === null && isSame(kept[field], merged[field]);
  const changes: readonly (readonly [boolean, Partial<Actor>])[] = [
    [isStill('name'), { name: before.kept.name }],
    [isStill('regionCode'), { regionCode: before.kept.regionCode }],
    [hasAll(kept.roles, joinedRoles), { roles: [...before.kept.roles] }],
    [kept.status === 'active', { status: before.kept.status }],
    [isTakenOver('objectedAt'), { objectedAt: null }],
    [isTakenOver('restrictedAt'), { restrictedAt: null }],
  ];
  return Object.assign({}, ...changes.filter(([isDue]) => isDue).map(([, change]) => change)) as Partial<Actor>;
}

const hasAll = (some: readonly string[], all: readonly string[]): boolean =>
  new Set(all).size === some.length && some.every((one) => all.includes(one));

/** Gives rows back that a join moved. */
export async function moveBack(tx: EntityManager, table: ReturnedTable, { kept, merged }: HeldPair, ids: readonly string[]): Promise<void> {
  await tx.query(`update ${table} set actor_id = $2 where actor_id = $1 and id = any($3)`, [kept.id, merged.id, ids]);
}
