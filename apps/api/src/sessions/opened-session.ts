import { SignInContext } from '@sambung/accounts';
import type { FastifyRequest } from 'fastify';
import { bearerToken } from '../http/access';

/** What a session remembers of the request that opens it; the session that the request came with ends. */
export const contextOf = (request: FastifyRequest): Omit<SignInContext, 'method'> => ({
  device: request.headers['user-agent'] ?? null,
  replaces: bearerToken(request),
});
