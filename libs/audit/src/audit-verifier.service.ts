import { Config } from '@sambung/config';
import { BlindIndex } from '@sambung/vault';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { ENTRY, NO_HASH, Seal, Seals } from './seals';

const SEALS_AT_ONCE = 100;

export interface AuditVerdict {
  entries: number;
  seals: number;
  /** Entries that no seal holds yet. */
  unsealed: number;
  /** Number and hash of the last seal, to be kept elsewhere. */
  head: { number: number; hash: string } | null;
  /** What is wrong, by name. */
  faults: string[];
}

type StoredSeal = Seal & { hash: Buffer };

interface StoredHash {
  entryId: string;
  seal: number;
  hash: Buffer;
  /** The entry as it stands; null when it is gone. */
  text: string | null;
}

/** Goes through the whole audit and names what was changed, removed, moved or put in. Reads only. */
@Injectable()
export class AuditVerifier {
  private readonly seals: Seals;

  constructor(
    private readonly dataSource: DataSource,
    config: Config,
  ) {
    this.seals = new Seals(new BlindIndex(config, 'audit-seals.v1'));
  }

  /** @param anchor hash of a seal that was kept elsewhere; without one a cut end goes unseen */
  verify(anchor?: string): Promise<AuditVerdict> {
    return this.dataSource.transaction('REPEATABLE READ', (tx) => this.walk(tx, anchor));
  }

  private async walk(tx: EntityManager, anchor: string | undefined): Promise<AuditVerdict> {
    const verdict: AuditVerdict = { entries: 0, seals: 0, unsealed: 0, head: null, faults: [] };
    let previous: Buffer = NO_HASH;
    let isAnchored = anchor === undefined;
    for (let from = 0; ; from = verdict.head!.number) {
      const seals = await this.sealsAfter(tx, from);
      if (seals.length === 0) break;
      const hashes = await this.hashesOf(tx, seals[0]!.number, seals.at(-1)!.number);
      for (const seal of seals) {
        this.check(verdict, seal, previous, hashes.get(seal.number) ?? []);
        previous = seal.hash;
        isAnchored ||= seal.hash.toString('hex') === anchor;
      }
    }
    if (!isAnchored) verdict.faults.push(`no seal has the anchored hash ${anchor}: the end was cut off or written anew`);
    await this.strays(tx, verdict);
    return verdict;
  }

  private sealsAfter(tx: EntityManager, number: number): Promise<StoredSeal[]> {
    return tx.query(
      `select number, horizon::text, entries, first_id::text as "firstId", last_id::text as "lastId", hash
       from audit_seals where number > $1 order by number limit ${SEALS_AT_ONCE}`,
      [number],
    );
  }

  private async hashesOf(tx: EntityManager, first: number, last: number): Promise<Map<number, StoredHash[]>> {
    const rows: StoredHash[] = await tx.query(
      `select entry_id::text as "entryId", seal, hash, entry.text
       from audit_hashes left join (select id, ${ENTRY} as text from audit_entries) entry on entry.id = entry_id
       where seal between $1 and $2 order by seal, entry_id`,
      [first, last],
    );
    const grouped = new Map<number, StoredHash[]>();
    for (const row of rows) {
      const known = grouped.get(row.seal);
      if (known) known.push(row);
      else grouped.set(row.seal, [row]);
    }
    return grouped;
  }

  private check(verdict: AuditVerdict, seal: StoredSeal, previous: Buffer, rows: readonly StoredHash[]): void {
    const { faults } = verdict;
    const expected = (verdict.head?.number ?? 0) + 1;
    for (let gone = expected; gone < seal.number; gone += 1) faults.push(`seal ${gone} was removed`);
    for (const { entryId, hash, text } of rows) {
      if (text === null) faults.push(`entry ${entryId} of seal ${seal.number} was removed`);
      else if (!this.seals.ofEntry({ id: entryId, text }).equals(hash)) faults.push(`entry ${entryId} of seal ${seal.number} was changed`);
    }
    const range = `entries ${seal.firstId} to ${seal.lastId}`;
    if (rows.length !== seal.entries) faults.push(`seal ${seal.number} (${range}) holds ${rows.length} hashes, not ${seal.entries}`);
    const fits = this.seals.of(seal, previous, rows.map(({ hash }) => hash)).equals(seal.hash); // prettier-ignore
    if (!fits && seal.number === expected)
      faults.push(`seal ${seal.number} (${range}), a hash in it, or the order of the seals was changed`);
    verdict.head = { number: seal.number, hash: seal.hash.toString('hex') };
    verdict.seals += 1;
    verdict.entries += rows.length;
  }

  /** Entries that no seal holds: new ones, and such as were put in where everything is sealed. */
  private async strays(tx: EntityManager, verdict: AuditVerdict): Promise<void> {
    const rows: { id: string; late: boolean }[] = await tx.query(
      `select id::text, xact < coalesce((select horizon from audit_seals order by number desc limit 1), '0'::xid8) as late from audit_entries
       where not exists (select from audit_hashes where entry_id = id) order by id`,
    );
    verdict.unsealed = rows.length;
    for (const { id } of rows.filter(({ late }) => late)) verdict.faults.push(`entry ${id} was put in after its time was sealed`);
    const orphans: { id: string; seal: number }[] = await tx.query(
      'select entry_id::text as id, seal from audit_hashes where not exists (select from audit_seals where number = seal) order by entry_id',
    );
    for (const { id, seal } of orphans) verdict.faults.push(`entry ${id} names seal ${seal}, which is not there`);
  }
}
