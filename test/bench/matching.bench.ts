import 'reflect-metadata';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import * as allocation from './allocation.bench';
import { compareEngines, scalingTable } from './matching/engines';
import { makeMarket } from './matching/market';
import { compareShipped } from './matching/shipped';
import { compareStores } from './matching/store';

/** What ends in some three minutes on two busy cores; the full sizes are in docs/scale.md. */
const DEFAULTS = { profiles: '40000', offers: '20000', actors: '1000' };

function sizeOf(name: string, text: string): number {
  const size = Number(text);
  if (!Number.isSafeInteger(size) || size < 1) throw new Error(`--${name}: a whole number from 1, not ${text}`);
  return size;
}

/**
 * The engine, one profile, one offer, the store, allocation and memory, each against a baseline in the same run.
 * `--profiles`, `--offers` and `--actors` set sizes; `--only engines|shipped|scaling|store|allocation` runs one part.
 */
export async function run(): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options: { profiles: option, offers: option, actors: option, only: option, applicants: option } }); // prettier-ignore
  const given = { ...DEFAULTS, ...values };
  const [profiles, offers, actors] = [sizeOf('profiles', given.profiles), sizeOf('offers', given.offers), sizeOf('actors', given.actors)];
  console.log(
    `${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)}: lines timed by the clock (one profile, COPY, jobs) suffer from others' work`,
  );
  const wants = (part: string) => given.only === undefined || given.only === part;
  const needsMarket = wants('engines') || wants('store');
  const market = needsMarket ? makeMarket(offers, profiles) : undefined;
  if (market && wants('engines')) await compareEngines(market);
  if (wants('engines') || wants('shipped')) compareShipped();
  if (wants('scaling')) scalingTable([10_000, profiles].filter((size, at) => at === 0 || size > 10_000), [100, 2_000, offers]); // prettier-ignore
  if (market && wants('store')) await compareStores(market, actors);
  if (wants('allocation')) await allocation.run();
}
