import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { errorCodes, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { parse } from 'node:querystring';
import { assertEveryRouteHasAccessRule } from './http/assert-access-rules';
import { addContextHook } from './http/context.hook';
import { addRequestLog } from './http/request-log';
import { sendProblem } from './http/problem.filter';
import { addSecurityHeaders } from './http/security-headers';
import { addUploads } from './http/uploads';
import { validationPipe } from './http/validation';
import { describeApi } from './openapi';
import { addQueueBoard } from './operations/queue-board';

const MOST_BODY_BYTES = 100_000;

const FORM = 'application/x-www-form-urlencoded';

/** The API takes JSON only and the pages forms: Nest would add a parser for forms everywhere, and Fastify has one for plain text. */
class JsonAndFormsAdapter extends FastifyAdapter {
  override registerParserMiddleware(): void {
    const fastify = this.getInstance();
    fastify.removeContentTypeParser('text/plain');
    fastify.addContentTypeParser(FORM, { parseAs: 'string' }, (request, body, done) => {
      if (request.url.startsWith('/api/')) done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(FORM));
      else done(null, { ...parse(body as string) });
    });
  }
}

/** @param trustedProxies addresses or networks whose X-Forwarded-For says who calls; without any, nobody's does */
export const httpAdapter = (trustedProxies?: string): FastifyAdapter =>
  new JsonAndFormsAdapter({
    bodyLimit: MOST_BODY_BYTES,
    trustProxy: trustedProxies ?? false,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // A request that is here already is answered, however late it came before the end.
    return503OnClosing: false,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => void sendProblem(error, request, reply),
  });

/** What the application needs besides its modules. Call it once, before it listens. */
export function configureApp(app: NestFastifyApplication): NestFastifyApplication {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  addSecurityHeaders(fastify);
  addUploads(fastify);
  addContextHook(fastify);
  addRequestLog(fastify);
  addQueueBoard(app, fastify);
  app.useGlobalPipes(validationPipe());
  assertEveryRouteHasAccessRule(app);
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Sambung API',
    swaggerOptions: { docExpansion: 'none', filter: true },
  });
  return app;
}
