import { Principal } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { conflict } from '@sambung/errors';
import { Role } from '@sambung/reference';
import { KeyRotation } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { EntityManager, In, IsNull } from 'typeorm';
import { Actor, ActorStatus, ofActor } from './actor.entity';
import { actorUnknown, maySee } from './actor-access';
import { staleVersion } from './actors.service';
import { Contacts } from './contacts.service';
import { FactRow } from './fact.entity';
import { FactsService } from './facts.service';
import { IDENTITY_OF, IdentityKeys } from './identity-keys';
import { OfficerCheckRow } from './officer-check.entity';

export const MERGED_FIELDS = ['name', 'phone', 'regionCode'] as const;

/** Which of two records stays, and what of the other one it takes over where they differ. */
export interface MergeChoice {
  keptId: string;
  mergedId: string;
  /** As the officer saw them. */
  versions: { kept: number; merged: number };
  /** Of {@link MERGED_FIELDS} and keys of facts, those whose value comes from the merged record. */
  fromMerged: ReadonlySet<string>;
  roles: 'kept' | 'merged' | 'both';
}

/** Two records that the transaction holds. */
export interface HeldPair {
  kept: Actor;
  merged: Actor;
}

/** What a record was before, for taking the join apart. */
export interface ActorBefore {
  id: string;
  ownerId: string;
  name: string;
  roles: readonly Role[];
  phone: string;
  regionCode: string;
  status: ActorStatus;
  confirmedAt: Date | null;
  /** Records of joins made before these were noted lack them. */
  objectedAt?: Date | null;
  restrictedAt?: Date | null;
}

/** Ids of the rows that changed hands, or ended because the other record's value was chosen. */
export interface JoinedProfile {
  before: { kept: ActorBefore; merged: ActorBefore };
  facts: { moved: string[]; ended: string[] };
  checks: { moved: string[]; ended: string[] };
}

const ENDED = { endedAt: () => 'clock_timestamp()', endReason: 'superseded', endNote: 'merged' } as const;

/** Joins what two records say of one person: fields, facts and findings. Consents, matches and help follow elsewhere. */
@Injectable()
export class ProfileMerge {
  private readonly keys: IdentityKeys;

  constructor(
    private readonly contacts: Contacts,
    private readonly facts: FactsService,
    private readonly rotation: KeyRotation,
    config: Config,
  ) {
    this.keys = new IdentityKeys(config);
  }

  /** @throws DomainError ActorUnknown, ActorChanged, MergeImpossible */
  async hold(tx: EntityManager, principal: Principal, { keptId, mergedId, versions }: MergeChoice): Promise<HeldPair> {
    const { kept, merged } = await holdPair(tx, principal, keptId, mergedId);
    if (merged.mergedInto === keptId) return { kept, merged };
    if (kept.status === 'withdrawn' || merged.status === 'withdrawn') {
      throw conflict(
        'MergeImpossible',
        'Salah satu data ini sudah ditarik atau digabung.',
        'One of these records was withdrawn or joined.',
      );
    }
    if (kept.version !== versions.kept) throw staleVersion(kept);
    if (merged.version !== versions.merged) throw staleVersion(merged);
    return { kept, merged };
  }

  /** Facts and findings of both under one record and one key; what was not chosen ends, and stays as history. */
  async join(tx: EntityManager, pair: HeldPair, choice: MergeChoice): Promise<JoinedProfile> {
    const before = { kept: await this.before(tx, pair.kept), merged: await this.before(tx, pair.merged) };
    await this.rotation.handOver(tx, pair.merged.id, pair.kept.id);
    const facts = await this.joinFacts(tx, pair, choice.fromMerged);
    const checks = await joinChecks(tx, pair);
    await this.joinActors(tx, pair, choice, before);
    await this.keepKeys(tx, pair.kept);
    return { before, facts, checks };
  }

  private async before(tx: EntityManager, actor: Actor): Promise<ActorBefore> {
    const { id, ownerId, name, roles, regionCode, status, confirmedAt, objectedAt, restrictedAt } = actor;
    const phone = await this.contacts.phoneOf(tx, actor);
    return { id, ownerId, name, roles, phone, regionCode, status, confirmedAt, objectedAt, restrictedAt };
  }

  private async joinFacts(tx: EntityManager, { kept, merged }: HeldPair, fromMerged: ReadonlySet<string>) {
    const current = { endedAt: IsNull() };
    const own = await tx.findBy(FactRow, { ...ofActor(kept), ...current });
    const others = await tx.findBy(FactRow, { ...ofActor(merged), ...current });
    const ended = others.flatMap((other) => {
      const mine = own.find(({ key }) => key === other.key);
      return mine ? [fromMerged.has(other.key) ? mine.id : other.id] : [];
    });
    await tx.update(FactRow, { id: In(ended) }, ENDED);
    return { moved: await moveAll(tx, 'facts', merged.id, kept.id), ended };
  }

  private async joinActors(
    tx: EntityManager,
    { kept, merged }: HeldPair,
    { fromMerged, roles }: MergeChoice,
    before: { kept: ActorBefore; merged: ActorBefore },
  ): Promise<void> {
    const from = (field: (typeof MERGED_FIELDS)[number]) => (fromMerged.has(field) ? merged : kept);
    const told = fromMerged.has('phone') ? before.merged : before.kept;
    // The merged record first: what points to the kept one is led there from here on.
    await tx.update(Actor, { mergedInto: merged.id }, { mergedInto: kept.id });
    await tx.update(Actor, { id: merged.id }, { status: 'withdrawn', mergedInto: kept.id, version: merged.version + 1 });
    await tx.update(
      Actor,
      { id: kept.id },
      {
        name: from('name').name,
        regionCode: from('regionCode').regionCode,
        roles: roles === 'both' ? [...new Set([...kept.roles, ...merged.roles])] : (roles === 'kept' ? kept : merged).roles,
        ownerId: told.ownerId,
        phoneSealed: await this.contacts.seal(tx, kept.id, told.phone),
        status: [kept.status, merged.status].includes('active') ? 'active' : kept.status,
        objectedAt: kept.objectedAt ?? merged.objectedAt,
        restrictedAt: kept.restrictedAt ?? merged.restrictedAt,
        confirmedAt: null,
        version: kept.version + 1,
      },
    );
  }

  /** The merged record's own keys stay with it and lead on; the kept one is known by what it says now. */
  private async keepKeys(tx: EntityManager, { id }: Actor): Promise<void> {
    const actor = await tx.findOneByOrFail(Actor, { id });
    await this.keys.store(tx, id, 'phoneAndName', this.keys.phoneAndName(await this.contacts.phoneOf(tx, actor), actor.name));
    const numbers = await this.facts.find(tx, { where: { ...ofActor(actor), key: In(Object.keys(IDENTITY_OF)), endedAt: IsNull() } });
    for (const { kind, digest } of this.keys.ofFacts(numbers)) await this.keys.store(tx, id, kind, digest);
  }
}

/** The later finding holds. */
async function joinChecks(tx: EntityManager, { kept, merged }: HeldPair): Promise<{ moved: string[]; ended: string[] }> {
  const current = await tx.find(OfficerCheckRow, {
    where: { actorId: In([kept.id, merged.id]), endedAt: IsNull() },
    order: { recordedAt: 'desc', id: 'desc' },
  });
  const ended = current.filter((row, index) => current.findIndex(({ checkId }) => checkId === row.checkId) < index).map(({ id }) => id);
  await tx.update(OfficerCheckRow, { id: In(ended) }, { endedAt: () => 'clock_timestamp()' });
  return { moved: await moveAll(tx, 'officer_checks', merged.id, kept.id), ended };
}

/**
 * Holds both rows, in the order of their ids, so that two who work on one pair come one after another.
 * @throws DomainError ActorUnknown, also for a pair of one
 */
export async function holdPair(tx: EntityManager, principal: Principal, keptId: string, mergedId: string): Promise<HeldPair> {
  const lock = { mode: 'pessimistic_write' } as const;
  const rows = await tx.find(Actor, { where: { id: In([keptId, mergedId]) }, order: { id: 'asc' }, lock });
  const [kept, merged] = [keptId, mergedId].map((id) => rows.find((row) => row.id === id));
  if (!kept || !merged || kept === merged || !maySee(principal, kept) || !maySee(principal, merged)) throw actorUnknown();
  return { kept, merged };
}

/** Tables whose rows only change hands. */
export type MovedTable =
  | 'facts'
  | 'documents'
  | 'officer_checks'
  | 'drafts'
  | 'rights_requests'
  | 'disclosures'
  | 'ledger_entries'
  | 'register_checks'
  | 'overlap_waivers'
  | 'matches'
  | 'consents';

/** A file that both records hold shows once: the other one's copy stays with it, should the two be taken apart. */
const UNLESS_TWIN = `
  and not exists (select from documents held where held.actor_id = $2 and held.kind = documents.kind and held.digest = documents.digest)`;

/** Gives an actor's rows of a table to another. @returns their ids; of `disclosures` those of the matches */
export async function moveAll(tx: EntityManager, table: MovedTable, fromId: string, toId: string): Promise<string[]> {
  const key = table === 'disclosures' ? 'match_id' : 'id';
  const place = table === 'facts' ? ', regency = (select regency from actors where id = $2)' : '';
  const which = table === 'documents' ? UNLESS_TWIN : '';
  const [rows] = (await tx.query(`update ${table} set actor_id = $2${place} where actor_id = $1${which} returning ${key} as id`, [
    fromId,
    toId,
  ])) as [{ id: string }[], number];
  return rows.map(({ id }) => id);
}
