import type { FastifyRequest } from 'fastify';

export type Locale = 'id' | 'en';

/** Indonesian unless the caller prefers English. */
export function localeOf(request: Pick<FastifyRequest, 'headers'>): Locale {
  const preferred = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((range) => range.trim().slice(0, 2).toLowerCase())
    .find((language) => language === 'id' || language === 'en');
  return preferred === 'en' ? 'en' : 'id';
}
