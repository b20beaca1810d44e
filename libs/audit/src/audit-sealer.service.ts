import { Config } from '@sambung/config';
import { inTransaction, one } from '@sambung/database';
import { BlindIndex } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { ENTRY, EntryText, NO_HASH, Seal, Seals } from './seals';

const LOCK = 7266227;
const MOST_ENTRIES = 5_000;

interface Head {
  number: number;
  horizon: string;
  hash: Buffer;
}

interface Unsealed extends EntryText {
  xact: string;
  /** Every transaction before it has ended. */
  oldest: string;
}

/**
 * Seals the entries of transactions that have ended. An entry gets its id before its transaction commits, so entries are
 * taken by transaction: what an older one still under way writes is sealed later, never missed.
 */
@Injectable()
export class AuditSealer {
  private readonly seals: Seals;

  constructor(
    private readonly dataSource: DataSource,
    config: Config,
  ) {
    this.seals = new Seals(new BlindIndex(config, 'audit-seals.v1'));
  }

  /** Seals everything that can be; nothing while another process does. @returns how many entries */
  async seal(): Promise<number> {
    let total = 0;
    for (let count = MOST_ENTRIES; count === MOST_ENTRIES; total += count) {
      count = await inTransaction(this.dataSource, (tx) => this.sealBatch(tx));
    }
    return total;
  }

  private async sealBatch(tx: EntityManager): Promise<number> {
    const lock = await one<{ held: boolean }>(tx, 'select pg_try_advisory_xact_lock($1) as held', [LOCK]);
    if (!lock!.held) return 0;
    const head = await one<Head>(tx, 'select number, horizon::text, hash from audit_seals order by number desc limit 1');
    const rows = await this.unsealed(tx, head?.horizon ?? '0');
    if (rows.length > 0) await this.write(tx, head, rows);
    return rows.length;
  }

  /** After a restore into a new cluster, transactions count from the beginning again: then every entry is looked at. */
  private unsealed(tx: EntityManager, horizon: string): Promise<Unsealed[]> {
    return tx.query(
      `with now as (select pg_snapshot_xmin(pg_current_snapshot()) as oldest)
       select id::text, ${ENTRY} as text, xact::text, oldest::text from audit_entries entry, now
       where (xact >= $1::xid8 or $1::xid8 > oldest) and xact < oldest
         and not exists (select from audit_hashes where entry_id = entry.id)
       order by xact, id limit ${MOST_ENTRIES}`,
      [horizon],
    );
  }

  private async write(tx: EntityManager, head: Head | undefined, rows: readonly Unsealed[]): Promise<void> {
    const inOrder = rows.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const last = rows.at(-1)!;
    const seal: Seal = {
      number: (head?.number ?? 0) + 1,
      // A full batch may end inside a transaction: its rest comes with the next.
      horizon: rows.length === MOST_ENTRIES ? last.xact : last.oldest,
      entries: rows.length,
      firstId: inOrder[0]!.id,
      lastId: inOrder.at(-1)!.id,
    };
    const hashes = inOrder.map((row) => this.seals.ofEntry(row));
    const hash = this.seals.of(seal, head?.hash ?? NO_HASH, hashes);
    await tx.query('insert into audit_seals (number, horizon, entries, first_id, last_id, hash) values ($1, $2::xid8, $3, $4, $5, $6)', [
      seal.number, seal.horizon, seal.entries, seal.firstId, seal.lastId, hash,
    ]); // prettier-ignore
    await tx.query(
      'insert into audit_hashes (entry_id, seal, hash) select id, $1, hash from unnest($2::bigint[], $3::bytea[]) as t(id, hash)',
      [seal.number, inOrder.map(({ id }) => id), hashes],
    );
  }
}
