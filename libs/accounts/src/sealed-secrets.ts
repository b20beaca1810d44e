import { Config } from '@sambung/config';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts at rest what must be read again: AES-256-GCM, bound to its row by an id. Layout: nonce, tag, ciphertext. */
export class SealedSecrets {
  private readonly key: Buffer;

  /** @param purpose names the key, so that one kind of secret never opens as another */
  constructor(config: Config, purpose: `${string}.v${number}`) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(config.SECRET_KEY, 'base64'), '', purpose, 32));
  }

  seal(rowId: string, secret: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(rowId));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when the bytes belong to another row or were changed */
  open(rowId: string, sealed: Buffer): string {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(rowId)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }
}
