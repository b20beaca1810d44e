import { SessionsService, unauthenticated } from '@sambung/accounts';
import { DomainError } from '@sambung/errors';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notAllowed, secondFactorMissing, sessionToken } from '../http/access';
import { sendProblem } from '../http/problem.filter';
import { QUEUE_BOARD } from '../http/security-headers';
import { PipelineMetrics } from './pipeline-metrics.service';

const lookingOnly = (): DomainError =>
  new DomainError('forbidden', 'LookingOnly', { id: 'Di sini hanya bisa melihat.', en: 'Here one can only look.' });

/** The queues as BullMQ has them: for administrators, in their browser, for looking only. What is to be done is in the outbox. */
export function addQueueBoard(app: NestFastifyApplication, fastify: FastifyInstance): void {
  const sessions = app.get(SessionsService);
  const pipeline = app.get(PipelineMetrics);
  const adapter = new FastifyAdapter().setBasePath(QUEUE_BOARD);
  const board = createBullBoard({ queues: [], serverAdapter: adapter, options: { uiConfig: { boardTitle: 'Sambung', hideRedisDetails: true } } }); // prettier-ignore
  let isFilled = false;
  const refusalOf = async (request: FastifyRequest): Promise<DomainError | null> => {
    const token = sessionToken(request);
    const principal = token ? await sessions.principalOf(token) : null;
    if (!principal) return unauthenticated();
    if (principal.role !== 'admin') return notAllowed();
    if (principal.secondFactorMissing) return secondFactorMissing();
    return ['GET', 'HEAD'].includes(request.method) ? null : lookingOnly();
  };
  void fastify.register(
    async (scope) => {
      scope.addHook('onRequest', async (request, reply) => {
        const refusal = await refusalOf(request);
        if (refusal) {
          sendProblem(refusal, request, reply);
          return reply;
        }
        // Not before: an API that starts must not need the queue's store.
        if (!isFilled) for (const queue of pipeline.queues()) board.addQueue(new BullMQAdapter(queue, { readOnlyMode: true }));
        isFilled = true;
      });
      await scope.register(adapter.registerPlugin());
    },
    { prefix: QUEUE_BOARD },
  );
}
