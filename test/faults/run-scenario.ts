import { Random } from '../../apps/cli/src/demo/random';
import { eventBodyFaults } from '../support/event-bodies';
import { Checker, Verdict } from './checker';
import { Client } from './client';
import type { Scenario } from './scenarios';
import type { FaultSystem } from './system';
import { Workload } from './workload';

const USUAL_LOAD = { clients: 12, pauseMs: 500 };

/** One row of the table. */
export interface Outcome extends Verdict {
  id: string;
  fault: string;
  recoverySeconds: number;
  /** Slowest hundredth of the API's answers, milliseconds. */
  apiP99: number;
  /** Approval acknowledged → first at the healthy partner, slowest hundredth, milliseconds. */
  healthyP99: number;
  note: string;
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0);
}

/** Tells stories while the fault is on, waits for the system to come to rest and holds it to the acknowledged history. */
export async function runScenario(system: FaultSystem, scenario: Scenario, seed: number, scale: number): Promise<Outcome> {
  const random = new Random(seed);
  const client = new Client(() => system.fleet.addresses);
  const workload = new Workload(client, system.players, random);
  for (const partner of system.partners) partner.reset();
  const { clients, pauseMs } = scenario.load ?? USUAL_LOAD;
  try {
    workload.start(clients, pauseMs);
    const note = await scenario.run({ system, workload, client, random, scale });
    const healed = performance.now();
    await workload.stop();
    const dead = await system.settle();
    const recoverySeconds = (performance.now() - healed) / 1000;
    await Promise.all(system.fleet.posts.map((post) => post.ready()));
    const verdict = await new Checker(system.database, system.partners).check(workload.history);
    verdict.faults.push(...workload.refusals, ...unexcused(client, scenario), ...system.fleet.takeUnexpectedEnds());
    verdict.faults.push(...(await eventBodyFaults(async (sql) => (await system.database.query(sql)).rows)));
    if (dead > 0) verdict.faults.push(`${dead} dead rows`);
    const { id, fault } = scenario;
    return {
      ...verdict,
      id,
      fault,
      recoverySeconds,
      apiP99: p99(client.waits),
      healthyP99: p99(waitsAtHealthy(system, workload)),
      note: note ?? '',
    };
  } finally {
    await workload.stop();
    await client.close();
  }
}

const unexcused = ({ troubles }: Client, { excuses = [] }: Scenario): string[] =>
  troubles.filter(({ kind }) => !excuses.includes(kind)).map(({ kind, what }) => `${kind}: ${what}`);

function waitsAtHealthy({ partners }: FaultSystem, { history }: Workload): number[] {
  const arrivals = new Map([...partners[1]!.store.values()].map(({ matchId, at }) => [matchId, at]));
  return history.flatMap(({ approvedAt, matchId }) => (approvedAt && arrivals.has(matchId!) ? [arrivals.get(matchId!)! - approvedAt] : []));
}

const CELLS = [10, 45, 13, 9, 10, 6, 9, 9, 11, 9, 12] as const;

const inCells = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, index) =>
      index < 2
        ? String(cell)
            .slice(0, CELLS[index]! - 1)
            .padEnd(CELLS[index]!)
        : String(cell).padStart(CELLS[index]!),
    )
    .join('');

export const TABLE_HEAD = inCells([
  'id', 'fault', 'acknowledged', 'matched', 'delivered', 'lost', 'doubled', 'repeats', 'recovery', 'API p99', 'healthy p99',
]); // prettier-ignore

export const tableRow = (row: Outcome): string =>
  inCells([
    row.id, row.fault, row.acknowledged, row.matched, row.delivered, row.lost.length, row.doubled.length, row.repeats,
    `${row.recoverySeconds.toFixed(1)} s`, `${row.apiP99} ms`, `${row.healthyP99} ms`,
  ]) + (row.note && `   ${row.note}`); // prettier-ignore
