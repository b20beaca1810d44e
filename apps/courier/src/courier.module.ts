import { AccountsModule } from '@sambung/accounts';
import { Config, ConfigModule } from '@sambung/config';
import { DatabaseModule } from '@sambung/database';
import { EventsModule, Quarantine, QueuesModule, Sweeps } from '@sambung/events';
import { MatchesModule } from '@sambung/matches';
import { WebhooksModule } from '@sambung/webhooks';
import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DeliverJobs } from './deliver-jobs.service';
import { DeliverProcessor } from './deliver.processor';
import { PublishEvents } from './publish-events.service';
import { SealAudit } from './seal-audit.service';
import { VerifyEndpoint } from './verify-endpoint.service';

/** The work alone, without consuming a queue: what the quarantined process needs. */
@Module({
  imports: [ConfigModule, DatabaseModule.forProcess('courier'), EventsModule, AccountsModule, MatchesModule, WebhooksModule],
  providers: [DeliverJobs, PublishEvents, VerifyEndpoint],
  exports: [DeliverJobs, MatchesModule],
})
export class DeliverJobsModule {}

const quarantine = {
  provide: Quarantine,
  inject: [Config],
  useFactory: (config: Config) => new Quarantine(config, 'deliver', join(__dirname, 'quarantine.processor.js')),
};

const sweeps = {
  provide: Sweeps,
  inject: [DataSource, SealAudit],
  useFactory: (dataSource: DataSource, seals: SealAudit) => new Sweeps(dataSource, [seals]),
};

@Module({ imports: [QueuesModule, DeliverJobsModule], providers: [DeliverProcessor, SealAudit, sweeps, quarantine] })
export class CourierModule {}
