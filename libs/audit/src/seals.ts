import { BlindIndex } from '@sambung/vault';

/** A row of the audit as text, in the order of {@link ENTRY}. */
export interface EntryText {
  id: string;
  text: string;
}

/** Everything in an entry, in one order and one form whatever the settings of a session are. */
export const ENTRY = `jsonb_build_array(id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), xact::text, principal_id, principal_kind,
  role, territory, institution_id, on_behalf_of, action, object_kind, object_id, subject_id, reason, to_jsonb(fields), result, request_id, ip)::text`;

export interface Seal {
  number: number;
  horizon: string;
  entries: number;
  firstId: string;
  lastId: string;
}

/** The chain under a key outside the database: who has the database alone cannot make it come out right again. */
export class Seals {
  constructor(private readonly keys: BlindIndex) {}

  /** The hash of one entry, by which it is named when it changes. */
  ofEntry({ text }: EntryText): Buffer {
    return this.keys.mac(text);
  }

  /** The hash of a seal: over the one before, what the seal says of itself, and its entries in order. */
  of({ number, horizon, entries, firstId, lastId }: Seal, previous: Buffer, hashes: readonly Buffer[]): Buffer {
    const said = JSON.stringify([number, horizon, entries, firstId, lastId]);
    return this.keys.mac(Buffer.concat([previous, Buffer.from(said), ...hashes]));
  }
}

export const NO_HASH = Buffer.alloc(32);
