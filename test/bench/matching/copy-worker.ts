import { CompiledOffers, Matcher, OpenDay } from '@sambung/matching';
import { binaryTuples, NewSuggestion, packNumbers } from '@sambung/matches';
import { parentPort, workerData } from 'node:worker_threads';
import { LIMITS } from './market';

export interface CopyWork {
  compiled: CompiledOffers;
  day: OpenDay;
  records: Uint16Array<SharedArrayBuffer>;
  size: number;
}

const FACTS_HASH = '0'.repeat(64);

/** Makes what a COPY gets of a range of profiles: matched, packed and encoded. */
export class TupleMaker {
  private readonly matcher: Matcher;
  /** As a matcher has them with the facts. */
  private readonly ids: readonly string[];
  private readonly numbers = new Uint32Array(LIMITS.inAll * 4);

  constructor(private readonly work: CopyWork) {
    this.matcher = new Matcher(work.compiled, work.day, LIMITS);
    this.ids = Array.from({ length: work.size }, (_, index) => `00000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`);
  }

  tuples({ from, to }: { from: number; to: number }): Buffer {
    return binaryTuples(Array.from({ length: to - from }, (_, offset) => this.row(from + offset)));
  }

  private row(index: number): NewSuggestion {
    const { matcher, numbers, work } = this;
    matcher.match({ record: work.records, at: index * work.compiled.width });
    const packed = packNumbers(numbers, matcher.topNumbers(numbers));
    return { actorId: this.ids[index]!, packed, factsHash: FACTS_HASH, engine: '1', asOf: work.day.asOf, validUntil: null };
  }
}

if (parentPort) {
  const port = parentPort;
  const maker = new TupleMaker(workerData as CopyWork);
  port.on('message', (chunk: { from: number; to: number }) => {
    const bytes = new Uint8Array(maker.tuples(chunk));
    port.postMessage(bytes, [bytes.buffer]);
  });
}
