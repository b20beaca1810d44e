import { CompiledOffers, Matcher, OpenDay } from '@sambung/matching';
import { binaryTuples, packNumbers } from '@sambung/matches';
import { parentPort, workerData } from 'node:worker_threads';
import { LIMITS } from './market';

export interface CopyWork {
  compiled: CompiledOffers;
  day: OpenDay;
  records: Uint16Array<SharedArrayBuffer>;
}

/** The id of an invented actor. */
export const actorIdOf = (index: number): string => `00000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;

const FACTS_HASH = '0'.repeat(64);

/** What a COPY gets of the profiles from `from` to before `to`: matched, packed and encoded. */
export function tuplesOf(matcher: Matcher, { compiled, records, day }: CopyWork, from: number, to: number): Buffer {
  const numbers = new Uint32Array(LIMITS.inAll * 4);
  return binaryTuples(
    Array.from({ length: to - from }, (_, offset) => {
      matcher.match({ record: records, at: (from + offset) * compiled.width });
      const packed = packNumbers(numbers, matcher.topNumbers(numbers));
      return { actorId: actorIdOf(from + offset), packed, factsHash: FACTS_HASH, engine: '1', asOf: day.asOf, validUntil: null };
    }),
  );
}

if (parentPort) {
  const port = parentPort;
  const work = workerData as CopyWork;
  const matcher = new Matcher(work.compiled, work.day, LIMITS);
  port.on('message', ({ from, to }: { from: number; to: number }) => {
    const bytes = new Uint8Array(tuplesOf(matcher, work, from, to));
    port.postMessage(bytes, [bytes.buffer]);
  });
}
