import { Principal, SealedSecrets } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { conflict, notFound } from '@sambung/errors';
import { IdentityKeys, normalName } from '@sambung/profiles';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { IdentityReview } from './identity-review.entity';
import { LedgerRow } from './ledger-entry.entity';
import { ReviewRow, reviewsFor } from './reviews.query';

/** One side of a likely pair, as the person who settles it may see it. */
export interface ReviewSide {
  name: string | null;
  regionCode: string | null;
  /** Title of the list, or null for an actor of ours. */
  list: string | null;
  programme: string | null;
  intervention: string | null;
  from: string | null;
  actorId: string | null;
}

export interface ReviewPair extends Pick<IdentityReview, 'id' | 'reason' | 'state' | 'note' | 'decidedBy' | 'decidedAt' | 'recordedAt'> {
  entry: ReviewSide;
  other: ReviewSide;
}

export interface ReviewDecision {
  decision: 'same' | 'different';
  note: string;
}

@Injectable()
export class IdentityReviews {
  private readonly keys: IdentityKeys;
  private readonly names: SealedSecrets;

  constructor(config: Config) {
    this.keys = new IdentityKeys(config);
    this.names = new SealedSecrets(config, 'recipient-names.v1');
  }

  /**
   * Puts the likely pairs of a new list before a person: one key under two names, and one name in one place without a key.
   * @returns how many
   */
  async open(tx: EntityManager, listId: string): Promise<number> {
    return (await this.openForNames(tx, listId)) + (await this.openForPlaces(tx, listId));
  }

  /** A name that stands undisputed beside the key already asks nothing. */
  private async openForNames(tx: EntityManager, listId: string): Promise<number> {
    const opened: unknown[] = await tx.query(
      `insert into identity_reviews (id, entry_id, other_entry_id, reason)
       select distinct on (fresh.id) gen_random_uuid(), fresh.id, other.id, 'nameDiffers'
       from ledger_entries fresh
       join ledger_entries other on other.subject_kind = fresh.subject_kind and other.subject = fresh.subject and other.name_digest <> fresh.name_digest
       where fresh.list_id = $1 and (other.list_id <> $1 or other.id < fresh.id) and not exists (
         select from ledger_entries twin
         where twin.subject_kind = fresh.subject_kind and twin.subject = fresh.subject and twin.name_digest = fresh.name_digest
           and twin.id < fresh.id and not exists (select from identity_reviews where entry_id = twin.id and state = 'open'))
       order by fresh.id, other.id
       on conflict do nothing returning id`,
      [listId],
    );
    return opened.length;
  }

  private async openForPlaces(tx: EntityManager, listId: string): Promise<number> {
    const entries: { id: string; region: string; name: Buffer }[] = await tx.query(
      `select entry.id, entry.region_code as region, entry.name_digest as name from ledger_entries entry
       where entry.list_id = $1 and entry.region_code is not null and entry.name_digest is not null and not exists (
         select from identity_keys key where key.kind = entry.subject_kind and key.digest = entry.subject)`,
      [listId],
    );
    const actors: { id: string; region: string; name: string; owner: string }[] = await tx.query(
      `select actors.id, actors.region_code as region, actors.name, people.name as owner
       from actors join people on people.id = actors.owner_id where actors.region_code = any($1) and actors.status <> 'withdrawn'`,
      [[...new Set(entries.map(({ region }) => region))]],
    );
    const placed = (region: string, name: Buffer) => `${region} ${name.toString('hex')}`;
    const known = new Map<string, string[]>();
    for (const { id, region, name, owner } of actors) {
      for (const one of new Set([name, owner].map(normalName))) {
        const key = placed(region, this.keys.digest('name', one));
        known.set(key, [...(known.get(key) ?? []), id]);
      }
    }
    const pairs = entries.flatMap(({ id, region, name }) =>
      (known.get(placed(region, name)) ?? []).map((actorId) => [id, actorId] as const),
    );
    const opened: unknown[] = await tx.query(
      `insert into identity_reviews (id, entry_id, actor_id, reason)
       select gen_random_uuid(), t.entry_id, t.actor_id, 'nameAndPlace' from unnest($1::uuid[], $2::uuid[]) as t(entry_id, actor_id)
       on conflict do nothing returning id`,
      [pairs.map(([entry]) => entry), pairs.map(([, actor]) => actor)],
    );
    return opened.length;
  }

  /** Pairs of the principal's territory and of lists that the principal brought, oldest first. */
  async list(
    tx: EntityManager,
    principal: Principal,
    filter: { state: IdentityReview['state']; after?: string; limit: number },
  ): Promise<ReviewPair[]> {
    const rows = await forPurpose(tx, 'identity', () => reviewsFor(tx, principal, filter));
    return rows.map((row) => this.toPair(row));
  }

  private toPair({ entrySealed, entryId, otherSealed, otherEntryId, ...row }: ReviewRow): ReviewPair {
    const { entry, other, actorName, ...review } = row;
    const opened = (id: string | null, sealed: Buffer | null) => (id && sealed ? this.names.open(id, sealed) : null);
    return {
      ...review,
      entry: { ...entry, name: opened(entryId, entrySealed) },
      other: { ...other, name: actorName ?? opened(otherEntryId, otherSealed) },
    };
  }

  /**
   * Says whether a pair is one person. The same answer again changes nothing.
   * @throws DomainError ReviewUnknown outside the territory, ReviewDecided when somebody said otherwise before
   */
  decide(tx: EntityManager, principal: Principal, id: string, decision: ReviewDecision): Promise<ReviewPair> {
    return forPurpose(tx, 'identity', () => this.settle(tx, principal, id, decision));
  }

  private async settle(tx: EntityManager, principal: Principal, id: string, { decision, note }: ReviewDecision): Promise<ReviewPair> {
    const review = await tx.findOne(IdentityReview, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const [visible] = review ? await reviewsFor(tx, principal, { id, limit: 1 }) : [];
    if (!review || !visible) throw notFound('ReviewUnknown', 'Pasangan ini tidak ditemukan.', 'There is no such pair.');
    if (review.state !== 'open' && review.state !== decision) {
      throw conflict('ReviewDecided', 'Pasangan ini sudah diputuskan.', 'This pair has been decided.', { state: review.state });
    }
    if (review.state === 'open') {
      await tx.update(IdentityReview, { id }, { state: decision, note, decidedBy: principal.id, decidedAt: () => 'clock_timestamp()' });
      await this.apply(tx, principal, review, decision);
    }
    const [pair] = await reviewsFor(tx, principal, { id, limit: 1 });
    return this.toPair(pair!);
  }

  /** One entry is of one actor at most; one whose key turned out to be another person's counts for nobody. */
  private async apply(
    tx: EntityManager,
    principal: Principal,
    { id, entryId, actorId }: IdentityReview,
    decision: ReviewDecision['decision'],
  ): Promise<void> {
    if (decision === 'same' && actorId) {
      await tx.update(LedgerRow, { id: entryId }, { actorId });
      await tx.query(
        `update identity_reviews set state = 'different', note = 'settled by another pair', decided_by = $3, decided_at = clock_timestamp()
         where entry_id = $1 and id <> $2 and actor_id is not null and state = 'open'`,
        [entryId, id, principal.id],
      );
    }
    if (decision === 'different' && !actorId) await tx.update(LedgerRow, { id: entryId }, { subject: null, subjectKind: null });
  }
}
