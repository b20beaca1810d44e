import { institutionOf, Principal, testRowsOf } from '@sambung/accounts';
import { Clock, Config } from '@sambung/config';
import { conflict, notFound, refuseFaults } from '@sambung/errors';
import { emit } from '@sambung/events';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { EntityManager, FindOptionsWhere, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { isRegistrable } from './dial-guard';
import { CHALLENGE_TYPE, PARTNER_EVENT_TYPES, PartnerEventType } from './event-catalogue';
import { EventPublisher } from './event-publisher.service';
import { HttpPost } from './http-post.service';
import { signedHeaders } from './signature';
import { SigningKeysService } from './signing-keys.service';
import { WebhookEndpoint } from './webhook-endpoint.entity';

const CHALLENGE_TIMEOUT_MS = 10_000;

/** What a partner decides about an endpoint. */
export interface EndpointSettings {
  url: string;
  eventTypes: readonly PartnerEventType[];
  ordering: WebhookEndpoint['ordering'];
}

export interface NewEndpoint extends EndpointSettings {
  /** What a person chooses; an endpoint that a key registers is of the key's kind. */
  isTest?: boolean;
}

/** An institution's endpoints, as far as the principal knows of them. */
function ownEndpoints(principal: Principal): FindOptionsWhere<WebhookEndpoint> {
  const isTest = testRowsOf(principal);
  return { institutionId: institutionOf(principal), status: Not('deleted' as const), ...(isTest !== null && { isTest }) };
}

/** What keeps an endpoint from getting anything, and what has to be done first. */
const INACTIVE: Readonly<Record<Exclude<WebhookEndpoint['status'], 'active'>, readonly [string, string]>> = {
  pending: [
    'Endpoint belum aktif. Jawab dulu tantangannya (…/challenge).',
    'The endpoint is not active. Answer its challenge first (…/challenge).',
  ],
  disabled: ['Endpoint dimatikan. Nyalakan lagi dulu.', 'The endpoint is turned off. Turn it on again first.'],
  deleted: ['Endpoint sudah dihapus.', 'The endpoint was removed.'],
};

/** @throws DomainError EndpointInactive, which says by the status what to do */
export function assertActive({ status }: Pick<WebhookEndpoint, 'status'>): void {
  if (status !== 'active') throw conflict('EndpointInactive', ...INACTIVE[status]);
}

@Injectable()
export class EndpointsService {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly publisher: EventPublisher,
    private readonly http: HttpPost,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Registers an address; it stays `pending` until it has echoed a challenge. The secret is shown only now. */
  async register(tx: EntityManager, principal: Principal, input: NewEndpoint): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
    this.refuseUncallable(input.url);
    const id = uuid();
    const { secret, secretSealed } = this.keys.issue(id);
    const eventTypes = input.eventTypes.length > 0 ? [...input.eventTypes] : Object.keys(PARTNER_EVENT_TYPES);
    await tx.insert(WebhookEndpoint, {
      id,
      institutionId: institutionOf(principal),
      url: input.url,
      eventTypes,
      ordering: input.ordering,
      secretSealed,
      isTest: testRowsOf(principal) ?? input.isTest ?? false,
      status: 'pending',
    });
    await emit(tx, 'endpoint.registered', { endpointId: id });
    return { endpoint: await tx.findOneByOrFail(WebhookEndpoint, { id }), secret };
  }

  private refuseUncallable(url: string): void {
    if (isRegistrable(url, this.config.ALLOW_LOOPBACK_WEBHOOKS)) return;
    const detail = {
      id: 'Pakai alamat https publik tanpa kata sandi di dalamnya.',
      en: 'Use a public https address without credentials in it.',
    };
    refuseFaults([{ pointer: '/url', code: 'UrlRefused', detail }]);
  }

  /** A new address must prove itself as the first one did; until then what comes for it is held. */
  async change(tx: EntityManager, principal: Principal, id: string, patch: Partial<EndpointSettings>): Promise<WebhookEndpoint> {
    const endpoint = await this.get(tx, principal, id);
    const { url = endpoint.url, eventTypes = endpoint.eventTypes, ordering = endpoint.ordering } = patch;
    const moved = url !== endpoint.url;
    if (moved) this.refuseUncallable(url);
    const proof = moved ? { status: 'pending' as const, challengeError: null } : {};
    await tx.update(WebhookEndpoint, { id }, { url, eventTypes: [...eventTypes], ordering, ...proof });
    if (moved) {
      await tx.query(`update webhook_deliveries set state = 'held' where endpoint_id = $1 and state = 'pending'`, [id]);
      await emit(tx, 'endpoint.registered', { endpointId: id });
    }
    return tx.findOneByOrFail(WebhookEndpoint, { id });
  }

  /** Sends an event that means nothing, so that a partner can try its receiver. @returns the event's id */
  async test(tx: EntityManager, principal: Principal, id: string): Promise<string> {
    const endpoint = await this.get(tx, principal, id);
    assertActive(endpoint);
    const [[{ version }]] = (await tx.query('update webhook_endpoints set tests = tests + 1 where id = $1 returning tests as version', [
      id,
    ])) as [[{ version: number }], number];
    return this.publisher.publishTest(
      tx,
      { institutionId: endpoint.institutionId, subjectId: id, version, endpointId: id },
      this.clock.now(),
    );
  }

  /** @param overlapHours 0 to 168: how long the secret of now holds beside the new one */
  async rotateSecret(tx: EntityManager, principal: Principal, id: string, overlapHours: number) {
    return this.keys.rotate(tx, await this.get(tx, principal, id), overlapHours);
  }

  oldSecretUntil(tx: EntityManager, { id }: WebhookEndpoint): Promise<Date | null> {
    return this.keys.oldSecretUntil(tx, id);
  }

  list(tx: EntityManager, principal: Principal): Promise<WebhookEndpoint[]> {
    return tx.find(WebhookEndpoint, { where: ownEndpoints(principal), order: { id: 'desc' } });
  }

  async get(tx: EntityManager, principal: Principal, id: string): Promise<WebhookEndpoint> {
    const endpoint = await tx.findOneBy(WebhookEndpoint, { id, ...ownEndpoints(principal) });
    if (!endpoint) throw notFound('EndpointUnknown', 'Endpoint tidak ditemukan.', 'There is no such endpoint.');
    return endpoint;
  }

  async remove(tx: EntityManager, principal: Principal, id: string): Promise<void> {
    const endpoint = await this.get(tx, principal, id);
    await tx.update(WebhookEndpoint, { id: endpoint.id }, { status: 'deleted' });
    await tx.query(`update webhook_deliveries set state = 'cancelled' where endpoint_id = $1 and state in ('pending', 'held')`, [id]);
  }

  /** Nothing is sent to it until it is verified again; what comes meanwhile is held. */
  async pause(tx: EntityManager, principal: Principal, id: string): Promise<void> {
    await this.get(tx, principal, id);
    await tx.query(
      `update webhook_endpoints set status = 'disabled', disabled_reason = 'partner', circuit_open_until = null where id = $1`,
      [id],
    );
    await tx.query(`update webhook_deliveries set state = 'held', locked_until = null where endpoint_id = $1 and state = 'pending'`, [id]);
  }

  /** Asks for the challenge to be sent again. */
  async verifyAgain(tx: EntityManager, principal: Principal, id: string): Promise<WebhookEndpoint> {
    const endpoint = await this.get(tx, principal, id);
    if (endpoint.status !== 'active') {
      await tx.update(WebhookEndpoint, { id }, { status: 'pending', challengeError: null });
      await emit(tx, 'endpoint.registered', { endpointId: id });
    }
    return tx.findOneByOrFail(WebhookEndpoint, { id });
  }

  /** Sends a random challenge, signed; the owner of the address answers with it. @returns null or why it failed */
  async challenge(manager: EntityManager, endpoint: WebhookEndpoint): Promise<string | null> {
    const challenge = randomBytes(24).toString('base64url');
    const at = this.clock.now();
    const data = { endpoint_id: endpoint.id, challenge };
    const body = JSON.stringify({ type: CHALLENGE_TYPE, timestamp: at.toISOString(), data });
    const headers = signedHeaders(await this.keys.ofEndpoint(manager, endpoint.id), { id: uuid(), body, at });
    const result = await this.http.post(new URL(endpoint.url), headers, body, CHALLENGE_TIMEOUT_MS);
    if (result.error) return result.error;
    if (result.status! < 200 || result.status! > 299) return `status ${result.status}`;
    return echoes(result.body, challenge) ? null : 'the answer does not repeat the challenge';
  }

  /** Keeps the outcome of a challenge; an endpoint that is back gets what was held for it. May run twice. */
  async settle(tx: EntityManager, id: string, challengeError: string | null): Promise<void> {
    const change =
      challengeError === null
        ? { status: 'active' as const, verifiedAt: () => 'now()', disabledReason: null, failingSince: null, circuitOpenUntil: null }
        : {};
    const { affected } = await tx.update(WebhookEndpoint, { id, status: 'pending' }, { ...change, challengeError });
    if (!affected || challengeError !== null) return;
    await tx.query(
      `update webhook_deliveries set state = 'pending', attempts = 0, next_attempt_at = now()
       where endpoint_id = $1 and state = 'held'`,
      [id],
    );
  }
}

/** The challenge as JSON `{"challenge": …}` or as the bare text. */
function echoes(body: string, challenge: string): boolean {
  if (body.trim() === challenge) return true;
  try {
    return (JSON.parse(body) as { challenge?: unknown } | null)?.challenge === challenge;
  } catch {
    return false;
  }
}
