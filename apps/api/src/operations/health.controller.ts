import { metrics } from '@sambung/config';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access';
import { PipelineMetrics } from './pipeline-metrics.service';
import { Readiness } from './readiness.service';

@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly pipeline: PipelineMetrics,
  ) {}

  /** Alive: the event loop turns. */
  @Get('healthz')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Ready: PostgreSQL answers. Without the queue's store saves are still taken, and matched later. */
  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const state = await this.readiness.state();
    if (state.status === 'unavailable' || state.status === 'draining') void reply.status(503);
    return state;
  }

  /** For Prometheus. Counts alone; a proxy should not pass it to the outside. */
  @Get('metrics')
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    void reply.header('content-type', metrics.contentType).send(await this.pipeline.text());
  }
}
