import { ConsentsService, PeopleService, Principal } from '@sambung/accounts';
import { audit, AuditAction, AuditEntry } from '@sambung/audit';
import { conflict, DomainError } from '@sambung/errors';
import { emit } from '@sambung/events';
import { Clock, Config } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Actor, ActorStatus } from './actor.entity';
import { actorUnknown, maySee, onlyVisible } from './actor-access';
import { Contacts } from './contacts.service';
import { IdentityKeys } from './identity-keys';

/** `phone` in E.164. */
export type NewActor = Pick<Actor, 'name' | 'roles' | 'regionCode'> & { phone: string; status: 'draft' | 'active' };
export type ActorPatch = Partial<NewActor>;

export interface ActorFilter {
  status?: ActorStatus;
  regionCode?: string;
  after?: string;
  limit: number;
}

type MergedActor = Actor & { mergedInto: string };

/** Code of the refusal to show a record that was joined into another; `mergedInto` names that. */
export const ACTOR_MERGED = 'ActorMerged';

export const staleVersion = (actor: Actor): DomainError =>
  new DomainError('precondition', 'ActorChanged', {
    id: 'Data ini sudah diubah orang lain. Muat ulang, lalu ubah lagi.',
    en: 'Somebody else has changed this. Reload it and change it again.',
  }, { currentVersion: actor.version }); // prettier-ignore

@Injectable()
export class ActorsService {
  private readonly keys: IdentityKeys;

  constructor(
    private readonly people: PeopleService,
    private readonly consents: ConsentsService,
    private readonly contacts: Contacts,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.keys = new IdentityKeys(config);
  }

  /** @throws DomainError ActorDuplicate when the same phone and name is registered already */
  async create(tx: EntityManager, principal: Principal, { phone, ...input }: NewActor): Promise<Actor> {
    const id = uuid();
    const digest = this.keys.phoneAndName(phone, input.name);
    await this.refuseTwin(tx, digest, principal);
    const owner = principal.role === 'owner' ? principal : await this.people.ownerOfPhone(tx, phone, input.name);
    const confirmedAt = owner.id === principal.id ? this.clock.now() : null;
    const phoneSealed = await this.contacts.sealFirst(tx, id, phone);
    const actor = { id, ...input, phoneSealed, ownerId: owner.id, createdBy: principal.id, version: 1, confirmedAt };
    if (!maySee(principal, actor)) throw outsideTerritory();
    await tx.insert(Actor, actor);
    await this.keys.store(tx, id, 'phoneAndName', digest);
    await audit(tx, principal, { ...onProfile('profile.created', principal, actor), fields: ['name', 'roles', 'phone', 'regionCode'] });
    if (input.status === 'active') await emit(tx, 'profile.saved', { actorId: id });
    if (!confirmedAt) await emit(tx, 'profile.assisted', { actorId: id });
    return tx.findOneByOrFail(Actor, { id });
  }

  /** Two requests that race meet the lock on the digest, so that only the first one registers. */
  private async refuseTwin(tx: EntityManager, digest: Buffer, principal: Principal, exceptId: string | null = null): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1)', [digest.readBigInt64BE()]);
    const [twin] = (await forPurpose(tx, 'identity', () =>
      tx.query(
        `select actors.id, actors.owner_id as "ownerId", actors.region_code as "regionCode"
       from identity_keys join actors own on own.id = identity_keys.actor_id
       join actors on actors.id = coalesce(own.merged_into, own.id)
       where kind = 'phoneAndName' and digest = $1 and actors.status not in ('withdrawn', 'erased') and actors.id is distinct from $2`,
        [digest, exceptId],
      ),
    )) as Pick<Actor, 'id' | 'ownerId' | 'regionCode'>[];
    if (!twin) return;
    const existing = maySee(principal, twin) ? { actorId: twin.id } : {};
    throw conflict(
      'ActorDuplicate',
      'Nomor telepon dan nama ini sudah terdaftar. Buka data yang ada.',
      'This phone and name are registered already. Open the existing entry.',
      { ...existing, pointer: '/name' },
    );
  }

  /** On record unless the owner asks. @throws DomainError ActorUnknown for actors that the principal may not see */
  async get(tx: EntityManager, principal: Principal, id: string): Promise<Actor> {
    const actor = await tx.findOneBy(Actor, { id });
    if (!actor || !maySee(principal, actor)) throw actorUnknown();
    if (actor.mergedInto) throw await this.merged(tx, principal, actor as MergedActor);
    if (actor.ownerId !== principal.id) await audit(tx, principal, { action: 'profile.read', object: ['actor', id], subjectId: id });
    return actor;
  }

  /** The same, holding the row until the transaction ends: writers of one actor come one after another. */
  async getForChange(tx: EntityManager, principal: Principal, id: string): Promise<Actor> {
    const actor = await tx.findOne(Actor, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!actor || !maySee(principal, actor)) throw actorUnknown();
    if (actor.mergedInto) throw await this.merged(tx, principal, actor as MergedActor);
    if (actor.status === 'withdrawn') {
      throw conflict('ActorWithdrawn', 'Pelaku usaha ini sudah ditarik.', 'This actor has been withdrawn.');
    }
    return actor;
  }

  /** Leads to the record that was kept, if the principal may see it. */
  private async merged(tx: EntityManager, principal: Principal, { id, mergedInto }: MergedActor): Promise<DomainError> {
    const kept = await tx.findOneBy(Actor, { id: mergedInto });
    const extra = kept && maySee(principal, kept) ? { actorId: id, mergedInto } : {};
    const detail = { id: 'Data ini sudah digabung dengan data lain.', en: 'This record was joined with another one.' };
    return new DomainError('notFound', ACTOR_MERGED, detail, extra);
  }

  list(tx: EntityManager, principal: Principal, { status, regionCode, after, limit }: ActorFilter): Promise<Actor[]> {
    const query = onlyVisible(tx.createQueryBuilder(Actor, 'actor').where('true'), principal);
    if (status) query.andWhere('actor.status = :status', { status });
    if (regionCode) {
      query.andWhere('(actor.region_code = :area or actor.region_code like :within)', { area: regionCode, within: `${regionCode}.%` });
    }
    if (after) query.andWhere('actor.id < :after', { after });
    return query.orderBy('actor.id', 'DESC').take(limit).getMany();
  }

  /** @param expectedVersion from If-Match; null when the caller does not mind what it overwrites */
  async change(
    tx: EntityManager,
    principal: Principal,
    id: string,
    change: { patch: ActorPatch; expectedVersion: number | null },
  ): Promise<Actor> {
    const actor = await this.getForChange(tx, principal, id);
    const { patch, expectedVersion } = change;
    if (expectedVersion !== null && expectedVersion !== actor.version) throw staleVersion(actor);
    const { phone, ...plain } = patch;
    const next = { ...actor, ...plain };
    if (!maySee(principal, next)) throw outsideTerritory();
    const digest = this.keys.phoneAndName(phone ?? (await this.contacts.phoneOf(tx, actor)), next.name);
    await this.refuseTwin(tx, digest, principal, id);
    await this.keys.store(tx, id, 'phoneAndName', digest);
    const sealed = phone === undefined ? {} : { phoneSealed: await this.contacts.seal(tx, id, phone) };
    await tx.update(Actor, { id }, { ...plain, ...sealed, version: actor.version + 1, ...askedAgain(actor, principal) });
    await audit(tx, principal, { ...onProfile('profile.changed', principal, actor), fields: Object.keys(patch) });
    if ([actor.status, next.status].includes('active')) await emit(tx, 'profile.saved', { actorId: id });
    await this.tellOwner(tx, actor, principal);
    return tx.findOneByOrFail(Actor, { id });
  }

  /** The owner leaves: every consent ends and nothing is matched any more. History stays until retention ends. */
  async withdraw(tx: EntityManager, principal: Principal, id: string): Promise<Actor> {
    const actor = await this.getForChange(tx, principal, id);
    await tx.update(Actor, { id }, { status: 'withdrawn', version: actor.version + 1 });
    await this.consents.withdrawAll(tx, id, principal);
    await audit(tx, principal, onProfile('profile.withdrawn', principal, actor));
    await emit(tx, 'profile.saved', { actorId: id });
    return tx.findOneByOrFail(Actor, { id });
  }

  /** The owner has looked at what others entered and found it right. */
  async confirm(tx: EntityManager, principal: Principal, id: string): Promise<Actor> {
    const actor = await this.getForChange(tx, principal, id);
    await tx.update(Actor, { id }, { confirmedAt: this.clock.now() });
    await audit(tx, principal, onProfile('profile.confirmed', principal, actor));
    return tx.findOneByOrFail(Actor, { id });
  }

  /** Notes that something about the actor changed, and asks for it to be matched. */
  async touch(tx: EntityManager, actor: Actor, author?: Principal): Promise<void> {
    await tx.update(Actor, { id: actor.id }, { version: () => 'version + 1', ...(author && askedAgain(actor, author)) });
    if (actor.status === 'active') await emit(tx, 'profile.saved', { actorId: actor.id });
    if (author) await this.tellOwner(tx, actor, author);
  }

  /** Who is asked already hears of the first change alone. */
  private async tellOwner(tx: EntityManager, actor: Actor, author: Principal): Promise<void> {
    if (author.id !== actor.ownerId && actor.confirmedAt) await emit(tx, 'profile.assisted', { actorId: actor.id });
  }
}

const onProfile = (action: AuditAction, principal: Principal, { id, ownerId }: Pick<Actor, 'id' | 'ownerId'>): AuditEntry => ({
  action,
  object: ['actor', id],
  subjectId: id,
  onBehalfOf: ownerId === principal.id ? null : ownerId,
});

/** What somebody else enters for the owner, the owner is asked to confirm. */
const askedAgain = (actor: Actor, author: Principal): { confirmedAt?: null } => (author.id === actor.ownerId ? {} : { confirmedAt: null });

const outsideTerritory = (): DomainError =>
  new DomainError('invalid', 'RegionOutsideTerritory', {
    id: 'Wilayah ini di luar wilayah kerja Anda.',
    en: 'This region lies outside your territory.',
  }, { errors: [{ pointer: '/regionCode', code: 'RegionOutsideTerritory', detail: { id: 'Pilih wilayah di dalam wilayah kerja Anda.', en: 'Choose a region inside your territory.' } }] }); // prettier-ignore
