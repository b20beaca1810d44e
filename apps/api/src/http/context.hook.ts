import { withOrigin } from '@sambung/audit';
import { DomainError } from '@sambung/errors';
import { canonicalJson } from '@sambung/matching';
import ipaddr from 'ipaddr.js';
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { assertReadable } from './readable-input';
import { RequestContext, runInContext } from './request-context';

const KEY = /^[\x21-\x7e]{1,100}$/;

const malformedKey = (): DomainError =>
  new DomainError('invalid', 'IdempotencyKeyMalformed', {
    id: 'Idempotency-Key: 1–100 huruf tanpa spasi.',
    en: 'Idempotency-Key: 1 to 100 characters without spaces.',
  });

function idempotencyOf(request: FastifyRequest): RequestContext['idempotency'] {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) throw malformedKey();
  const asked = `${request.method} ${request.url}\n${canonicalJson(request.body ?? null)}`;
  return { key, requestDigest: createHash('sha256').update(asked).digest() };
}

/** The network that an address is in: enough to tell a foreign one, too little to name a household. */
function networkOf(ip: string): string {
  const address = ipaddr.process(ip);
  const bits = address.kind() === 'ipv4' ? 24 : 48;
  const [kind, text] = address.kind() === 'ipv4' ? [ipaddr.IPv4, address.toString()] : [ipaddr.IPv6, address.toString()];
  return `${kind.networkAddressFromCIDR(`${text}/${bits}`).toString()}/${bits}`;
}

/** Refuses what no route can read and gives every other request its context. After the body is read: the events of its stream would lose the context again. */
export function addContextHook(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    let context: RequestContext;
    try {
      assertReadable(request);
      context = { idempotency: idempotencyOf(request) };
    } catch (error) {
      return done(error as Error);
    }
    runInContext(context, () => withOrigin({ requestId: request.id, ip: networkOf(request.ip) }, () => done()));
  });
}
