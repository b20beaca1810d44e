import { inTransaction } from '@sambung/database';
import { MatchesModule, RematchProgress, Rematches } from '@sambung/matches';
import { checkRegion } from '@sambung/reference';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { configOfSystem } from './running-config';
import { withServices } from './seed/seed-context';

export interface RematchOptions {
  all?: boolean;
  region?: string;
  pause?: boolean;
  resume?: boolean;
  status?: boolean;
  detach?: boolean;
}

const LOOK_EVERY_MS = 500;
/** Without a terminal a line is printed less often. */
const LINE_EVERY_MS = 5_000;

const number = (value: number): string => Math.round(value).toLocaleString('en');

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return seconds < 3600 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;

/** One line on how far it is. @param rate actors a second; null before anything is known */
export function progressLine({ rematch, actors, matched, parts, partsDone }: RematchProgress, rate: number | null): string {
  const share = actors === 0 ? 100 : Math.min(100, Math.floor((matched * 100) / actors));
  const done = `${number(matched)} of ${number(actors)} actors (${share} %), ${number(partsDone)} of ${number(parts)} parts`;
  if (rematch.finishedAt) return `finished: ${done}, in ${duration(secondsBetween(rematch.requestedAt, rematch.finishedAt))}`;
  if (rematch.pausedAt) return `paused: ${done}; go on with --resume`;
  if (rate === null) return `under way: ${done}`;
  if (rate === 0) return `${done}; waiting for a matcher`;
  return `${done}, ${number(rate)} a second, ${duration(Math.max(0, actors - matched) / rate)} left`;
}

const inOneLine = (text: string): void => {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${text}`);
  else console.log(`  ${text}`);
};

/** Follows a re-match to its end or pause. Ending the command does not end the re-match. */
async function watch(read: () => Promise<RematchProgress>): Promise<void> {
  const first = { at: performance.now(), matched: (await read()).matched };
  let printedAt = -Infinity;
  for (;;) {
    await wait(LOOK_EVERY_MS);
    const progress = await read();
    const now = performance.now();
    const isOver = progress.rematch.finishedAt !== null || progress.rematch.pausedAt !== null;
    if (process.stdout.isTTY || isOver || now - printedAt >= LINE_EVERY_MS) {
      inOneLine(progressLine(progress, ((progress.matched - first.matched) * 1000) / (now - first.at)));
      printedAt = now;
    }
    if (isOver) break;
  }
  if (process.stdout.isTTY) console.log();
}

/** What the options ask for; they exclude one another. */
function wish({ all, region, pause, resume, status }: RematchOptions): 'start' | 'pause' | 'resume' | 'status' {
  const asked = Object.entries({ start: all || region, pause, resume, status }).filter(([, value]) => value);
  if (asked.length !== 1) throw new Error('say one of --all, --region with a Kemendagri code, --status, --pause, --resume');
  return asked[0]![0] as ReturnType<typeof wish>;
}

function checkedRegion(region: string | undefined): string | null {
  const checked = region ? checkRegion(region) : null;
  if (checked && !checked.ok) throw new Error(`--region: ${checked.reason.en}`);
  return region ?? null;
}

/** Asks for many actors to be matched again, and follows, pauses or resumes what was asked for. */
export async function rematch(options: RematchOptions): Promise<void> {
  const what = wish(options);
  const region = checkedRegion(options.region);
  const work = async (rematches: Rematches, dataSource: DataSource): Promise<void> => {
    const read = (id?: string) => inTransaction(dataSource, (tx) => rematches.progress(tx, id));
    if (what === 'start') {
      const { id, isNew } = await inTransaction(dataSource, (tx) => rematches.start(tx, region));
      console.log(
        isNew ? 'Matching again; Ctrl-C leaves it running.' : 'A re-match is under way already; this follows it. Ctrl-C leaves it running.',
      );
      return options.detach ? undefined : watch(async () => (await read(id))!);
    }
    if (what !== 'status' && !(await inTransaction(dataSource, (tx) => rematches[what](tx))))
      return console.log('No re-match is under way.');
    const progress = await read();
    if (what === 'resume' && !options.detach) return watch(async () => (await read(progress!.rematch.id))!);
    console.log(progress ? progressLine(progress, null) : 'No re-match was ever asked for.');
  };
  const { config } = configOfSystem();
  await withServices(config, (services) => work(services.get(Rematches), services.get(DataSource)), [MatchesModule]);
}
