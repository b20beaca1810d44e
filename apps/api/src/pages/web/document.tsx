import { Principal } from '@sambung/accounts';
import { FieldError, Frame, LanguageContext, languageOf, PageLayout } from '@sambung/ui';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { ICON, OFFICE_STYLESHEET, OWNER_SCRIPT, STYLES, STYLES_SOURCE, STYLESHEET } from './assets';
import { readCookie } from './cookies';
import { languageLinks, pageLocale, pathOf } from './language-of-page';
import { menuOf } from './menu';

/** What a page controller answers; `title` never holds personal data, for it stays in the browser's history. */
export interface Page {
  title: string;
  body: VNode;
  description?: string;
  status?: number;
  back?: string;
  isWide?: boolean | 'full';
  /** Shown to anybody, and drawn as the pages of offices are. */
  isOffice?: boolean;
  /** Address of the page's one script; the page works without it. */
  script?: string | null;
  errors?: readonly FieldError[];
}

/** Everything comes from this host and nothing runs inline; the referrer stays inside, for addresses may hold a secret. */
const PAGE_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'self' ${STYLES_SOURCE}; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
  vary: 'accept-encoding, accept-language, cookie',
} as const;

const isStaff = (principal: Principal | null): boolean => principal !== null && principal.role !== 'owner';

/** Offices' pages cut themselves off from the window that opened them; a cheap phone pays a new process for that, see ADR 0042. */
export const pageHeaders = (principal: Principal | null): Record<string, string> => ({
  ...PAGE_HEADERS,
  'cross-origin-opener-policy': isStaff(principal) ? 'same-origin' : 'unsafe-none',
});

/** Whether a browser comes from elsewhere, so that no page of ours has brought the stylesheet yet. Old browsers do not say. */
const isEntry = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-site'] !== 'same-origin';

/** Owners' pages bring their styles along when they are the first; those of offices wait for the file. */
const stylesOf = (request: FastifyRequest, principal: Principal | null, isOffice: boolean): Pick<Frame, 'stylesheet' | 'styles'> =>
  isOffice || isStaff(principal)
    ? { stylesheet: OFFICE_STYLESHEET, styles: null }
    : { stylesheet: STYLESHEET, styles: isEntry(request) ? STYLES : null };

/** The page that leads out, and that says that one is out, offers no way to itself. */
const LEAVE = '/keluar';

/** Pages for whoever comes to sign in or to answer by a link: they hold no answers of a visit, though their forms give it its cookie. */
const WITHOUT_ANSWERS = /^\/(?:masuk|jawab)(?:\/|$)/;

/** Staff's ways in; the promise of the footer is none to them. */
const STAFF_WAYS = /^\/(?:masuk\/(?:petugas|sandi|lembaga)|jawab)(?:\/|$)/;

const mayLeave = (request: FastifyRequest, principal: Principal | null, path: string): boolean =>
  path !== LEAVE && (principal !== null || (!WITHOUT_ANSWERS.test(path) && readCookie(request, 'kunjungan') !== null));

function frameOf(request: FastifyRequest, principal: Principal | null, isOffice: boolean): Frame {
  const path = pathOf(request);
  return {
    ...stylesOf(request, principal, isOffice),
    icon: ICON,
    home: '/',
    help: '/bantuan',
    exit: mayLeave(request, principal, path) ? LEAVE : null,
    isForOwners: !isOffice && !isStaff(principal) && !STAFF_WAYS.test(path),
    languages: languageLinks(request),
    ...menuOf(principal, path),
    closesWhenIdle: principal?.role === 'owner' && OWNER_SCRIPT !== null,
  };
}

/** The whole page as HTML. */
export function documentOf(request: FastifyRequest, principal: Principal | null, { body, isOffice = false, ...page }: Page): string {
  const frame = frameOf(request, principal, isOffice);
  const html = render(
    <LanguageContext.Provider value={languageOf(pageLocale(request))}>
      <PageLayout frame={frame} script={frame.closesWhenIdle ? OWNER_SCRIPT : null} {...page}>
        {body}
      </PageLayout>
    </LanguageContext.Provider>,
  );
  return `<!DOCTYPE html>${html}`;
}

const QUALITY = 5;

/** Compresses for browsers that can read it. */
export function compressed(request: FastifyRequest, reply: FastifyReply, body: string | Buffer): string | Buffer {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) {
    void reply.header('content-encoding', 'br');
    return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
  }
  if (!/\bgzip\b/.test(accepted)) return body;
  void reply.header('content-encoding', 'gzip');
  return gzipSync(body);
}
