import { institutionOf, Principal, SealedSecrets } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { conflict, notFound } from '@sambung/errors';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { newKeyPair, newSecret, SigningKeys } from './signature';
import type { WebhookEndpoint } from './webhook-endpoint.entity';

const MOST_OLD_SECRETS = 2;

/** What an endpoint signs with, as it is stored; `endpoint` must be in the query. */
export const SEALED_KEYS = `endpoint.id as "endpointId", endpoint.institution_id as "institutionId", endpoint.secret_sealed as "secretSealed",
  array(select secret_sealed from webhook_old_secrets old
    where old.endpoint_id = endpoint.id and old.valid_until > now() order by old.valid_until desc) as "oldSecretsSealed",
  (select secret_sealed from webhook_signing_keys pair where pair.institution_id = endpoint.institution_id) as "privateKeySealed"`;

export interface SealedKeys {
  endpointId: string;
  institutionId: string;
  secretSealed: Buffer;
  oldSecretsSealed: Buffer[];
  privateKeySealed: Buffer | null;
}

/** Secrets of endpoints (`v1`) and key pairs of institutions (`v1a`), sealed at rest. */
@Injectable()
export class SigningKeysService {
  private readonly secrets: SealedSecrets;
  private readonly privateKeys: SealedSecrets;

  constructor(config: Config) {
    this.secrets = new SealedSecrets(config, 'webhook-secrets.v1');
    this.privateKeys = new SealedSecrets(config, 'webhook-private-keys.v1');
  }

  open({ endpointId, institutionId, secretSealed, oldSecretsSealed, privateKeySealed }: SealedKeys): SigningKeys {
    const secrets = [secretSealed, ...oldSecretsSealed].map((sealed) => this.secrets.open(endpointId, sealed));
    return privateKeySealed ? { secrets, privateKey: this.privateKeys.open(institutionId, privateKeySealed) } : { secrets };
  }

  async ofEndpoint(tx: EntityManager, endpointId: string): Promise<SigningKeys> {
    const [row] = (await tx.query(`select ${SEALED_KEYS} from webhook_endpoints endpoint where id = $1`, [endpointId])) as SealedKeys[];
    return this.open(row!);
  }

  /** A new secret for an endpoint; it is shown only now. */
  issue(endpointId: string): { secret: string; secretSealed: Buffer } {
    const secret = newSecret();
    return { secret, secretSealed: this.secrets.seal(endpointId, secret) };
  }

  /**
   * Replaces the secret. Until the overlap ends every attempt is signed with the old one as well; without overlap all
   * old ones end at once, as a leak demands.
   * @throws DomainError SecretsOverlap when two old ones still hold
   */
  async rotate(
    tx: EntityManager,
    { id, secretSealed }: WebhookEndpoint,
    overlapHours: number,
  ): Promise<{ secret: string; oldValidUntil: Date | null }> {
    await tx.query('select from webhook_endpoints where id = $1 for no key update', [id]);
    await tx.query('delete from webhook_old_secrets where endpoint_id = $1 and (valid_until <= now() or $2 = 0)', [id, overlapHours]);
    const fresh = this.issue(id);
    const oldValidUntil = overlapHours === 0 ? null : await this.retire(tx, id, secretSealed, overlapHours);
    await tx.query('update webhook_endpoints set secret_sealed = $2 where id = $1', [id, fresh.secretSealed]);
    return { secret: fresh.secret, oldValidUntil };
  }

  private async retire(tx: EntityManager, endpointId: string, secretSealed: Buffer, overlapHours: number): Promise<Date> {
    const old: { until: Date }[] = await tx.query(
      'select valid_until as until from webhook_old_secrets where endpoint_id = $1 order by valid_until',
      [endpointId],
    );
    if (old.length >= MOST_OLD_SECRETS) {
      const until = old[0]!.until.toISOString();
      throw conflict(
        'SecretsOverlap',
        `Dua rahasia lama masih berlaku. Tunggu sampai ${until}, atau pakai overlapHours 0 untuk mengakhiri semuanya.`,
        `Two old secrets still hold. Wait until ${until}, or send overlapHours 0 to end them all.`,
        { until, pointer: '/overlapHours' },
      );
    }
    const [row] = (await tx.query(
      `insert into webhook_old_secrets (id, endpoint_id, secret_sealed, valid_until)
       values ($1, $2, $3, now() + make_interval(hours => $4)) returning valid_until as until`,
      [uuid(), endpointId, secretSealed, overlapHours],
    )) as { until: Date }[];
    return row!.until;
  }

  /** Until when an old secret still signs beside the present one; null when none does. */
  async oldSecretUntil(tx: EntityManager, endpointId: string): Promise<Date | null> {
    const [row] = (await tx.query(
      'select max(valid_until) as until from webhook_old_secrets where endpoint_id = $1 and valid_until > now()',
      [endpointId],
    )) as { until: Date | null }[];
    return row!.until;
  }

  /** A new key pair for all endpoints of the institution, in the place of one that it has. @returns the public key */
  async createKeyPair(tx: EntityManager, principal: Principal): Promise<string> {
    const institutionId = institutionOf(principal);
    const { secret, publicKey } = newKeyPair();
    await tx.query(
      `insert into webhook_signing_keys (institution_id, secret_sealed, public_key) values ($1, $2, $3)
       on conflict (institution_id) do update set secret_sealed = $2, public_key = $3, created_at = now()`,
      [institutionId, this.privateKeys.seal(institutionId, secret), publicKey],
    );
    return publicKey;
  }

  async publicKey(tx: EntityManager, principal: Principal): Promise<string> {
    const [row] = (await tx.query('select public_key as key from webhook_signing_keys where institution_id = $1', [
      institutionOf(principal),
    ])) as { key: string }[];
    if (row) return row.key;
    throw notFound('SigningKeyAbsent', 'Lembaga ini belum memakai v1a.', 'This institution does not use v1a.');
  }

  /** Events are signed with `v1` alone again. */
  async removeKeyPair(tx: EntityManager, principal: Principal): Promise<void> {
    await tx.query('delete from webhook_signing_keys where institution_id = $1', [institutionOf(principal)]);
  }
}
