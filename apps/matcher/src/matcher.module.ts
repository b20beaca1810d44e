import { AccountsModule } from '@sambung/accounts';
import { Config, ConfigModule } from '@sambung/config';
import { DatabaseModule } from '@sambung/database';
import { EventsModule, Quarantine, QueuesModule, Sweep, Sweeps } from '@sambung/events';
import { MatchesModule } from '@sambung/matches';
import { PlanningModule } from '@sambung/planning';
import { RoundsModule } from '@sambung/rounds';
import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { CatalogueJobs } from './catalogue-jobs.service';
import { MatchJobs } from './match-jobs.service';
import { MatchProcessor, RematchProcessor } from './match.processor';
import { MatcherJobs } from './matcher-jobs.service';
import { NotifyOwner } from './notify-owner.service';
import { OvertakenResults } from './overtaken-results.service';
import { Retention } from './retention.service';
import { RightsAlarm } from './rights-alarm.service';
import { TellOfTrouble } from './tell-of-trouble.service';
import { UnansweredSeats } from './unanswered-seats.service';
import { UnconfirmedOffers } from './unconfirmed-offers.service';

/** The work alone, without consuming a queue: what the quarantined process needs. */
@Module({
  imports: [ConfigModule, DatabaseModule.forProcess('worker'), EventsModule, AccountsModule, MatchesModule, PlanningModule],
  providers: [CatalogueJobs, MatchJobs, MatcherJobs, NotifyOwner, TellOfTrouble],
  exports: [MatcherJobs, MatchesModule],
})
export class MatchJobsModule {}

const quarantine = {
  provide: Quarantine,
  inject: [Config],
  useFactory: (config: Config) => new Quarantine(config, 'match', join(__dirname, 'quarantine.processor.js')),
};

const SWEEPS = [OvertakenResults, UnansweredSeats, UnconfirmedOffers, RightsAlarm, Retention];

const sweeps = {
  provide: Sweeps,
  inject: [DataSource, ...SWEEPS],
  useFactory: (dataSource: DataSource, ...all: Sweep[]) => new Sweeps(dataSource, all),
};

@Module({
  imports: [QueuesModule, MatchJobsModule, RoundsModule],
  providers: [MatchProcessor, RematchProcessor, ...SWEEPS, sweeps, quarantine],
})
export class MatcherModule {}
