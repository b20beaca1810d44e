import { Config } from '@sambung/config';
import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { queueConnection } from './queues';

/** What `@Processor` classes need to connect. Imported by worker processes only. */
@Module({
  imports: [
    // Without queues of its own: it only lets Nest find the `@Processor` classes.
    BullModule.registerQueue(),
    BullModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        connection: queueConnection(config, 'worker'),
        prefix: config.QUEUE_PREFIX,
      }),
    }),
  ],
  exports: [BullModule],
})
export class QueuesModule {}
