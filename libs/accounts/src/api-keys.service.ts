import { Clock } from '@sambung/config';
import { ACCOUNTS, inScope } from '@sambung/database';
import { notFound } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager, IsNull } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { API_KEY_SCOPES, ApiKey, ApiKeyScope } from './api-key.entity';
import { Principal } from './principal';
import { digestOf, newToken } from './tokens';

const PREFIX_LENGTH = 12;
/** How long the old key still works after its replacement was issued. */
const GRACE_HOURS = 24;

export interface KeyTerms {
  scopes?: readonly ApiKeyScope[];
  expiresAt?: Date | null;
  isTest?: boolean;
}

const keyUnknown = () => notFound('ApiKeyUnknown', 'Kunci API tidak ditemukan.', 'There is no such API key.');

/** Whether a bearer secret is an API key of either kind. */
export const isApiKey = (secret: string): boolean => /^(sbk|sk_uji)_/.test(secret);

/** Keys for partners' machines: the secret is shown once, only its digest is kept. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async issue(tx: EntityManager, institutionId: string, name: string, terms: KeyTerms = {}): Promise<{ key: ApiKey; secret: string }> {
    const { scopes = API_KEY_SCOPES, expiresAt = null, isTest = false } = terms;
    const token = newToken(isTest ? 'sk_uji' : 'sbk');
    const id = uuid();
    const prefix = token.text.slice(0, PREFIX_LENGTH);
    await tx.insert(ApiKey, { id, institutionId, name, prefix, digest: token.digest, scopes: [...scopes], expiresAt, isTest });
    return { key: await tx.findOneByOrFail(ApiKey, { id }), secret: token.text };
  }

  /** Issues a key on the same terms; the old one works for another day, so that machines can change over. */
  async rotate(tx: EntityManager, institutionId: string, id: string): Promise<{ key: ApiKey; secret: string }> {
    const old = await tx.findOne(ApiKey, { where: { id, institutionId, revokedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
    if (!old) throw keyUnknown();
    const graceEnd = new Date(this.clock.now().getTime() + GRACE_HOURS * 3_600_000);
    const expiresAt = old.expiresAt && old.expiresAt < graceEnd ? old.expiresAt : graceEnd;
    await tx.update(ApiKey, { id }, { expiresAt });
    return this.issue(tx, institutionId, old.name, { scopes: old.scopes, expiresAt: old.expiresAt, isTest: old.isTest });
  }

  list(institutionId: string): Promise<ApiKey[]> {
    return inScope(this.dataSource, ACCOUNTS, (tx) => tx.find(ApiKey, { where: { institutionId }, order: { id: 'desc' } }), 'read');
  }

  async revoke(institutionId: string, id: string): Promise<void> {
    const standing = { id, institutionId, revokedAt: IsNull() };
    const { affected } = await inScope(this.dataSource, ACCOUNTS, (tx) => tx.update(ApiKey, standing, { revokedAt: () => 'now()' }));
    if (!affected) throw keyUnknown();
  }

  /** Also notes the use, at most once a minute. */
  principalOf(secret: string): Promise<Principal | null> {
    return inScope(this.dataSource, ACCOUNTS, (tx) => this.recognise(tx, secret));
  }

  private async recognise(tx: EntityManager, secret: string): Promise<Principal | null> {
    const key = await tx.findOneBy(ApiKey, { digest: digestOf(secret), revokedAt: IsNull() });
    if (!key || (key.expiresAt && key.expiresAt <= this.clock.now())) return null;
    await tx.query(
      `update api_keys set last_used_at = now()
       where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
      [key.id],
    );
    const { id, name, institutionId, scopes, isTest } = key;
    return { id, kind: 'apiKey', role: 'partner', name, regionCode: null, institutionId, scopes, isTest };
  }
}
