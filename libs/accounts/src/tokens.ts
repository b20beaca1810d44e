import { createHash, randomBytes } from 'node:crypto';

/** A bearer secret: shown once, only its digest is kept. 256 bits of randomness need no slow hash. */
export interface Token {
  text: string;
  digest: Buffer;
}

export const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @param kind `sbs` for sessions, `sbk` for API keys, `sk_uji` for those that only try things out, `sbr` for links to a new password; lets a leaked secret be recognised */
export function newToken(kind: 'sbs' | 'sbk' | 'sk_uji' | 'sbr'): Token {
  const text = `${kind}_${randomBytes(32).toString('base64url')}`;
  return { text, digest: digestOf(text) };
}
