import { JsonLogger, readConfig } from '@sambung/config';
import { INestApplicationContext, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { serveMetrics } from './metrics-server';
import { assertQueuePolicy } from './queue-policy';
import { chooseQueueStore } from './queues';

/**
 * Options of every worker. Re-offers have one authority, the outbox lease: BullMQ itself never tries again. It forgets the
 * bell of a worker that was killed within 13 s; until then a row that the worker had not begun with cannot be rung again.
 */
export const WORKER_OPTIONS = { lockDuration: 10_000, stalledInterval: 3_000, maxStalledCount: 0 } as const;

/** Boots a process that consumes queues. It ends, drained, on SIGTERM, SIGINT or when its launcher is gone. */
export async function startWorkerProcess(name: string, module: Type): Promise<INestApplicationContext> {
  let app: INestApplicationContext | undefined;
  endWithLauncher(async () => app?.close());
  const config = readConfig();
  chooseQueueStore(config);
  const logger = new JsonLogger(name, config.LOG_LEVEL);
  await assertQueuePolicy(config, logger);
  app = await NestFactory.createApplicationContext(module, { logger });
  app.enableShutdownHooks();
  endInTime(logger);
  serveMetrics(config);
  return app;
}

const LONGEST_END_MS = 25_000;

/** Whatever hangs when a process is told to end, such as a store that is away: no work is lost by leaving it. */
export function endInTime(logger: LoggerService): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      const late = () => {
        logger.warn('something did not end in time and is left', 'Shutdown');
        process.exit(0);
      };
      setTimeout(late, LONGEST_END_MS).unref();
    });
  }
}

/** A launcher that was killed cannot stop its children: the closed channel tells them. */
export function endWithLauncher(close: () => Promise<void>): void {
  const end = (): void => void close().finally(() => process.exit(0));
  if (process.connected === false) end();
  else process.once('disconnect', end);
}
