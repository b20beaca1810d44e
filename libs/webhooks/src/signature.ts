import { createHmac, createPrivateKey, generateKeyPairSync, KeyObject, randomBytes, sign } from 'node:crypto';

const PREFIX = 'whsec_';
const PRIVATE_PREFIX = 'whsk_';
const PUBLIC_PREFIX = 'whpk_';
const SEED_BYTES = 32;
/** What PKCS #8 puts before the 32 bytes of an ed25519 seed (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signing secret as Standard Webhooks 1.0 writes it: `whsec_` and 32 random bytes in base64. */
export const newSecret = (): string => PREFIX + randomBytes(32).toString('base64');

/** A pair of keys for `v1a`: `whsk_` with seed and public key, `whpk_` with the public key. */
export function newKeyPair(): { secret: string; publicKey: string } {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as { d: string; x: string };
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')];
  return {
    secret: PRIVATE_PREFIX + Buffer.concat([seed, point]).toString('base64'),
    publicKey: PUBLIC_PREFIX + point.toString('base64'),
  };
}

function privateKeyOf(secret: string): KeyObject {
  const seed = Buffer.from(secret.slice(PRIVATE_PREFIX.length), 'base64').subarray(0, SEED_BYTES);
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

/** What an attempt is signed with. */
export interface SigningKeys {
  /** `whsec_…`, the current one first; more than one while a rotation lasts. */
  secrets: readonly string[];
  /** `whsk_…`, when the institution wants `v1a` as well. */
  privateKey?: string;
}

/**
 * Headers of one attempt (Standard Webhooks 1.0) over `id.timestamp.body`: `v1` is HMAC-SHA256, `v1a` ed25519.
 * @param at the time of this attempt, not of the event
 */
export function signedHeaders(keys: SigningKeys, message: { id: string; body: string; at: Date }): Record<string, string> {
  const timestamp = Math.floor(message.at.getTime() / 1000);
  const content = `${message.id}.${timestamp}.${message.body}`;
  const signatures = keys.secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  });
  if (keys.privateKey) signatures.push(`v1a,${sign(null, Buffer.from(content), privateKeyOf(keys.privateKey)).toString('base64')}`);
  return {
    'content-type': 'application/json',
    'user-agent': 'Sambung-Webhooks/1.0',
    'webhook-id': message.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
