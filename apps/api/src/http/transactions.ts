import { Principal, SealedSecrets } from '@sambung/accounts';
import { Config } from '@sambung/config';
import { inScope, one, RowScope, sqlState } from '@sambung/database';
import { conflict, DomainError } from '@sambung/errors';
import { Relay } from '@sambung/events';
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { requestContext } from './request-context';

const LOCK_NOT_AVAILABLE = '55P03';

interface StoredAnswer {
  request_digest: Buffer;
  /** The JSON of the answer, sealed: it may hold personal data, or a secret that is shown only once. */
  response: string;
}

/** Row-level security shows a request the rows of its caller and no others. */
const scopeOf = (caller: Principal | undefined): RowScope =>
  caller
    ? { role: caller.role, personId: caller.id, regionCode: caller.regionCode, institutionId: caller.institutionId }
    : { role: 'anonymous' };

/** Opens the transaction of a request, and rings the relay once it is committed. */
@Injectable()
export class Transactions {
  private readonly answers: SealedSecrets;

  constructor(
    private readonly dataSource: DataSource,
    private readonly relay: Relay,
    config: Config,
  ) {
    this.answers = new SealedSecrets(config, 'idempotent-answers.v1');
  }

  /** For reading; each query sees the newest committed state. What staff reads of people is put on record, so theirs may write. */
  read<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const { principal } = requestContext();
    const isOnRecord = principal?.role === 'officer' || principal?.role === 'admin';
    return inScope(this.dataSource, scopeOf(principal), work, isOnRecord ? 'write' : 'read');
  }

  /**
   * Runs the whole work of one request. With an Idempotency-Key the answer is kept in the same transaction, so that a
   * request sent again, even after a crash, gets the first answer and does nothing twice.
   * @param work returns what the caller is answered; it may run several times, see `inTransaction`
   * @param caller who has just signed in, where the request came without a session
   */
  async write<T>(work: (tx: EntityManager) => Promise<T>, caller = requestContext().principal): Promise<T> {
    const result = await inScope(this.dataSource, scopeOf(caller), (tx) => this.once(tx, work));
    this.relay.ring();
    return result;
  }

  private async once<T>(tx: EntityManager, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const { idempotency, principal } = requestContext();
    if (!idempotency || !principal) return work(tx);
    const { key, requestDigest } = idempotency;
    const claimed = await this.claim(tx, principal.id, key, requestDigest);
    if (!claimed) return this.storedAnswer<T>(tx, principal.id, key, requestDigest);
    const response = await work(tx);
    const sealed = this.answers.seal(principal.id + key, JSON.stringify(response ?? null)).toString('base64');
    await tx.query('update idempotency_keys set response = to_jsonb($3::text) where principal = $1 and key = $2', [
      principal.id,
      key,
      sealed,
    ]);
    return response;
  }

  /** Waits for a request with the same key that is still running, up to the lock timeout. */
  private async claim(tx: EntityManager, principal: string, key: string, digest: Buffer): Promise<boolean> {
    try {
      const row = await one(
        tx,
        `insert into idempotency_keys (principal, key, request_digest) values ($1, $2, $3)
         on conflict do nothing returning key`,
        [principal, key, digest],
      );
      return row !== undefined;
    } catch (error) {
      if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
      throw conflict('RequestInFlight', 'Permintaan yang sama masih diproses.', 'The same request is still being processed.');
    }
  }

  private async storedAnswer<T>(tx: EntityManager, principal: string, key: string, digest: Buffer): Promise<T> {
    const stored = await one<StoredAnswer>(tx, 'select request_digest, response from idempotency_keys where principal = $1 and key = $2', [
      principal,
      key,
    ]);
    if (!stored?.request_digest.equals(digest)) {
      throw new DomainError('invalid', 'IdempotencyKeyReused', {
        id: 'Idempotency-Key ini sudah dipakai untuk permintaan lain.',
        en: 'This Idempotency-Key was used for another request.',
      });
    }
    return JSON.parse(this.answers.open(principal + key, Buffer.from(stored.response, 'base64'))) as T;
  }
}
