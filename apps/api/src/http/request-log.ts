import { Principal } from '@sambung/accounts';
import { requestSeconds } from '@sambung/config';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Asked every few seconds by machines: counted, not written down. */
const QUIET = ['/healthz', '/readyz', '/metrics'];

/** Counts every answer and writes one line of everything about it. Ids only: no address, no body, no query. */
export function addRequestLog(fastify: FastifyInstance): void {
  const logger = new Logger('Request');
  fastify.addHook('onResponse', (request: FastifyRequest & { principal?: Principal }, reply, done) => {
    const { method, id, principal } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const { statusCode: status, elapsedTime } = reply;
    requestSeconds.observe({ method, route, status }, elapsedTime / 1_000);
    const by = principal && { principal: principal.id, role: principal.role, institution: principal.institutionId ?? undefined };
    if (!QUIET.includes(route)) logger.log({ event: 'request', id, method, route, status, ms: Math.round(elapsedTime), ...by });
    done();
  });
}
