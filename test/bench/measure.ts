import { readFileSync } from 'node:fs';
import type { Client } from 'pg';

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Milliseconds of processor time that this process has had: unlike the clock's they do not count what others on the machine do. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The process of the server that works for a connection. */
export async function backendOf(client: Client): Promise<number> {
  return (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
}

/** Milliseconds of processor time that a server process has had, in steps of ten; Linux alone tells. */
export function serverMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Median milliseconds of processor time of a piece of work, and what it gave the last time. */
export function timed<T>(repeats: number, work: () => T): { value: T; ms: number } {
  const taken: number[] = [];
  let value: T;
  for (let run = 0; run < repeats; run++) {
    const start = processorMs();
    value = work();
    taken.push(processorMs() - start);
  }
  return { value: value!, ms: median(taken) };
}

/** A small generator of numbers in [0, 1), the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One line of a table: what, ours, the other, how many times, and what was aimed at. */
export const line = (what: string, ours: string, other: string, ratio: string, aim = ''): void =>
  console.log(`${what.padEnd(46)}${ours.padStart(16)}${other.padStart(38)}${ratio.padStart(12)}${aim && `  aim ${aim}`}`);

export const times = (ratio: number): string => `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio).toLocaleString('en')}×`;

/** Nanoseconds in the unit that reads best. */
export function ns(nanoseconds: number): string {
  if (nanoseconds < 1_000) return `${nanoseconds.toFixed(nanoseconds < 10 ? 2 : 0)} ns`;
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toFixed(nanoseconds < 1e4 ? 2 : 1)} µs`;
  return nanoseconds < 1e9 ? `${(nanoseconds / 1e6).toFixed(nanoseconds < 1e7 ? 2 : 1)} ms` : `${(nanoseconds / 1e9).toFixed(2)} s`;
}

export const count = (value: number): string => Math.round(value).toLocaleString('en');
