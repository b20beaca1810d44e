import { Principal, SealedSecrets } from '@sambung/accounts';
import { Clock, Config } from '@sambung/config';
import { forPurpose } from '@sambung/database';
import { DomainError, FieldFault, forbidden, refuseFaults } from '@sambung/errors';
import { canonicalJson, GovernmentLevel } from '@sambung/matching';
import { OfferKind } from '@sambung/offers';
import { IdentityKeys, IdentityKind, normalName } from '@sambung/profiles';
import { isNeed } from '@sambung/reference';
import { TableRow } from '@sambung/tables';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { IdentityReviews } from './identity-reviews.service';
import { dayFaults, sourceFaults } from './ledger.service';
import { readRecipients, RecipientRow, RowFault } from './recipient-rows';

/** Rows in memory, and in a statement, at a time. */
const BATCH = 1_000;
/** One list is brought in whole, in one transaction. */
const MOST_ROWS = 50_000;

/** What a whole list has in common. */
export interface ListHead {
  /** The register that it is part of. */
  source: string;
  title: string;
  /** The day up to which the list is right. */
  asOf: string;
  /** Whether with this list the register names everybody. */
  complete: boolean;
  intervention: string;
  kind: OfferKind;
  level: GovernmentLevel;
  funder: string | null;
  programme: string | null;
}

export interface ImportReport {
  /** Null after a dry run. */
  listId: string | null;
  stored: number;
  /** Rows that were in the ledger already. */
  known: number;
  /** Pairs that a person has to settle. */
  reviews: number;
  faults: RowFault[];
}

/** A row with the keys that stand for its person. */
interface KeyedRow extends RecipientRow {
  id: string;
  subjectKind: IdentityKind | null;
  subject: Buffer | null;
  digest: Buffer;
}

@Injectable()
export class RecipientImport {
  private readonly keys: IdentityKeys;
  private readonly names: SealedSecrets;

  constructor(
    private readonly reviews: IdentityReviews,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.keys = new IdentityKeys(config);
    this.names = new SealedSecrets(config, 'recipient-names.v1');
  }

  /** What `store` would report; leaves nothing behind. */
  async check(tx: EntityManager, principal: Principal, head: ListHead, table: AsyncIterable<TableRow>): Promise<ImportReport> {
    await tx.query('savepoint dry_run');
    const report = await this.store(tx, principal, head, table);
    await tx.query('rollback to savepoint dry_run');
    return { ...report, listId: null };
  }

  /**
   * Stores the sound rows and reports the others. The same rows brought again, by a retry or in a longer list, add nothing.
   * @throws DomainError for a head that cannot be, CompleteForAdmins
   */
  async store(tx: EntityManager, principal: Principal, head: ListHead, table: AsyncIterable<TableRow>): Promise<ImportReport> {
    if (head.complete && principal.role !== 'admin') throw completeForAdmins();
    refuseFaults(this.headFaults(head));
    return forPurpose(tx, 'identity', () => this.keep(tx, principal, head, table));
  }

  private async keep(tx: EntityManager, principal: Principal, head: ListHead, table: AsyncIterable<TableRow>): Promise<ImportReport> {
    const listId = uuid();
    const { source, title, asOf, complete } = head;
    await tx.query('insert into recipient_lists (id, source, title, as_of, complete, recorded_by) values ($1, $2, $3, $4, $5, $6)', [
      listId, source, title, asOf, complete, principal.id,
    ]); // prettier-ignore
    const report: ImportReport = { listId, stored: 0, known: 0, reviews: 0, faults: [] };
    for await (const rows of this.batches(table, report.faults)) {
      const stored = await this.insert(tx, listId, head, rows.map((row) => this.keyed(row, head))); // prettier-ignore
      report.stored += stored;
      report.known += rows.length - stored;
    }
    await this.refresh(tx, head);
    report.reviews = await this.reviews.open(tx, listId);
    return report;
  }

  /** @param faults of the rows that are left out, added to */
  private async *batches(table: AsyncIterable<TableRow>, faults: RowFault[]): AsyncGenerator<RecipientRow[]> {
    const options = { today: this.clock.today(), allowTestSerial: this.config.ALLOW_TEST_NIK };
    let batch: RecipientRow[] = [];
    let count = 0;
    for await (const read of readRecipients(table, options)) {
      count += 1;
      if (count > MOST_ROWS) throw listTooLong();
      if (Array.isArray(read)) faults.push(...read);
      else batch.push(read);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  private headFaults({ source, asOf, intervention }: ListHead): FieldFault[] {
    const detail = { id: 'Kode kebutuhan tidak ada, lihat /api/v1/needs.', en: 'There is no such need; see /api/v1/needs.' };
    return [
      ...sourceFaults(source),
      ...dayFaults('/asOf', asOf, this.clock.today()),
      ...(isNeed(intervention) ? [] : [{ pointer: '/intervention', code: 'NeedUnknown', detail }]),
    ];
  }

  private keyed(row: RecipientRow, { intervention, kind, programme, funder }: ListHead): KeyedRow {
    const [subjectKind, subject] = this.subjectOf(row);
    const { nik, nib, familyCard, name, phone, regionCode, from } = row;
    const identity = canonicalJson([
      nik,
      nib,
      familyCard,
      name && normalName(name),
      phone,
      regionCode,
      from,
      intervention,
      kind,
      programme,
      funder,
    ]);
    return { ...row, id: uuid(), subjectKind, subject, digest: this.keys.digest('listRow', identity) };
  }

  /** The strongest key that the row gives. */
  private subjectOf({ nik, nib, phone, name }: RecipientRow): [IdentityKind, Buffer] | [null, null] {
    if (nik) return ['nik', this.keys.digest('nik', nik)];
    if (nib) return ['nib', this.keys.digest('nib', nib)];
    return phone && name ? ['phoneAndName', this.keys.phoneAndName(phone, name)] : [null, null];
  }

  /** A row that is known already is brought up to date: it may have ended since. One that was locked for that has an `xmax`. */
  private async insert(tx: EntityManager, listId: string, head: ListHead, rows: readonly KeyedRow[]): Promise<number> {
    const unique = [...new Map(rows.map((row) => [row.digest.toString('hex'), row])).values()];
    const column = <T>(value: (row: KeyedRow) => T): T[] => unique.map(value);
    const inserted: { isNew: boolean }[] = await tx.query(
      `insert into ledger_entries (id, subject_kind, subject, household, name_digest, name_sealed, region_code, starts_on, ends_on, amount,
         status, row_digest, list_id, source, intervention, kind, level, funder, programme, evidence)
       select t.*, $13::uuid, $14, $15, $16, $17, $18, $19, 'registry'
       from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::text[], $8::date[], $9::date[],
         $10::bigint[], $11::text[], $12::bytea[]) as t
       on conflict (row_digest) do update set status = excluded.status, ends_on = excluded.ends_on, amount = excluded.amount
       returning xmax = 0 as "isNew"`,
      [
        column(({ id }) => id), column(({ subjectKind }) => subjectKind), column(({ subject }) => subject),
        column(({ familyCard }) => familyCard && this.keys.digest('familyCard', familyCard)),
        column(({ name }) => name && this.keys.digest('name', normalName(name))),
        column(({ id, name }) => name && this.names.seal(id, name)),
        column(({ regionCode }) => regionCode), column(({ from }) => from), column(({ to }) => to), column(({ amount }) => amount),
        column(({ status }) => status), column(({ digest }) => digest), listId, head.source, head.intervention, head.kind, head.level,
        head.funder, head.programme,
      ],
    ); // prettier-ignore
    return inserted.filter(({ isNew }) => isNew).length;
  }

  /** A newer list decides how well the register is known; an older one that comes late does not. */
  private async refresh(tx: EntityManager, { source, asOf, complete }: ListHead): Promise<void> {
    await tx.query(
      `insert into ledger_sources (code, as_of, complete) values ($1, $2, $3)
       on conflict (code) do update set as_of = excluded.as_of, complete = excluded.complete
       where ledger_sources.as_of <= excluded.as_of and (excluded.complete or not ledger_sources.complete)`,
      [source, asOf, complete],
    );
  }
}

const listTooLong = () => {
  const detail = {
    id: `Daftar lebih dari ${MOST_ROWS} baris. Kirim per bagian.`,
    en: `The list has over ${MOST_ROWS} rows. Send it in parts.`,
  };
  return new DomainError('invalid', 'ListTooLong', detail);
};

/** It makes silence of the register mean "no" for everybody in the country. */
const completeForAdmins = () =>
  forbidden(
    'CompleteForAdmins',
    'Hanya admin yang dapat menyatakan sebuah register lengkap. Kirim complete: false.',
    'Only an admin may say that a register is complete. Send complete: false.',
  );
