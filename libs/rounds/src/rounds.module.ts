import { AccountsModule } from '@sambung/accounts';
import { MatchesModule } from '@sambung/matches';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssessmentService } from './assessment.service';
import { ClosingService } from './closing.service';
import { OutcomeWriter } from './outcome-writer.service';
import { Clearance, Ranking } from './ranking.entity';
import { RankingsService } from './rankings.service';
import { ResultsService } from './results.service';
import { Round, RoundBatch, RoundStep } from './round.entity';
import { RoundSheets } from './round-sheet.service';
import { RoundsService } from './rounds.service';
import { Run, Seat } from './run.entity';
import { RunsService } from './runs.service';
import { SeatOutcomes } from './seat-outcomes.service';
import { SeatPlan } from './seat-plans/seat-plan.entity';
import { SeatPlans } from './seat-plans/seat-plans.service';
import { SeatsService } from './seats.service';

const SERVICES = [
  ClosingService,
  RankingsService,
  ResultsService,
  RoundSheets,
  RoundsService,
  RunsService,
  SeatOutcomes,
  SeatPlans,
  SeatsService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Clearance, Ranking, Round, RoundBatch, RoundStep, Run, Seat, SeatPlan]),
    AccountsModule,
    MatchesModule,
  ],
  providers: [...SERVICES, AssessmentService, OutcomeWriter],
  exports: SERVICES,
})
export class RoundsModule {}
