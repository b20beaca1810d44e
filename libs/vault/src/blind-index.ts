import { Config } from '@sambung/config';
import { createHmac, hkdfSync } from 'node:crypto';

const BYTES = 16;

/**
 * Digests by which an exact value is found without being stored. Danger: a plain hash of a phone or a NIK can be guessed in
 * minutes, so the key must never be in the database. Never of what has few values, such as an income band.
 */
export class BlindIndex {
  private readonly key: Buffer;

  /** @param purpose names the key, so that digests of two purposes never meet */
  constructor(config: Config, purpose: `${string}.v${number}`) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(config.SECRET_KEY, 'base64'), '', purpose, 32));
  }

  /** All 32 bytes, for what must not be forged. */
  mac(data: string | Buffer): Buffer {
    return createHmac('sha256', this.key).update(data).digest();
  }

  digest(text: string): Buffer {
    return this.mac(text).subarray(0, BYTES);
  }
}
