import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { SEALED_COLUMNS, SealedColumn } from './sealed-columns';
import { KeyOwner, Sealer, Vault, WrappedKey } from './vault.service';

const TABLES: Readonly<Record<KeyOwner, string>> = { actor: 'actors', person: 'people', draft: 'drafts' };

/** A rotation of data keys that is under way: keys up to `upto` give way to new ones. */
export interface DataRotation {
  id: number;
  upto: number;
  /** How many keys there were when it began. */
  keys: number;
}

/** Changes keys while the system runs, in any number of processes: each batch is one transaction, and they skip one another's rows. */
@Injectable()
export class KeyRotation {
  constructor(private readonly vault: Vault) {}

  /** Wraps data keys again that a key wrapped which is not current any more. @returns how many */
  async rewrap(tx: EntityManager, limit: number): Promise<number> {
    const { keks } = this.vault;
    const rows: WrappedKey[] = await tx.query(
      `select id, coalesce(actor_id, person_id, draft_id) as "ownerId", kek, wrapped from data_keys
       where kek <> $1 order by id limit $2 for update skip locked`,
      [keks.current, limit],
    );
    const wrapped = rows.map((row) => keks.wrap(keks.unwrap(row), row.ownerId).wrapped);
    await tx.query(
      'update data_keys set kek = $1, wrapped = t.wrapped from unnest($2::int[], $3::bytea[]) as t(id, wrapped) where data_keys.id = t.id',
      [keks.current, rows.map(({ id }) => id), wrapped],
    );
    return rows.length;
  }

  /** Begins to replace every data key, or goes on with a rotation that was interrupted. */
  async begin(tx: EntityManager): Promise<DataRotation> {
    await tx.query(
      `insert into key_rotations (upto, keys)
       select coalesce(max(id), 0), count(*) from data_keys where retired_at is null on conflict do nothing`,
    );
    const [rotation] = (await tx.query('select id, upto, keys from key_rotations where finished_at is null')) as DataRotation[];
    return rotation!;
  }

  async left(tx: EntityManager, { upto }: DataRotation): Promise<number> {
    const [row] = (await tx.query('select count(*)::int as count from data_keys where retired_at is null and id <= $1', [upto])) as {
      count: number;
    }[];
    return row!.count;
  }

  async finish(tx: EntityManager, { id }: DataRotation): Promise<void> {
    await tx.query('update key_rotations set finished_at = now() where id = $1 and finished_at is null', [id]);
  }

  /**
   * Gives the next owners new keys and seals what they have under them. The old keys are kept a while, for readers that
   * have read the old values already.
   * @returns how many owners
   */
  async next(tx: EntityManager, { upto }: DataRotation, limit: number): Promise<number> {
    let done = 0;
    for (const owner of Object.keys(TABLES) as KeyOwner[]) {
      if (done < limit) done += await this.renew(tx, owner, await this.hold(tx, owner, upto, limit - done));
    }
    return done;
  }

  /** Rows that somebody is writing are left for the next batch. */
  private async hold(tx: EntityManager, owner: KeyOwner, upto: number, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select t.id from ${TABLES[owner]} t join data_keys key on key.${owner}_id = t.id and key.retired_at is null
       where key.id <= $1 order by key.id limit $2 for update of t skip locked`,
      [upto, limit],
    );
    return rows.map(({ id }) => id);
  }

  private async renew(tx: EntityManager, owner: KeyOwner, ownerIds: readonly string[]): Promise<number> {
    if (ownerIds.length === 0) return 0;
    await tx.query(`update data_keys set retired_at = now() where ${owner}_id = any($1) and retired_at is null`, [ownerIds]);
    const sealers = await this.vault.create(tx, owner, ownerIds);
    for (const column of SEALED_COLUMNS) if (column.owner === owner) await this.reseal(tx, column, sealers);
    return ownerIds.length;
  }

  /**
   * Seals what one actor has under the key of another, and ends the first's keys: call it before rows change hands, and before the
   * one points to the other.
   */
  async handOver(tx: EntityManager, fromId: string, toId: string): Promise<void> {
    const sealers = new Map([[fromId, await this.vault.sealer(tx, 'actor', toId)]]);
    for (const column of SEALED_COLUMNS) if (column.owner === 'actor') await this.reseal(tx, column, sealers);
    await this.vault.destroy(tx, 'actor', fromId);
  }

  /** Makes the key of an actor whose rows are under another's, and seals them under it: call it after they have changed hands. */
  async giveBack(tx: EntityManager, actorId: string): Promise<void> {
    const sealers = await this.vault.create(tx, 'actor', [actorId]);
    for (const column of SEALED_COLUMNS) if (column.owner === 'actor') await this.reseal(tx, column, sealers);
  }

  private async reseal(
    tx: EntityManager,
    { table, column, from, ownerId }: SealedColumn,
    sealers: ReadonlyMap<string, Sealer>,
  ): Promise<void> {
    const rows: { id: string; ownerId: string; sealed: Buffer }[] = await tx.query(
      `select t.id, ${ownerId} as "ownerId", t.${column} as sealed from ${from} where ${ownerId} = any($1) and t.${column} is not null`,
      [[...sealers.keys()]],
    );
    const texts = await this.vault.open(tx, rows.map(({ id, sealed }) => ({ table, id, column, sealed }))); // prettier-ignore
    const sealed = rows.map((row, index) => sealers.get(row.ownerId)!.seal(table, row.id, column, texts[index]!));
    await tx.query(
      `update ${table} set ${column} = u.sealed from unnest($1::uuid[], $2::bytea[]) as u(id, sealed) where ${table}.id = u.id`,
      [rows.map(({ id }) => id), sealed],
    );
  }
}
