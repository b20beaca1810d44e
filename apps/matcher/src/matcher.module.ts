import { AccountsModule } from '@sambung/accounts';
import { Config, ConfigModule } from '@sambung/config';
import { DatabaseModule } from '@sambung/database';
import { EventsModule, Quarantine, QueuesModule } from '@sambung/events';
import { MatchesModule } from '@sambung/matches';
import { PlanningModule } from '@sambung/planning';
import { RoundsModule } from '@sambung/rounds';
import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { Breakpoints } from './breakpoints.service';
import { CatalogueJobs } from './catalogue-jobs.service';
import { MatchJobs } from './match-jobs.service';
import { MatchProcessor, RematchProcessor } from './match.processor';
import { MatcherJobs } from './matcher-jobs.service';
import { NotifyOwner } from './notify-owner.service';
import { Retention } from './retention.service';
import { RightsAlarm } from './rights-alarm.service';
import { UnconfirmedOffers } from './unconfirmed-offers.service';

/** The work alone, without consuming a queue: what the quarantined process needs. */
@Module({
  imports: [ConfigModule, DatabaseModule.forProcess('worker'), EventsModule, AccountsModule, MatchesModule, PlanningModule],
  providers: [CatalogueJobs, MatchJobs, MatcherJobs, NotifyOwner],
  exports: [MatcherJobs, MatchesModule],
})
export class MatchJobsModule {}

const quarantine = {
  provide: Quarantine,
  inject: [Config],
  useFactory: (config: Config) => new Quarantine(config, 'match', join(__dirname, 'quarantine.processor.js')),
};

@Module({
  imports: [QueuesModule, MatchJobsModule, RoundsModule],
  providers: [MatchProcessor, RematchProcessor, Breakpoints, Retention, RightsAlarm, UnconfirmedOffers, quarantine],
})
export class MatcherModule {}
