import { Principal } from '@sambung/accounts';
import { ClosingService, RoundsService, RunsService } from '@sambung/rounds';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import type { Step } from './round-steps';

/** Takes the step that a form asks for. Asked again, each finds its work done. */
@Injectable()
export class RoundStepTaker {
  constructor(
    private readonly rounds: RoundsService,
    private readonly closing: ClosingService,
    private readonly runs: RunsService,
  ) {}

  /**
   * @param wish.seen number of the run that the officer saw
   * @returns the step, or that it changed nothing
   */
  async take(tx: EntityManager, caller: Principal, id: string, { step, seen }: { step: Step; seen: number }): Promise<Step | 'sama'> {
    if (step === 'bagi') return (await this.runs.run(tx, caller, id)).number > seen ? 'bagi' : 'sama';
    if (step === 'buka') await this.rounds.open(tx, caller, id);
    else if (step === 'tutup') await this.closing.close(tx, caller, id);
    else await this.runs.finish(tx, caller, id);
    return step;
  }
}
