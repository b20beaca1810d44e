import { isLocale, Locale, LOCALES, preferredLocale } from '@sambung/ui';
import type { FastifyRequest } from 'fastify';
import { readCookie } from './cookies';

export const queryOf = (request: Pick<FastifyRequest, 'query'>, name: string): string | undefined => {
  const value = (request.query as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
};

/** The language asked for in the address, if any. */
export function askedLocale(request: FastifyRequest): Locale | null {
  const asked = queryOf(request, 'lang');
  return isLocale(asked) ? asked : null;
}

/** By the address, else the cookie, else what the browser prefers. */
export function pageLocale(request: FastifyRequest): Locale {
  const kept = readCookie(request, 'bahasa');
  return askedLocale(request) ?? (isLocale(kept) ? kept : preferredLocale(request.headers['accept-language']));
}

export const pathOf = (request: Pick<FastifyRequest, 'url'>): string => request.url.split('?')[0]!;

/** The page that held the form of a request: not every address that takes a form shows one. */
export function formPageOf({ headers: { referer, host }, url }: Pick<FastifyRequest, 'headers' | 'url'>): string {
  const from = referer !== undefined && URL.canParse(referer) ? new URL(referer) : null;
  return from?.host === host ? `${from!.pathname}${from!.search}` : url.split('?')[0]!;
}

/** The same page in each language. */
export function languageLinks(request: FastifyRequest): Record<Locale, string> {
  const query = new URLSearchParams(request.url.split('?')[1]);
  const link = (locale: Locale): string => {
    query.set('lang', locale);
    return `${pathOf(request)}?${query}`;
  };
  return Object.fromEntries(LOCALES.map((locale) => [locale, link(locale)])) as Record<Locale, string>;
}
