import { runScenario, TABLE_HEAD, tableRow } from './run-scenario';
import { Scenario } from './scenarios';
import { FaultSystem } from './system';

const LONGEST_MS = 600_000;

/** The seed of every choice; `FAULTS_SEED` repeats a run. */
const SEED = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1e9));

/**
 * One test a fault, on one running system as long as it holds: a trace that a fault leaves fails the next one.
 * @param scale share of the full length that every fault lasts
 */
export function describeFaults(title: string, scenarios: readonly Scenario[], scale: number): void {
  describe(title, () => {
    let system: FaultSystem | undefined;
    const rows: string[] = [];

    beforeAll(async () => {
      system = await FaultSystem.start();
    }, LONGEST_MS);

    afterAll(async () => {
      await system?.stop();
      process.stdout.write(`\nseed ${SEED} (FAULTS_SEED repeats it)\n${[TABLE_HEAD, ...rows].join('\n')}\n\n`);
    }, LONGEST_MS);

    it.each(scenarios)(
      '$id: nothing is lost and nothing is doubled while $fault',
      async (scenario) => {
        if (scenario.onVolume) {
          await system?.stop();
          system = (await FaultSystem.start(true)) ?? undefined;
          if (!system) {
            rows.push(`${scenario.id.padEnd(10)}SKIPPED: ${scenario.fault} needs the right to mount a disk`);
            return process.stderr.write(`\n*** ${rows.at(-1)} ***\n`);
          }
        }
        system ??= await FaultSystem.start();
        try {
          const outcome = await runScenario(system, scenario, SEED, scale);
          rows.push(tableRow(outcome));
          const { lost, doubled, faults, acknowledged } = outcome;
          expect({ seed: SEED, lost, doubled, faults }).toEqual({ seed: SEED, lost: [], doubled: [], faults: [] });
          expect(acknowledged).toBeGreaterThan(0);
        } catch (error) {
          if (!rows.some((row) => row.startsWith(`${scenario.id} `)))
            rows.push(`${scenario.id.padEnd(10)}FAILED: ${(error as Error).message.split('\n')[0]}`);
          await system.stop();
          system = undefined;
          throw error;
        }
        if (scenario.onVolume) {
          await system.stop();
          system = undefined;
        }
      },
      LONGEST_MS,
    );
  });
}
