import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from './sealed-field';

const KEY_BYTES = 32;

const boundTo = (table: string, id: string): Buffer => Buffer.from(`${table}:${id}:content`);

/** Seals a file under a key of its own. Seal that key as a field of the same row: then rotating data keys rewrites no file. */
export function sealFile(table: string, id: string, content: Buffer): { key: string; sealed: Buffer } {
  const key = randomBytes(KEY_BYTES);
  return { key: key.toString('base64'), sealed: encrypt(key, content, boundTo(table, id)) };
}

/** @throws Error when the file or its key stood elsewhere, or a bit has changed */
export const openFile = (table: string, id: string, { key, sealed }: { key: string; sealed: Buffer }): Buffer =>
  decrypt(Buffer.from(key, 'base64'), sealed, boundTo(table, id));
