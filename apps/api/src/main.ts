import '@sambung/tracing';
import 'reflect-metadata';
import { JsonLogger, measureProcess, readConfig, redacted } from '@sambung/config';
import { assertQueuePolicy, chooseQueueStore, endInTime, endWithLauncher } from '@sambung/events';
import { NestFactory } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api.module';
import { configureApp, httpAdapter } from './create-app';

async function main(): Promise<void> {
  const config = readConfig();
  chooseQueueStore(config);
  const logger = new JsonLogger('api', config.LOG_LEVEL);
  logger.log(`configuration ${JSON.stringify(redacted(config))}`, 'Config');
  await assertQueuePolicy(config, logger);
  measureProcess();
  const app = configureApp(await NestFactory.create<NestFastifyApplication>(ApiModule, httpAdapter(config.TRUSTED_PROXIES), { logger }));
  app.enableShutdownHooks();
  endWithLauncher(() => app.close());
  endInTime(logger);
  await app.listen(config.HTTP_PORT, config.HTTP_HOST);
  process.send?.('ready');
}

void main();
