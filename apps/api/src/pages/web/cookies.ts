import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';

/** `kunjungan` opens a draft, `sesi` is a signed-in session, `kode` a one-time code on its way, `lembaga` signing in elsewhere, `bahasa` the language. */
export type CookieName = 'kunjungan' | 'sesi' | 'kode' | 'lembaga' | 'bahasa';

type WithHeaders = Pick<FastifyRequest, 'headers' | 'protocol'>;

/** Whether the browser speaks TLS, to us or to a proxy before us. A forged header only costs the forger the own cookies. */
const isSecure = ({ protocol, headers }: WithHeaders): boolean => protocol === 'https' || headers['x-forwarded-proto'] === 'https';

/** Over TLS the name itself keeps other hosts of the domain from setting it (RFC 6265bis §4.1.3.2); plain http cannot have that. */
const nameOf = (request: WithHeaders, cookie: CookieName): string => `${isSecure(request) ? '__Host-' : ''}sambung-${cookie}`;

export const readCookie = (request: WithHeaders, cookie: CookieName): string | null =>
  parseCookie(request.headers.cookie ?? '')[nameOf(request, cookie)] || null;

/**
 * The header that sets a cookie, or ends it when the value is null.
 * @param life seconds, or the moment at which the browser forgets it
 */
export const cookieHeader = (request: WithHeaders, cookie: CookieName, value: string | null, life: number | Date): string =>
  stringifySetCookie({
    name: nameOf(request, cookie),
    value: value ?? '',
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request),
    ...(life instanceof Date ? { expires: life } : { maxAge: value === null ? 0 : life }),
  });
