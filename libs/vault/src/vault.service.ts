import { Config } from '@sambung/config';
import { DomainError } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { KeyCache } from './key-cache';
import { KeyEncryptionKeys } from './key-encryption-keys';
import { randomOf } from './random';
import { keyIdOf, openField, Place, sealField } from './sealed-field';

/** Whose life a data key shares: it goes with the row, and everything under it becomes unreadable, in backups too. */
export type KeyOwner = 'actor' | 'person' | 'draft';

/** A row of `data_keys`. */
export interface WrappedKey {
  id: number;
  ownerId: string;
  kek: string;
  wrapped: Buffer;
}

export interface SealedValue extends Place {
  sealed: Buffer;
}

/** Seals values under the current key of one owner. */
export interface Sealer {
  seal: (table: string, id: string, column: string, text: string) => Buffer;
}

const KEY_BYTES = 32;
const COLUMNS = 'id, coalesce(actor_id, person_id, draft_id) as "ownerId", kek, wrapped';

/**
 * Encrypts fields under data keys, which the database holds wrapped. A writer holds its owner's key for share until the
 * transaction ends, and only who holds a key alone retires it: nothing is ever left under a key that goes.
 */
@Injectable()
export class Vault {
  readonly keks: KeyEncryptionKeys;
  private readonly cache = new KeyCache();

  constructor(config: Config) {
    this.keks = new KeyEncryptionKeys(config);
  }

  /** Makes the first keys of owners whose rows are inserted in the same transaction, before or after. */
  async create(tx: EntityManager, owner: KeyOwner, ownerIds: readonly string[]): Promise<ReadonlyMap<string, Sealer>> {
    const made = ownerIds.map((ownerId) => {
      const key = randomOf(KEY_BYTES);
      return { ownerId, key, ...this.keks.wrap(key, ownerId) };
    });
    const rows: { id: number; ownerId: string }[] = await tx.query(
      `insert into data_keys (${owner}_id, kek, wrapped) select * from unnest($1::uuid[], $2::text[], $3::bytea[])
       returning id, ${owner}_id as "ownerId"`,
      [made.map(({ ownerId }) => ownerId), made.map(({ kek }) => kek), made.map(({ wrapped }) => wrapped)],
    );
    const ids = new Map(rows.map(({ ownerId, id }) => [ownerId, id]));
    return new Map(made.map(({ ownerId, key }) => [ownerId, sealer(ids.get(ownerId)!, key)]));
  }

  async createOne(tx: EntityManager, owner: KeyOwner, ownerId: string): Promise<Sealer> {
    return (await this.create(tx, owner, [ownerId])).get(ownerId)!;
  }

  /** The current keys of owners, held until the transaction ends. */
  async sealers(tx: EntityManager, owner: KeyOwner, ownerIds: readonly string[]): Promise<ReadonlyMap<string, Sealer>> {
    const rows: WrappedKey[] = await tx.query(
      `select ${COLUMNS} from data_keys where ${owner}_id = any($1) and retired_at is null order by id for share`,
      [[...new Set(ownerIds)]],
    );
    return new Map(rows.map((row) => [row.ownerId, sealer(row.id, this.unwrapped(row))]));
  }

  /** @throws DomainError DataErased for an owner whose key was destroyed */
  async sealer(tx: EntityManager, owner: KeyOwner, ownerId: string): Promise<Sealer> {
    const found = (await this.sealers(tx, owner, [ownerId])).get(ownerId);
    if (!found) throw dataErased();
    return found;
  }

  /** The values in the clear, in the order given. @throws DomainError DataErased when a key was destroyed */
  async open(tx: EntityManager, values: readonly SealedValue[]): Promise<string[]> {
    const missing = new Set(values.map(({ sealed }) => keyIdOf(sealed)).filter((id) => this.cache.get(id) === undefined));
    const rows: WrappedKey[] =
      missing.size === 0 ? [] : await tx.query(`select ${COLUMNS} from data_keys where id = any($1)`, [[...missing]]);
    const loaded = new Map(rows.map((row) => [row.id, this.unwrapped(row)]));
    return values.map((value) => {
      const id = keyIdOf(value.sealed);
      const key = loaded.get(id) ?? this.cache.get(id);
      if (!key) throw dataErased();
      return openField(key, value, value.sealed);
    });
  }

  async openOne(tx: EntityManager, value: SealedValue): Promise<string> {
    return (await this.open(tx, [value]))[0]!;
  }

  /** The same with keys that were read along with the values; the cache is left to those that are used again. */
  openWith(keys: readonly WrappedKey[], values: readonly SealedValue[]): string[] {
    const unwrapped = new Map(keys.map((key) => [key.id, this.keks.unwrap(key)]));
    return values.map((value) => {
      const key = unwrapped.get(keyIdOf(value.sealed));
      if (!key) throw dataErased();
      return openField(key, value, value.sealed);
    });
  }

  /** Destroys the keys of an owner: whatever was sealed under them is gone, wherever a copy of it lies. */
  async destroy(tx: EntityManager, owner: KeyOwner, ownerId: string): Promise<void> {
    await tx.query(`delete from data_keys where ${owner}_id = $1`, [ownerId]);
    this.cache.clear();
  }

  private unwrapped(row: WrappedKey): Buffer {
    const known = this.cache.get(row.id);
    if (known) return known;
    const key = this.keks.unwrap(row);
    this.cache.set(row.id, key);
    return key;
  }
}

const sealer = (keyId: number, key: Buffer): Sealer => ({
  seal: (table, id, column, text) => sealField(keyId, key, { table, id, column }, text),
});

const dataErased = (): DomainError =>
  new DomainError('gone', 'DataErased', { id: 'Data ini sudah dihapus.', en: 'These data have been erased.' });
