import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const YEAR_SECONDS = 31_536_000;

/** Only what we serve ourselves, and no code in the page itself. */
const STRICT = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'worker-src': ["'self'"],
};

/** The page of the API documentation brings its styles, not its code, in the page. */
const DOCUMENTATION = { ...STRICT, 'style-src': ["'self'", "'unsafe-inline'"] };

/** Where administrators look at the queues; see `addQueueBoard`. */
export const QUEUE_BOARD = '/operasi/antrean';

/** Its page is a program of its own that brings styles in the page and names the address below which it lives. */
const BOARD = { ...DOCUMENTATION, 'base-uri': ["'self'"] };

const textOf = (policy: Readonly<Record<string, readonly string[]>>): string => Object.entries(policy).map(([name, sources]) => `${name} ${sources.join(' ')}`).join(';'); // prettier-ignore

/** Paths whose pages may do more than the rest. */
const RELAXED = [
  ['/api/docs', textOf(DOCUMENTATION)],
  [QUEUE_BOARD, textOf(BOARD)],
] as const;

/** Headers that tell browsers what the answers may do. Call it before routes are added. */
export function addSecurityHeaders(fastify: FastifyInstance): void {
  void fastify.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: STRICT },
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: { maxAge: YEAR_SECONDS, includeSubDomains: true },
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const relaxed = RELAXED.find(([path]) => request.url.split('?')[0]!.startsWith(path));
    if (relaxed) void reply.header('content-security-policy', relaxed[1]);
    if (request.url.startsWith('/api/v1')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
