import type { LedgerEntry, SourceFreshness, Waiver } from '@sambung/matching';

/** Help that an actor and others on the same family card received; the card by its digest. */
export interface Received {
  entries: LedgerEntry[];
  household: string | null;
}

/** What is on record of an actor that bears on one offer. */
export interface OverlapPast extends Received {
  freshness: Record<string, SourceFreshness>;
  waivers: readonly Waiver[];
}
