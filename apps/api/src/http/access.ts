import {
  ACCOUNT_ROLES,
  AccountRole,
  ApiKeyScope,
  ApiKeysService,
  isApiKey,
  Principal,
  SessionsService,
  unauthenticated,
} from '@sambung/accounts';
import { forbidden } from '@sambung/errors';
import { CanActivate, createParamDecorator, ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie } from '../pages/web/cookies';
import { LIMIT, LimitName, RateLimits } from './rate-limits';
import { requestContext } from './request-context';

export const ACCESS_RULE = 'sambung:access';
/** Marks controllers whose callers sign in by cookie. The API itself never reads cookies, so that no other site can call it. */
export const PAGES = 'sambung:pages';
export type AccessRule = 'public' | readonly AccountRole[];

/** Anybody may call the route. */
export const Public = () => SetMetadata(ACCESS_RULE, 'public' satisfies AccessRule);

/** Only these roles may call the route; the services still decide about each object. */
export const Access = (...roles: AccountRole[]) => SetMetadata(ACCESS_RULE, roles satisfies AccessRule);

/** Anybody who is signed in. */
export const SignedIn = () => Access(...ACCOUNT_ROLES);

export const KEY_RULE = 'sambung:apiKeys';
export type KeyRule = ApiKeyScope | 'any' | 'none';

/** Which API keys may call the route: those with a scope, any, or none. Every route that partners may call says so. */
export const Keys = (rule: KeyRule) => SetMetadata(KEY_RULE, rule);

export const TEST_KEY_RULE = 'sambung:testKeys';

/** Test keys may call the route too, because with them it reaches no data of anybody; they may call no other. */
export const TestKeys = (may = true) => SetMetadata(TEST_KEY_RULE, may);

const BEFORE_SECOND_FACTOR = 'sambung:beforeSecondFactor';

/** The route works before an account that needs an authenticator app has one. */
export const BeforeSecondFactor = () => SetMetadata(BEFORE_SECOND_FACTOR, true);

/** The caller; routes that are not public always have one. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest & { principal?: Principal }>();
  if (!principal) throw unauthenticated();
  return principal;
});

export const bearerToken = (request: FastifyRequest): string | null =>
  /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;

export const notAllowed = () => forbidden('RoleNotAllowed', 'Akun Anda tidak boleh melakukan ini.', 'Your account may not do this.');

/** The session of a browser; API keys are not for browsers. */
export const sessionToken = (request: FastifyRequest): string | null =>
  /^sbs_[A-Za-z0-9_-]{20,100}$/.exec(readCookie(request, 'sesi') ?? '')?.[0] ?? null;

/** Deny by default: a route without a rule is refused here and stops the boot (see `assertEveryRouteHasAccessRule`). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly apiKeys: ApiKeysService,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { principal?: Principal }>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const read = <T>(name: string): T | undefined =>
      this.reflector.getAllAndOverride<T | undefined>(name, [context.getHandler(), context.getClass()]);
    const rule = read<AccessRule>(ACCESS_RULE);
    const isPage = read<true>(PAGES) ?? false;
    if (rule === 'public') {
      await this.limits.spend(reply, read<LimitName>(LIMIT) ?? 'request', request.ip);
      if (isPage) await this.recognise(request);
      return true;
    }
    const principal = await this.principalOf(isPage ? sessionToken(request) : bearerToken(request));
    await this.limits.spend(reply, 'request', principal?.id ?? request.ip);
    if (!principal) throw unauthenticated();
    // Whoever is refused still finds the own menu on the page that says so.
    request.principal = principal;
    assertAllowed(principal, { rule, keys: read<KeyRule>(KEY_RULE), testKeys: read<boolean>(TEST_KEY_RULE) });
    const limit = read<LimitName>(LIMIT);
    if (limit) await this.limits.spend(reply, limit, principal.id);
    if (principal.secondFactorMissing && !read<true>(BEFORE_SECOND_FACTOR)) throw secondFactorMissing();
    requestContext().principal = principal;
    return true;
  }

  /** Public pages greet whoever is signed in. */
  private async recognise(request: FastifyRequest & { principal?: Principal }): Promise<void> {
    request.principal = (await this.principalOf(sessionToken(request))) ?? undefined;
    requestContext().principal = request.principal;
  }

  private async principalOf(token: string | null): Promise<Principal | null> {
    if (!token) return null;
    return isApiKey(token) ? this.apiKeys.principalOf(token) : this.sessions.principalOf(token);
  }
}

interface RouteRules {
  rule: AccessRule | undefined;
  keys: KeyRule | undefined;
  testKeys: boolean | undefined;
}

function assertAllowed(principal: Principal, { rule, keys, testKeys }: RouteRules): void {
  if (principal.isTest && !testKeys) throw testKey();
  if (!rule?.includes(principal.role)) throw notAllowed();
  if (principal.kind === 'apiKey') assertScope(principal, keys);
}

function assertScope({ scopes = [] }: Principal, rule: KeyRule = 'none'): void {
  if (rule === 'none') throw notAllowed();
  if (rule === 'any' || scopes.includes(rule)) return;
  throw forbidden('ScopeMissing', `Kunci API ini tidak punya izin ${rule}.`, `This API key lacks the scope ${rule}.`);
}

const testKey = () =>
  forbidden(
    'TestKey',
    'Ini kunci uji: hanya untuk sandbox dan endpoint uji. Untuk data sungguhan pakai kunci biasa (sbk_…).',
    'This is a test key: only for the sandbox and test endpoints. For real data use an ordinary key (sbk_…).',
  );

export const secondFactorMissing = () =>
  forbidden(
    'SecondFactorMissing',
    'Pasang dulu aplikasi kode di POST /api/v1/me/second-factor.',
    'Enrol an authenticator app first, at POST /api/v1/me/second-factor.',
  );
