import { Config } from '@sambung/config';
import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const NONCE_BYTES = 12;

/** Proves that a form came from a page of ours: a nonce and a digest of it with the visit's own secret. */
@Injectable()
export class FormTokens {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(config.SECRET_KEY, 'base64'), '', 'form-tokens.v1', 32));
  }

  private digest(visit: string, nonce: Buffer): Buffer {
    return createHmac('sha256', this.key).update(nonce).update(visit).digest();
  }

  /** Differs each time, so that compressing a page says nothing about it. */
  issue(visit: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    return Buffer.concat([nonce, this.digest(visit, nonce)]).toString('base64url');
  }

  accepts(visit: string | null, token: unknown): boolean {
    if (visit === null || typeof token !== 'string') return false;
    const bytes = Buffer.from(token, 'base64url');
    const given = bytes.subarray(NONCE_BYTES);
    const expected = this.digest(visit, bytes.subarray(0, NONCE_BYTES));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
