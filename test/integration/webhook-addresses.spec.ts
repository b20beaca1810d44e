import { Clock, readConfig } from '@sambung/config';
import { isCallable, isRegistrable } from '@sambung/webhooks';
import * as fc from 'fast-check';
import dns from 'node:dns';
import { createServer, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { HttpPost } from '../../libs/webhooks/src/http-post.service';
import { MOST_ATTEMPTS, retryDelay } from '../../libs/webhooks/src/retry-schedule';
import { httpServer, HttpServer } from '../factories/http-server';
import { refusalOf } from '../factories/problems';
import { cast } from '../factories/story';
import { TestClock } from '../support/test-clock';
import { TestSystem } from '../support/test-system';

type Answered = (error: Error | null, address: string | dns.LookupAddress[], family?: number) => void;

/** Hosts that lie on this machine or in a network of somebody's own, in every spelling that resolvers take. */
const HOSTILE_HOSTS = [
  '127.0.0.1', '127.1', '2130706433', '0x7f000001', '0x7f.1', '017700000001', '0177.0.0.1', '127.0.0.1.', '①②⑦.⓪.⓪.①',
  'localhost', 'LOCALHOST', 'localhost.', 'api.localhost', '0.0.0.0', '0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1',
  '169.254.169.254', '100.64.0.1', '198.18.0.1', '198.19.255.255', '192.0.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255',
  '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:10.0.0.1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]', '[2002:7f00:1::]', '[2001::1]',
  '[fc00::1]', '[fd12:3456::1]', '[fe80::1]', '[ff02::1]', '[100::1]', '[2001:db8::1]',
]; // prettier-ignore

const PUBLIC_HOSTS = [
  'mitra.contoh.id',
  'mitra.contoh.id:8443',
  '93.184.215.14',
  '[2606:2800:21f:cb07:6820:80da:af6b:8b2c]',
  '127.contoh.id',
  'localhost.contoh.id',
];

describe('an address of a partner', () => {
  describe('in production', () => {
    it.each(HOSTILE_HOSTS)('at %s cannot be registered', (host) => {
      expect(isRegistrable(`https://${host}/hook`, false)).toBe(false);
    });

    it.each(PUBLIC_HOSTS)('at %s can be registered, over https only', (host) => {
      expect(isRegistrable(`https://${host}/hook`, false)).toBe(true);
      expect(isRegistrable(`http://${host}/hook`, false)).toBe(false);
    });

    it.each([
      'https://pengguna:sandi@mitra.contoh.id/hook', 'https://pengguna@mitra.contoh.id/hook', 'ftp://mitra.contoh.id/hook', 'file:///etc/passwd', 'javascript:alert(1)',
      'data:text/plain,x', '//mitra.contoh.id/hook', '/hook', 'mitra.contoh.id', '', ' ', 'https://', 'https://[::1', 'https://mitra contoh.id/',
    ])('written as %s cannot be registered', (url) => {
      expect(isRegistrable(url, false)).toBe(false);
      expect(isRegistrable(url, true)).toBe(false);
    }); // prettier-ignore
  });

  describe('in development', () => {
    it('may be on this machine, and nowhere else over http', () => {
      for (const host of ['127.0.0.1:4000', 'localhost:4000', '[::1]:4000']) expect(isRegistrable(`http://${host}/hook`, true)).toBe(true);
      for (const host of ['127.contoh.id', 'mitra.contoh.id', '10.0.0.1', '169.254.169.254', '192.168.1.1'])
        expect(isRegistrable(`http://${host}/hook`, true)).toBe(false);
    });
  });

  it.each([
    ['0.0.0.0', false], ['10.1.2.3', false], ['100.127.255.255', false], ['127.8.8.8', false], ['169.254.0.1', false], ['172.20.0.1', false], ['192.0.0.8', false], ['192.168.0.1', false],
    ['198.18.0.1', false], ['198.19.0.1', false], ['224.0.0.251', false], ['240.0.0.1', false], ['255.255.255.255', false], ['::', false], ['::1', false], ['::ffff:192.168.0.1', false],
    ['64:ff9b::8.8.8.8', false], ['2002:a00:1::', false], ['2001:0:1::', false], ['fc00::', false], ['fdff::1', false], ['fe80::1', false], ['fec0::1', false], ['ff0e::1', false], ['4000::1', false],
    ['', false], ['localhost', false], ['93.184.215.14', true], ['8.8.8.8', true], ['100.128.0.1', true], ['198.20.0.1', true], ['::ffff:8.8.8.8', true], ['2606:2800::1', true],
  ])('that resolves to %s is callable: %s', (address, callable) => {
    expect(isCallable(address, false)).toBe(callable);
  }); // prettier-ignore

  describe('that is dialled', () => {
    let server: HttpServer;
    let post: HttpPost;

    beforeAll(async () => {
      server = await httpServer(() => ({ status: 200 }));
      const { DATABASE_URL = 'postgres://x/x', SAMBUNG_TEST_SECRET: SECRET_KEY } = process.env;
      post = new HttpPost(readConfig({ DATABASE_URL, SECRET_KEY }), new Clock());
    });

    afterAll(async () => {
      await post.onApplicationShutdown();
      await server.close();
    });

    it.each(['127.0.0.1', '2130706433', '0x7f.1', '017700000001', '[::1]', '[::ffff:127.0.0.1]', 'localhost', 'localhost.'])(
      'at %s is never reached',
      async (host) => {
        const { status, error } = await post.post(new URL(`http://${host}:${server.port}/hook`), {}, '{}', 5_000);
        expect({ status, error, reached: server.asked }).toEqual({
          status: null,
          error: expect.stringMatching(/^(refusedAddress|connection)$/),
          reached: [],
        });
      },
    );

    /** Lets the name answer with these addresses, one answer a question. */
    const answering = (...answers: string[][]) =>
      jest.spyOn(dns, 'lookup').mockImplementation(((_host: string, options: dns.LookupAllOptions, callback: Answered) => {
        const addresses = (answers.length > 1 ? answers.shift()! : answers[0]!).map((address) => ({ address, family: 4 }));
        setImmediate(() => (options.all ? callback(null, addresses) : callback(null, addresses[0]!.address, 4)));
      }) as never);

    it.each([
      ['a private one', [['10.0.0.1']]],
      ['a public and a private one', [['93.184.215.14', '127.0.0.1']]],
      ['a public one when it is registered and this machine when it is dialled', [['93.184.215.14'], ['127.0.0.1']]],
    ])('by a name whose address is %s is never reached', async (_, answers) => {
      const lookup = answering(...answers);
      try {
        if (answers.length > 1) await promisify(dns.lookup)('mitra.contoh.id', {});
        const outcome = await post.post(new URL(`http://mitra.contoh.id:${server.port}/hook`), {}, '{}', 5_000);
        expect(outcome).toMatchObject({ status: null, error: 'refusedAddress' });
        expect(server.asked).toEqual([]);
      } finally {
        lookup.mockRestore();
      }
    });

    it.each(['10.0.0.1', '169.254.169.254', '[fd00::1]', '[64:ff9b::a00:1]'])('at %s is refused before anything is sent', async (host) => {
      expect(await post.post(new URL(`http://${host}/hook`), {}, '{}', 5_000)).toMatchObject({ status: null, error: 'refusedAddress' });
    });
  });

  describe('that answers', () => {
    const clock = new TestClock();
    let post: HttpPost;

    beforeAll(() => {
      const { DATABASE_URL = 'postgres://x/x', SAMBUNG_TEST_SECRET: SECRET_KEY } = process.env;
      post = new HttpPost(readConfig({ DATABASE_URL, SECRET_KEY, ALLOW_LOOPBACK_WEBHOOKS: 'true' }), clock);
    });

    afterAll(() => post.onApplicationShutdown());

    /** @returns what came of one call, and how many bytes were given before the caller hung up */
    async function answerOf(reply: RequestListener, timeoutMs = 15_000) {
      const server = createServer(reply);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const result = await post.post(new URL(`http://127.0.0.1:${port}/hook`), {}, '{}', timeoutMs);
      await new Promise((resolve) => server.close(resolve));
      return result;
    }

    it('without end is read up to 20,000 bytes, and hung up on', async () => {
      const pour: RequestListener = (_, response) => {
        const more = (): unknown => !response.destroyed && response.write('x'.repeat(1_024), () => setImmediate(more));
        more();
      };
      expect(await answerOf(pour)).toMatchObject({ status: 200, error: null, body: 'x'.repeat(20_000) });
    });

    it('a byte at a time has the time of the whole call and no more', async () => {
      const drip: RequestListener = (_, response) => {
        const drops = setInterval(() => response.write('x'), 50);
        response.on('close', () => clearInterval(drops));
      };
      expect(await answerOf(drip, 1_000)).toMatchObject({ status: null, error: 'timeout', body: '' });
    });

    it.each([
      ['7', 7],
      ['Sun, 22 Nov 2026 03:02:00 GMT', 120],
      ['Sun, 22 Nov 2026 02:00:00 GMT', 0],
      ['nanti', null],
      ['-5', null],
      [undefined, null],
    ])('with Retry-After %s asks for %p s', async (header, retryAfter) => {
      clock.set('2026-11-22T03:00:00Z');
      const busy: RequestListener = (_, response) => response.writeHead(503, header ? { 'retry-after': header } : {}).end();
      expect(await answerOf(busy)).toMatchObject({ status: 503, retryAfter });
    });
  });

  it('that is refused is refused with the field named', async () => {
    const system = await TestSystem.start({ workers: [], environment: { ALLOW_LOOPBACK_WEBHOOKS: 'false' } });
    try {
      const { partner } = await cast(system);
      for (const url of [
        'http://mitra.contoh.id',
        'https://127.0.0.1',
        'https://a:b@mitra.contoh.id',
        'https://10.0.0.1/x',
        'bukan alamat',
      ]) {
        expect(await refusalOf(partner.post('/webhook-endpoints', { url }))).toEqual({
          status: 422,
          code: 'RequestInvalid',
          faults: ['/url UrlRefused'],
        });
      }
      expect(await refusalOf(partner.post('/webhook-endpoints', { url: `https://mitra.contoh.id/${'a'.repeat(2_000)}` }))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/url maxLength'],
      });
      expect(
        await refusalOf(partner.post('/webhook-endpoints', { url: 'https://mitra.contoh.id', eventTypes: ['match.deleted'] })),
      ).toEqual({ status: 422, code: 'RequestInvalid', faults: ['/eventTypes isIn'] });
      expect(await refusalOf(partner.post('/webhook-endpoints', { url: 'https://mitra.contoh.id', eventTypes: null }))).toEqual({
        status: 422,
        code: 'RequestInvalid',
        faults: ['/eventTypes isArray'],
      });
    } finally {
      await system.stop();
    }
  });
});

describe('the schedule of attempts', () => {
  const HOURS = 3_600;
  const WAITS = [5, 300, 1_800, 2 * HOURS, 5 * HOURS, 10 * HOURS, 14 * HOURS, 20 * HOURS, 24 * HOURS];
  const failed = { throttled: false, retryAfter: null };

  it.each(WAITS.map((wait, index) => [index + 1, wait] as const))('after attempt %i waits %i s, give or take a fifth', (attempts, wait) => {
    expect(retryDelay({ ...failed, attempts }, 0.5)).toBeCloseTo(wait, 6);
    expect(retryDelay({ ...failed, attempts }, 0)).toBeCloseTo(wait * 0.8, 6);
    expect(retryDelay({ ...failed, attempts }, 0.999_999)).toBeCloseTo(wait * 1.2, 0);
  });

  it('has ten attempts over 75 h 35 m 5 s', () => {
    expect(MOST_ATTEMPTS).toBe(10);
    expect(WAITS.reduce((sum, wait) => sum + wait)).toBe(75 * HOURS + 35 * 60 + 5);
    expect(retryDelay({ ...failed, attempts: 10 }, 0.5)).toBeNull();
    expect(retryDelay({ attempts: 10, throttled: true, retryAfter: 60 }, 0.5)).toBeNull();
  });

  it.each([
    [2, 1, 300], [2, 300, 300], [2, 450, 450], [2, 600, 600], [2, 86_400, 600], [1, 3_600, 10], [1, 0, 5], [9, 1e9, 48 * HOURS],
  ])('after attempt %i, asked for %i s, waits %i s: between once and twice its own time', (attempts, retryAfter, wait) => {
    expect(retryDelay({ attempts, throttled: false, retryAfter }, 0.5)).toBe(wait);
  }); // prettier-ignore

  it('waits at least a minute after 429 or silence', () => {
    expect(retryDelay({ attempts: 1, throttled: true, retryAfter: null }, 0.5)).toBe(60);
    expect(retryDelay({ attempts: 1, throttled: true, retryAfter: 7 }, 0.5)).toBe(60);
    expect(retryDelay({ attempts: 2, throttled: true, retryAfter: null }, 0.5)).toBe(300);
  });

  it('never hurries and never waits longer than twice its own time, whatever a partner asks', () => {
    const attempt = fc.record({
      attempts: fc.integer({ min: 1, max: 9 }),
      throttled: fc.boolean(),
      retryAfter: fc.option(fc.double({ noNaN: true })),
    });
    fc.assert(
      fc.property(attempt, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (given, random) => {
        const base = WAITS[given.attempts - 1]!;
        const delay = retryDelay(given, random)!;
        expect(delay).toBeGreaterThanOrEqual(base * 0.8);
        expect(delay).toBeLessThanOrEqual(Math.max(base * 2, 60));
      }),
    );
  });
});
