import { canonicalJson, Intersection, PlannedOffer } from '@sambung/matching';
import { createHash } from 'node:crypto';

/** Pairs kept: all that a catalogue of hundreds of offers comes to while a few drafts are written. About 1 kB each. */
const MOST_PAIRS = 20_000;

/** What two offers have in common, once searched for: it depends on what they say, whatever they are called, and on the day. */
export class KnownIntersections {
  private readonly pairs = new Map<string, Intersection>();
  private asOf = '';

  /** @param search for what is not known yet */
  of(a: PlannedOffer, b: PlannedOffer, asOf: string, search: () => Intersection): Intersection {
    if (asOf !== this.asOf) this.pairs.clear();
    this.asOf = asOf;
    const key = `${digestOf(a)} ${digestOf(b)}`;
    const found = this.pairs.get(key) ?? search();
    // The oldest goes first.
    this.pairs.delete(key);
    this.pairs.set(key, found);
    if (this.pairs.size > MOST_PAIRS) this.pairs.delete(this.pairs.keys().next().value!);
    return { ...found, a: a.id, b: b.id };
  }
}

const digestOf = (offer: PlannedOffer): string =>
  createHash('sha256')
    .update(canonicalJson({ ...offer, id: '' }))
    .digest('base64');
