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
const isDocumentation = (url: string): boolean => url.split('?')[0]!.startsWith('/api/docs');

/** Headers that tell browsers what the answers may do. Call it before routes are added. */
export function addSecurityHeaders(fastify: FastifyInstance): void {
  void fastify.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: STRICT },
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: { maxAge: YEAR_SECONDS, includeSubDomains: true },
  });
  const documentationPolicy = Object.entries(DOCUMENTATION).map(([name, sources]) => `${name} ${sources.join(' ')}`).join(';'); // prettier-ignore
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (isDocumentation(request.url)) void reply.header('content-security-policy', documentationPolicy);
    if (request.url.startsWith('/api/v1')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
