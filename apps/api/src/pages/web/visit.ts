import { OpenedSession, Principal, SignInContext, unauthenticated } from '@sambung/accounts';
import { languageOf, Language, Locale } from '@sambung/ui';
import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { cookieHeader, CookieName, readCookie } from './cookies';
import { FormTokens } from './form-tokens';
import { askedLocale, pageLocale, pathOf, queryOf } from './language-of-page';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const DRAFT_SECONDS = 30 * 86_400;
const CODE_SECONDS = 900;
const LANGUAGE_SECONDS = 365 * 86_400;

export const isVisitToken = (text: string): boolean => TOKEN.test(text);

/** One request for a page: who asks, in which language, and the cookies that the answer sets. */
export class Visit {
  readonly language: Language;
  readonly cookies: string[] = [];
  private token: string | null;

  constructor(
    private readonly request: FastifyRequest & { principal?: Principal },
    private readonly tokens: FormTokens,
  ) {
    const kept = readCookie(request, 'kunjungan');
    this.token = kept && isVisitToken(kept) ? kept : null;
    this.language = languageOf(pageLocale(request));
    const asked = askedLocale(request);
    if (asked) this.setCookie('bahasa', asked, LANGUAGE_SECONDS);
  }

  get t(): Language['t'] {
    return this.language.t;
  }

  get locale(): Locale {
    return this.language.locale;
  }

  get path(): string {
    return pathOf(this.request);
  }

  query(name: string): string | undefined {
    return queryOf(this.request, name);
  }

  /** Everything behind the question mark, as it came. */
  get search(): string {
    return this.request.url.split('?')[1] ?? '';
  }

  /** Scheme and host, as the visitor wrote them. */
  get origin(): string {
    const proto = this.request.headers['x-forwarded-proto'] === 'https' ? 'https' : this.request.protocol;
    return `${proto}://${this.request.host}`;
  }

  get principal(): Principal | null {
    return this.request.principal ?? null;
  }

  /** Whoever must be signed in here. */
  get caller(): Principal {
    if (!this.request.principal) throw unauthenticated();
    return this.request.principal;
  }

  /** The secret that opens the visitor's draft; null while the browser has none. */
  get draftToken(): string | null {
    return this.token;
  }

  private setCookie(name: CookieName, value: string | null, life: number | Date): void {
    this.cookies.push(cookieHeader(this.request, name, value, life));
  }

  /** Gives the browser a secret of its own, or extends the life of the one it has. */
  keepToken(token = this.token ?? randomBytes(32).toString('base64url')): string {
    this.token = token;
    this.setCookie('kunjungan', token, DRAFT_SECONDS);
    return token;
  }

  /** What a form must send back to be believed. */
  get formToken(): string {
    return this.tokens.issue(this.token ?? this.keepToken());
  }

  accepts(formToken: unknown): boolean {
    return this.tokens.accepts(this.token, formToken);
  }

  /** The token of the session, for ending it. */
  get sessionToken(): string | null {
    return readCookie(this.request, 'sesi');
  }

  /** What a session remembers of the browser that opens it; the session that it had ends. */
  get signInContext(): Omit<SignInContext, 'method'> {
    return { device: this.request.headers['user-agent'] ?? null, replaces: this.sessionToken };
  }

  openSession({ token, expiresAt }: OpenedSession): void {
    this.setCookie('sesi', token, expiresAt);
  }

  /** A one-time code on its way, sealed. */
  get sentCode(): string | null {
    return readCookie(this.request, 'kode');
  }

  keepSentCode(sealed: string | null): void {
    this.setCookie('kode', sealed, CODE_SECONDS);
  }

  /** Signing in at the own organisation that this browser began, sealed. */
  get oidcFlow(): string | null {
    return readCookie(this.request, 'lembaga');
  }

  keepOidcFlow(sealed: string | null): void {
    this.setCookie('lembaga', sealed, CODE_SECONDS);
  }

  endSession(): void {
    this.setCookie('sesi', null, 0);
  }

  /** The phone forgets the draft; whoever has its address can still open it. */
  forgetDraft(): void {
    this.token = null;
    this.setCookie('kunjungan', null, 0);
  }
}

export const CurrentVisit = createParamDecorator(
  (_: unknown, context: ExecutionContext): Visit => context.switchToHttp().getRequest<{ visit: Visit }>().visit,
);
