import type { AccountRole, ApiKeyScope } from '@sambung/accounts';
import { RouteRule } from '../../apps/api/src/http/assert-access-rules';
import { TestSystem } from '../support/test-system';
import { Operation } from './contract';
import { TargetName, Tenant } from './tenants';

/** Somebody who calls: `role` null without an account; `scopes` of an API key. */
export interface MatrixCaller {
  name: string;
  role: AccountRole | null;
  token: string | null;
  scopes?: readonly ApiKeyScope[];
  isTest?: boolean;
}

export interface Route extends RouteRule {
  method: string;
  path: string;
  isPage: boolean;
  example?: unknown;
}

export interface MatrixAnswer {
  status: number;
  body: string;
}

/** What stands behind `:id`, by the part of the path before it. */
const ID_OF: Readonly<Record<string, TargetName>> = {
  actors: 'actorId', usaha: 'actorId', ganda: 'actorId', matches: 'matchId', cocok: 'matchId', rounds: 'roundId', institutions: 'institutionId', consents: 'consentId',
  'one-time-codes': 'codeId', 'identity-reviews': 'reviewId', 'rights-requests': 'requestId', sessions: 'sessionId', deliveries: 'deliveryId',
  'webhook-endpoints': 'endpointId', endpoint: 'endpointId', kiriman: 'deliveryId', kunci: 'keyId', permintaan: 'requestId', perangkat: 'sessionId', draf: 'draftId',
  putaran: 'roundId', rencana: 'planId',
}; // prettier-ignore

const NAMED: Readonly<Record<string, TargetName>> = {
  actorId: 'actorId', consent: 'consentId', documentId: 'documentId', berkas: 'documentId', keyId: 'keyId', waiverId: 'waiverId', mergedId: 'mergedId', slug: 'slug',
}; // prettier-ignore

/** Parameters that name nothing of anybody. */
const OF_NOBODY: Readonly<Record<string, string>> = {
  key: 'legality.nib',
  version: '2',
  name: 'x.css',
  kind: 'json',
  token: 'A'.repeat(43),
  kode: '35.07.13',
  laporan: 'mitra',
  bagian: 'syarat',
  nomor: '1',
};
const A_QUESTION = 'siapa';
const NO_ROW = '0193a1b2-0000-7000-8000-000000000099';

const parametersOf = (path: string): [before: string, name: string][] =>
  [...path.matchAll(/([\w-]*)\/:(\w+)/g)].map(([, before, name]) => [before!, name!]);

const targetOf = (before: string, name: string): TargetName | undefined =>
  before === 'mulai' ? undefined : (NAMED[name] ?? (name === 'id' ? ID_OF[before] : undefined));

/** Whether the route is about a row of some tenant, named in its path or in its body. */
export const hasTarget = ({ path, example }: Route): boolean =>
  parametersOf(path).some(([before, name]) => targetOf(before, name)) ||
  /"(actorId|institutionId|mergedId)"/.test(JSON.stringify(example ?? {}));

export const addressFor = ({ path }: Route, { ids }: Pick<Tenant, 'ids'>): string =>
  parametersOf(path).reduce((address, [before, name]) => {
    const target = targetOf(before, name);
    const value = target ? ids[target] : before === 'mulai' ? A_QUESTION : (OF_NOBODY[name] ?? NO_ROW);
    return address.replace(`${before}/:${name}`, `${before}/${encodeURIComponent(value)}`);
  }, path);

/** Bodies that every caller may send, where the documented one is for some. */
const BODIES: Readonly<Record<string, unknown>> = {
  'PATCH /api/v1/actors/:id/facts': { facts: { 'business.outlets': { value: 3 } } },
  'POST /api/v1/actors/:id/facts/:key/corrections': { fact: { value: true }, note: 'contoh' },
};

/** The documented example, but about the tenant's rows. */
export const bodyFor = ({ address, example }: Route, { ids }: Pick<Tenant, 'ids'>): unknown =>
  JSON.parse(JSON.stringify(BODIES[address] ?? example ?? {}), (name, value: unknown) =>
    name === 'offerSlug' ? ids.slug : name === 'actorId' || name === 'institutionId' || name === 'mergedId' ? ids[name] : value,
  );

/** Every route of the router; those of the API with the example that the contract gives. */
export function matrixRoutes(rules: readonly RouteRule[], operations: readonly Operation[]): Route[] {
  const examples = new Map(operations.map(({ name, example }) => [name.replaceAll(/\{(\w+)\}/g, ':$1'), example]));
  return rules.map((rule) => {
    const [method, path] = rule.address.split(' ') as [string, string];
    return { ...rule, method, path, isPage: !examples.has(rule.address), example: examples.get(rule.address) };
  });
}

/** What the rule of the route says of the caller. */
export function isAllowed({ rule, keys, testKeys, isPage }: Route, { role, scopes, isTest }: MatrixCaller): boolean {
  if (rule === 'public') return true;
  if (!role || !rule?.includes(role)) return false;
  if (!scopes) return true;
  if (isTest && !testKeys) return false;
  return !isPage && (keys === 'any' || scopes.some((scope) => scope === keys));
}

/** Calls as a program calls the API, or as a browser the pages. */
export class MatrixClient {
  private visit: { cookie: string; token: string };

  constructor(private readonly system: TestSystem) {}

  /** A browser that was shown a form, so that forms are not refused before anybody looks who sends them. */
  async openVisit(): Promise<void> {
    const answer = await this.system.nest.inject({ method: 'GET', url: '/mulai/siapa', headers: { accept: 'text/html' } });
    const [, token] = /name="_token" value="([^"]+)"/.exec(answer.body)!;
    this.visit = { cookie: String(answer.headers['set-cookie']).split(';')[0]!, token: token! };
  }

  async send(route: Route, { token }: MatrixCaller, tenant: Pick<Tenant, 'ids'>): Promise<MatrixAnswer> {
    const { method, isPage } = route;
    const carriesBody = !['GET', 'DELETE'].includes(method);
    const cookie = [...(isPage ? [this.visit.cookie] : []), ...(isPage && token ? [`sambung-sesi=${token}`] : [])].join('; ');
    const headers = {
      ...(isPage ? { accept: 'text/html', cookie } : token && { authorization: `Bearer ${token}` }),
      ...(carriesBody && { 'content-type': isPage ? 'application/x-www-form-urlencoded' : 'application/json' }),
    };
    const payload = isPage ? new URLSearchParams({ _token: this.visit.token }).toString() : JSON.stringify(bodyFor(route, tenant));
    const url = addressFor(route, tenant);
    const answer = await this.system.nest.inject({ method: method as 'GET', url, headers, payload: carriesBody ? payload : undefined });
    return { status: answer.statusCode, body: `${answer.body}\n${String(answer.headers.location ?? '')}` };
  }
}
