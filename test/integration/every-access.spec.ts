import { ApiKeyScope, ApiKeysService } from '@sambung/accounts';
import { routeRules } from '../../apps/api/src/http/assert-access-rules';
import { hasTarget, isAllowed, MatrixAnswer, MatrixCaller, MatrixClient, matrixRoutes, Route } from '../factories/access-matrix';
import { Contract, OpenApi } from '../factories/contract';
import { plantTenant, Tenant } from '../factories/tenants';
import { TestSystem } from '../support/test-system';

/** Routes whose answer about another tenant's row is no refusal, and why. None may tell anything of the tenant. */
const PUBLIC_BY_DESIGN: Readonly<Record<string, string>> = {
  'GET /api/v1/rounds/:id': 'an announced round is for all who may take part',
  'GET /api/v1/rounds/:id/rankings': 'of an announced round the own rankings, which are none',
  'POST /api/v1/one-time-codes/:id/session': 'whoever tries a code is told that it is wrong',
};

/** Own rows end with these; they come last. */
const ENDINGS = [
  /decline|withdrawal|erasure|restriction|objection|closing|signing-key|\/pin\b/,
  /DELETE|cabut/,
  /sessions|password|second-factor|keluar/,
];
const endingOf = ({ address }: Route): number => ENDINGS.findLastIndex((pattern) => pattern.test(address));

/** The tables that hold what another tenant could be robbed of. */
const WATCHED = [
  'actors', 'facts', 'documents', 'consents', 'matches', 'match_transitions', 'rights_requests', 'overlap_waivers', 'register_checks', 'people', 'sessions', 'offers',
  'offer_versions', 'offer_drafts', 'sandbox_matches', 'webhook_endpoints', 'webhook_deliveries', 'api_keys', 'rounds', 'round_rankings', 'identity_reviews', 'ledger_entries',
] as const; // prettier-ignore

/** A published offer may be read, and asked what it would do to the people of one's own territory, whoever offers it. */
const mayAskOfPublished = ({ method, path }: Route): boolean =>
  method === 'GET' || path.endsWith('/simulations') || path === '/dasbor/tawaran/:slug';

describe('every access', () => {
  let system: TestSystem;
  let here: Tenant;
  let there: Tenant;
  let callers: MatrixCaller[];
  let routes: Route[];
  let client: MatrixClient;
  let contract: Contract;
  const leaks: string[] = [];
  const faults: string[] = [];
  const counts = { calls: 0, allowed: 0, refused: 0, own: 0, strange: 0 };

  beforeAll(async () => {
    system = await TestSystem.start();
    const admin = await system.signIn({ role: 'admin' });
    here = await plantTenant(system, admin, '35.07', 'sini9f3a');
    there = await plantTenant(system, admin, '35.79', 'sana7c1e');
    await system.noPendingWork();
    const planner = await system.signIn({ role: 'planner' });
    const key = async (isTest: boolean, ...scopes: ApiKeyScope[]): Promise<MatrixCaller> => {
      const { secret } = await system
        .get(ApiKeysService)
        .issue(system.dataSource.manager, here.ids.institutionId, 'uji', { scopes, isTest });
      return { name: `${isTest ? 'test ' : ''}key ${scopes.join('+')}`, role: 'partner', token: secret, scopes, isTest };
    };
    callers = [
      { name: 'anonymous', role: null, token: null },
      { name: 'owner', role: 'owner', token: here.owner.token },
      { name: 'officer', role: 'officer', token: here.officer.token },
      { name: 'partner person', role: 'partner', token: here.staff.token },
      await key(false, 'matches'),
      await key(false, 'offers'),
      await key(false, 'webhooks'),
      await key(false, 'matches', 'offers', 'webhooks'),
      await key(true, 'matches', 'offers', 'webhooks'),
      { name: 'planner', role: 'planner', token: planner.token },
      { name: 'admin', role: 'admin', token: admin.token },
    ];
    contract = new Contract((await (await fetch(`${system.address}/api/openapi.json`)).json()) as OpenApi);
    routes = matrixRoutes(routeRules(system.nest), contract.operations);
    client = new MatrixClient(system);
    await client.openVisit();
  });
  afterAll(async () => {
    await Promise.all([here?.receiver.close(), there?.receiver.close()]);
    await system.stop();
  });

  const mayLearn = (caller: MatrixCaller): boolean => caller.role === 'admin';

  function look(route: Route, caller: MatrixCaller, whose: string, { status, body }: MatrixAnswer): void {
    counts.calls += 1;
    const call = `${caller.name}: ${route.address} of ${whose}: ${status}`;
    const secrets = [there.marker, there.ids.phone, there.ids.phone.replace('+62', '0')];
    if (!mayLearn(caller) && secrets.some((secret) => body.includes(secret))) leaks.push(call);
    if (status >= 500 && status !== 503) faults.push(call);
    const wasRefused = status === 401 || status === 403 || (route.isPage && status === 303 && body.includes('/masuk'));
    if (isAllowed(route, caller)) counts.allowed += 1;
    else if (wasRefused) counts.refused += 1;
    else faults.push(`${call}, though the rule refuses it`);
  }

  /** The routes as the rules say, and no route of the contract beside them. */
  it('has a rule, in the router and in the contract alike', () => {
    expect(routes.filter(({ rule }) => rule === undefined)).toEqual([]);
    const known = new Set(routes.map(({ address }) => address));
    const unknown = contract.operations.map(({ name }) => name.replaceAll(/\{(\w+)\}/g, ':$1')).filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
    expect(routes.length).toBeGreaterThan(150);
  });

  const digests = async (): Promise<Record<string, string>> => {
    const { ids, owner, officer, staff } = there;
    const names = [...Object.values(ids), owner.personId, officer.personId, staff.personId].filter((id) => id.length === 36);
    const found: [string, string][] = [];
    for (const table of WATCHED) {
      // A session notes when it was last seen; nobody of the tenant calls here.
      const rows = await system.query<{ digest: string }>(
        `select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as digest from ${table} t
         where exists (select from jsonb_each_text(to_jsonb(t)) member where member.value = any($1))`,
        [names],
      );
      found.push([table, rows[0]!.digest]);
    }
    return Object.fromEntries(found);
  };

  it('to rows of another tenant is refused, tells nothing and changes nothing', async () => {
    const before = await digests();
    const open: string[] = [];
    // A draft is nobody else's business; of a published offer, its next version.
    const targets = [{ ids: { ...there.ids, slug: there.ids.draftSlug } }, { ids: there.ids }];
    for (const route of routes.filter(hasTarget)) {
      for (const [index, target] of targets.entries()) {
        if (index === 1 && !route.path.includes(':slug')) continue;
        for (const caller of callers.filter((one) => !mayLearn(one))) {
          const answer = await client.send(route, caller, target);
          look(route, caller, 'another tenant', answer);
          counts.strange += 1;
          const isPublished = index === 1 && mayAskOfPublished(route);
          const isRefused = [401, 403, 404].includes(answer.status) || (route.isPage && answer.status === 303);
          if (!isRefused && !isPublished && !(route.address in PUBLIC_BY_DESIGN)) open.push(`${caller.name}: ${route.address}: ${answer.status} ${answer.body.slice(0, 120)}`);
        }
      }
    }
    expect(open).toEqual([]);
    expect(await digests()).toEqual(before);
  }); // prettier-ignore

  it('to own rows is what the rule says, and tells nothing of another tenant', async () => {
    const sorted = [...routes].sort((a, b) => endingOf(a) - endingOf(b));
    const missed: string[] = [];
    for (const route of sorted) {
      // Whoever the rule refuses was refused above already, where the route has a row to name.
      for (const caller of callers.filter((one) => !hasTarget(route) || isAllowed(route, one))) {
        const answer = await client.send(route, caller, here);
        look(route, caller, 'the own tenant', answer);
        if (answer.status < 300) counts.own += 1;
        const isPlainRead = route.method === 'GET' && endingOf(route) < 0 && isAllowed(route, caller);
        if (isPlainRead && [401, 403].includes(answer.status)) missed.push(`${caller.name}: ${route.address}: ${answer.status}`);
      }
    }
    expect(missed).toEqual([]);
    expect(counts.own).toBeGreaterThan(300);
  });

  it('leaks nothing', () => {
    const line = `${routes.length} routes × ${callers.length} callers × own/other tenant: ${counts.calls} calls, ${counts.allowed} as allowed, ${counts.refused} refused by rule`;
    console.log(`${line}, ${leaks.length} leaks, ${routes.filter(({ rule }) => !rule).length} routes without a rule`);
    expect(leaks).toEqual([]);
    expect(faults).toEqual([]);
  });
});
