export * from './near-misses.service';
export * from './planning.module';
export * from './reconsidered.query';
export * from './refusals.service';
export * from './simulation/quick-count.service';
export * from './simulation/result';
export * from './simulation/simulation.entity';
export * from './simulation/simulations.service';
