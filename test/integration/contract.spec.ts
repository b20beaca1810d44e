import * as fc from 'fast-check';
import { Contract, OpenApi, Operation } from '../factories/contract';
import { UNKNOWN_MEMBER, validBody, withoutOne, withUnknownMember } from '../factories/contract-bodies';
import { AWKWARD_TEXTS, hostileBody } from '../factories/hostile-bodies';
import { roundPlan } from '../factories/rounds';
import { cast, Cast, interestedActor, publishOffer } from '../factories/story';
import { TestSystem } from '../support/test-system';

/** A part of them in every run; `npm run test:contract` sends 20,000. */
const REQUESTS = Number(process.env.CONTRACT_REQUESTS ?? 1_000);
const AT_ONCE = 8;
const CALLERS = ['owner', 'officer', 'admin', 'partner', 'nobody'] as const;
type Caller = (typeof CALLERS)[number];

interface Request {
  caller: Caller;
  url: string;
  body?: unknown;
  /** Holds a member that the contract does not know. */
  planted: boolean;
}

describe('the contract', () => {
  let system: TestSystem;
  let contract: Contract;
  let people: Cast;
  // The same requests in every run, so that a failure is the change's; CONTRACT_SEED asks for others.
  const seed = Number(process.env.CONTRACT_SEED ?? 326383);

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    people = await cast(system);
    contract = new Contract((await (await fetch(`${system.address}/api/openapi.json`)).json()) as OpenApi);
  });
  afterAll(() => system.stop());

  /** Signs the callers in again when the requests before have signed one of them out. */
  async function keepSignedIn(): Promise<void> {
    const statuses = await Promise.all(
      [people.owner, people.officer, people.admin].map(async (caller) => (await caller.get('/me')).status),
    );
    if (statuses.some((status) => status !== 200)) people = await cast(system);
  }

  /** Rows that requests may hit, new after each operation that writes: it may have ended the last. */
  async function targets(): Promise<Record<string, string>> {
    await keepSignedIn();
    const { slug, institutionId, partner } = await publishOffer(system, people.admin);
    people = { ...people, slug, institutionId, partner };
    const { actorId, matchId, consentId } = await interestedActor(people);
    const { body: round } = await people.officer.post<{ id: string }>('/rounds', roundPlan({ 'kemasan-1': slug, 'kemasan-2': slug }));
    await people.officer.post(`/rounds/${round.id}/opening`);
    return { actorId, matchId, consentId, institutionId, slug, roundId: round.id, key: 'legality.nib', version: '1' };
  }

  /** By the first part of the path below the API's. */
  function idFor(path: string, known: Record<string, string>): string {
    const targetOf = { matches: known.matchId, partner: known.matchId, institutions: known.institutionId, rounds: known.roundId };
    return targetOf[path.split('/')[3] as keyof typeof targetOf] ?? known.actorId!;
  }

  /** Mostly rows that exist, now and then none, and now and then what is no id at all. */
  const urls = ({ path, query }: Operation, known: Record<string, string>): fc.Arbitrary<string> => {
    const part = (name: string) => {
      const real = encodeURIComponent(
        name === 'id' && path.includes('/consents/') ? known.consentId! : (known[name] ?? idFor(path, known)),
      );
      return fc.oneof(
        { weight: 8, arbitrary: fc.constant(real) },
        { weight: 1, arbitrary: fc.uuid() },
        { weight: 1, arbitrary: fc.constantFrom(...AWKWARD_TEXTS).map(encodeURIComponent) },
      );
    };
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const values = fc.record(Object.fromEntries(names.map((name) => [name, part(name)])));
    const asked = fc.record(
      Object.fromEntries(
        query.map(({ name, schema }) => [
          name,
          fc.oneof(
            {
              weight: 3,
              arbitrary: validBody(schema, contract.schemas).map((value) =>
                typeof value === 'object' ? JSON.stringify(value) : String(value),
              ),
            },
            { weight: 1, arbitrary: fc.constantFrom(...AWKWARD_TEXTS) },
          ),
        ]),
      ),
      { requiredKeys: [] },
    );
    return fc.tuple(values, asked).map(([parts, parameters]) => {
      const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] as string);
      const search = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)] as [string, string]));
      return search.size > 0 ? `${address}?${search}` : address;
    });
  };

  /** The documented example, but about rows that exist. */
  const aimed = (example: unknown, known: Record<string, string>): unknown =>
    JSON.parse(JSON.stringify(example ?? {}), (name, value: unknown) =>
      name === 'actorId' ? known.actorId : name === 'institutionId' ? known.institutionId : name === 'offerSlug' ? known.slug : value,
    );

  function bodies({ body, example }: Operation, known: Record<string, string>): fc.Arbitrary<{ body: unknown; planted: boolean }> {
    const plain = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map((value) => ({ body: value, planted: false }));
    const valid = body ? fc.oneof(validBody(body, contract.schemas), fc.constant(aimed(example, known))) : fc.constant({});
    const planted = (value: unknown) => ({ body: withUnknownMember(value), planted: body !== undefined });
    return fc.oneof(
      { weight: 3, arbitrary: plain(valid) },
      { weight: 1, arbitrary: valid.map(planted) },
      { weight: 1, arbitrary: plain(fc.tuple(valid, fc.nat(20)).map(([value, index]) => withoutOne(value, index))) },
      { weight: 4, arbitrary: plain(hostileBody(aimed(example, known))) },
    );
  }

  function requests(operation: Operation, known: Record<string, string>): fc.Arbitrary<Request> {
    const parts = fc.tuple(fc.constantFrom(...CALLERS), urls(operation, known), bodies(operation, known));
    return parts.map(([caller, url, { body, planted }]) =>
      ['GET', 'DELETE'].includes(operation.method) ? { caller, url, planted: false } : { caller, url, body, planted },
    );
  }

  async function send(operation: Operation, { caller, url, body }: Request): Promise<{ status: number; type: string; body: string }> {
    const token = caller === 'nobody' ? null : people[caller].token;
    const response = await system.nest.inject({
      method: operation.method as 'GET',
      url,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': 'application/json' }) },
      payload: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.statusCode, type: String(response.headers['content-type'] ?? ''), body: response.body };
  }

  it('holds for thousands of requests, valid, nearly so and hostile: none fails, none breaks its schema, no unknown member is taken', async () => {
    const share = Math.ceil(REQUESTS / contract.operations.length);
    const faults = new Map<string, string>();
    const statuses: Record<string, number> = {};
    const started = Date.now();
    let known = await targets();
    for (const [index, operation] of contract.operations.entries()) {
      if (index > 0 && contract.operations[index - 1]!.method !== 'GET') known = await targets();
      const sample = fc.sample(requests(operation, known), { numRuns: share, seed: seed + index });
      for (let first = 0; first < sample.length; first += AT_ONCE) {
        await Promise.all(
          sample.slice(first, first + AT_ONCE).map(async (request) => {
            const answer = await send(operation, request);
            const taken = request.planted && answer.status < 400 ? `${UNKNOWN_MEMBER} was taken` : null;
            const fault = taken ?? contract.faultOf(operation, answer);
            statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
            if (fault)
              faults.set(`${operation.name}: ${fault}`, `${request.caller} ${request.url} ${JSON.stringify(request.body)?.slice(0, 500)}`);
          }),
        );
      }
    }
    const total = Object.values(statuses).reduce((sum, count) => sum + count, 0);
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    console.log(`${total} requests to ${contract.operations.length} operations in ${seconds} s, seed ${seed}: ${JSON.stringify(statuses)}`);
    expect(Object.fromEntries(faults)).toEqual({});
    expect(total).toBeGreaterThanOrEqual(REQUESTS);
    expect(statuses['200']! + statuses['201']! + statuses['204']!).toBeGreaterThan(total / 20);
  }, 600_000);
});
