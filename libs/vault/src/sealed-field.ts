import { createCipheriv, createDecipheriv } from 'node:crypto';
import { randomOf } from './random';

const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES;

/** Where a value stands. The ciphertext is bound to it: moved to another row or column it does not open. */
export interface Place {
  table: string;
  id: string;
  column: string;
}

const boundTo = ({ table, id, column }: Place): Buffer => Buffer.from(`${table}:${id}:${column}`);

/** AES-256-GCM: a nonce of 96 bits, the ciphertext, the tag. */
export function encrypt(key: Buffer, text: string | Buffer, aad: Buffer): Buffer {
  const nonce = randomOf(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad);
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the bytes, the key or what they are bound to is another */
export function decrypt(key: Buffer, sealed: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(aad).setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** One version byte, four bytes of key id, then what {@link encrypt} makes. */
export function sealField(keyId: number, key: Buffer, place: Place, text: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(VERSION, 0);
  header.writeUInt32BE(keyId, 1);
  return Buffer.concat([header, encrypt(key, text, boundTo(place))]);
}

/** @throws RangeError for bytes of another format */
export function keyIdOf(sealed: Buffer): number {
  if (sealed.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION) throw new RangeError('not a sealed field');
  return sealed.readUInt32BE(1);
}

export const openField = (key: Buffer, place: Place, sealed: Buffer): string =>
  decrypt(key, sealed.subarray(HEADER_BYTES), boundTo(place)).toString('utf8');
