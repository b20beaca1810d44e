import { dayNumber } from '@sambung/matching';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { EntityManager } from 'typeorm';
import type { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { SuggestionRow } from '../suggestion.entity';

export type NewSuggestion = Omit<SuggestionRow, 'computedAt' | 'regency'>;

/** COPY takes no table with row-level security; a table of the session takes the rows on their way. */
export const STAGE = `create temporary table if not exists staged_suggestions on commit delete rows as
  select actor_id, packed, facts_hash, engine, as_of, valid_until from suggestions with no data`;
export const COPY_SUGGESTIONS =
  'copy staged_suggestions (actor_id, packed, facts_hash, engine, as_of, valid_until) from stdin (format binary)';
const FIELDS = 6;
/** Signature, no flags, no extension (PostgreSQL manual, COPY, "Binary Format"). */
export const BINARY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
export const BINARY_TRAILER = Buffer.from([0xff, 0xff]);
/** PostgreSQL counts days from 2000-01-01. */
const EPOCH = dayNumber('2000-01-01');

const UUID_BYTES = 16;
const DASH = 45;
/** The value of a hexadecimal digit, `0-9a-f`. */
const nibble = (code: number): number => (code < 58 ? code - 48 : code - 87);
const DATE_BYTES = 4;
/** Every field has its length before it. */
const LENGTH_BYTES = 4;

const bytesOf = ({ packed, factsHash, engine }: NewSuggestion): number =>
  2 + FIELDS * LENGTH_BYTES + UUID_BYTES + packed.length + factsHash.length + engine.length + 2 * DATE_BYTES;

/** Writes fields one after another; texts are ASCII. */
class TupleWriter {
  at = 0;
  private lastDay = '';
  private lastDays = 0;

  constructor(readonly bytes: Buffer) {}

  private text(text: string): void {
    this.at = this.bytes.writeInt32BE(text.length, this.at);
    this.at += this.bytes.write(text, this.at, 'latin1');
  }

  private uuid(id: string): void {
    this.at = this.bytes.writeInt32BE(UUID_BYTES, this.at);
    for (let digit = 0; digit < id.length;) {
      if (id.charCodeAt(digit) === DASH) digit += 1;
      this.bytes[this.at++] = (nibble(id.charCodeAt(digit)) << 4) | nibble(id.charCodeAt(digit + 1));
      digit += 2;
    }
  }

  private date(day: string | null): void {
    this.at = this.bytes.writeInt32BE(day === null ? -1 : DATE_BYTES, this.at);
    if (day !== null) this.at = this.bytes.writeInt32BE(this.daysUntil(day), this.at);
  }

  /** Most rows have the day of the one before. */
  private daysUntil(day: string): number {
    if (day !== this.lastDay) [this.lastDay, this.lastDays] = [day, dayNumber(day) - EPOCH];
    return this.lastDays;
  }

  tuple({ actorId, packed, factsHash, engine, asOf, validUntil }: NewSuggestion): void {
    this.at = this.bytes.writeInt16BE(FIELDS, this.at);
    this.uuid(actorId);
    this.at = this.bytes.writeInt32BE(packed.length, this.at);
    this.at += packed.copy(this.bytes, this.at);
    this.text(factsHash);
    this.text(engine);
    this.date(asOf);
    this.date(validUntil);
  }
}

/** Rows as they stand in a binary COPY, between its header and trailer. */
export function binaryTuples(rows: readonly NewSuggestion[]): Buffer {
  const writer = new TupleWriter(Buffer.allocUnsafe(rows.reduce((sum, row) => sum + bytesOf(row), 0)));
  for (const row of rows) writer.tuple(row);
  return writer.bytes.subarray(0, writer.at);
}

/**
 * Replaces the suggestions of actors of one regency, whose rows the caller holds. Readers see the old ones until the transaction ends.
 * Running it twice writes the same.
 */
export async function replaceSuggestions(tx: EntityManager, regency: string, rows: readonly NewSuggestion[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query('delete from suggestions where regency = $1 and actor_id = any($2)', [regency, rows.map(({ actorId }) => actorId)]);
  await tx.query(STAGE);
  const client = (await (tx.queryRunner as PostgresQueryRunner).connect()) as PoolClient;
  const copy = client.query(copyFrom(COPY_SUGGESTIONS));
  if (!copy.write(Buffer.concat([BINARY_HEADER, binaryTuples(rows), BINARY_TRAILER]))) await once(copy, 'drain');
  copy.end();
  await finished(copy);
  await tx.query(
    `insert into suggestions (regency, actor_id, packed, facts_hash, engine, as_of, valid_until)
     select $1, actor_id, packed, facts_hash, engine, as_of, valid_until from staged_suggestions`,
    [regency],
  );
}
