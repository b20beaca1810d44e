import { Config } from '@sambung/config';
import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from './sealed-field';

/** Id of the key that is derived from SECRET_KEY: the current one where KEY_ENCRYPTION_KEYS is not set. */
const DERIVED = 'secret';

/** The keys that wrap data keys. They live outside the database; the first one listed is current. */
export class KeyEncryptionKeys {
  private readonly keys: ReadonlyMap<string, Buffer>;
  readonly current: string;

  constructor({ KEY_ENCRYPTION_KEYS, SECRET_KEY }: Config) {
    const listed = (KEY_ENCRYPTION_KEYS ?? '').split(',').filter(Boolean).map((entry) => entry.split(':') as [string, string]); // prettier-ignore
    const derived = hkdfSync('sha256', Buffer.from(SECRET_KEY, 'base64'), '', 'key-encryption.v1', 32);
    this.keys = new Map([
      ...listed.map(([id, key]): [string, Buffer] => [id, Buffer.from(key, 'base64')]),
      [DERIVED, Buffer.from(derived)],
    ]);
    this.current = this.keys.keys().next().value!;
  }

  /** @param ownerId whose data key it is: wrapped for one owner it does not unwrap for another */
  wrap(dataKey: Buffer, ownerId: string): { kek: string; wrapped: Buffer } {
    return { kek: this.current, wrapped: encrypt(this.keys.get(this.current)!, dataKey, aadOf(ownerId)) };
  }

  /** @throws Error when the key that wrapped it is not listed any more */
  unwrap({ kek, wrapped, ownerId }: { kek: string; wrapped: Buffer; ownerId: string }): Buffer {
    const key = this.keys.get(kek);
    if (!key) throw new Error(`KEY_ENCRYPTION_KEYS lacks the key ${kek}, which wrapped a data key`);
    return decrypt(key, wrapped, aadOf(ownerId));
  }
}

const aadOf = (ownerId: string): Buffer => Buffer.from(`data_keys:${ownerId}:wrapped`);
