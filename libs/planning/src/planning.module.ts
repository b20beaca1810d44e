import { MatchesModule } from '@sambung/matches';
import { Module } from '@nestjs/common';
import { NearMissesService } from './near-misses.service';
import { Refusals } from './refusals.service';
import { Simulation } from './simulation/simulation.service';

const SERVICES = [NearMissesService, Refusals, Simulation];

@Module({ imports: [MatchesModule], providers: SERVICES, exports: SERVICES })
export class PlanningModule {}
