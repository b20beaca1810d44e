import { MatchesModule } from '@sambung/matches';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NearMissesService } from './near-misses.service';
import { Refusals } from './refusals.service';
import { QuickCounts } from './simulation/quick-count.service';
import { Simulation } from './simulation/simulation.entity';
import { Simulations } from './simulation/simulations.service';

const SERVICES = [NearMissesService, QuickCounts, Refusals, Simulations];

@Module({ imports: [MatchesModule, TypeOrmModule.forFeature([Simulation])], providers: SERVICES, exports: SERVICES })
export class PlanningModule {}
