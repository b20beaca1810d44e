import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 65_536;
const pool = Buffer.alloc(POOL_BYTES);
let at = POOL_BYTES;

/** Random bytes of the system, fetched many at a time: a call for each nonce costs more than the encryption. None is given out twice. */
export function randomOf(size: number): Buffer {
  if (at + size > POOL_BYTES) {
    randomFillSync(pool);
    at = 0;
  }
  const bytes = Buffer.from(pool.subarray(at, at + size));
  pool.fill(0, at, at + size);
  at += size;
  return bytes;
}
