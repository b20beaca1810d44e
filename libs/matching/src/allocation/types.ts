import { Text } from '../facts';

/** SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits. The library is pure, so the caller passes the function in. */
export type Sha256 = (text: string) => string;

/** Seats kept for one group while it wants them; what it leaves is open to all. */
export interface Reserve {
  group: string;
  seats: number;
}

/** One batch of an offer: what an applicant ranks. */
export interface OfferSeats {
  id: string;
  capacity: number;
  /** Name of the published priority formula; offers with the same name share one order of applicants. Default: the offer's own id. */
  priority?: string;
  reserves?: readonly Reserve[];
}

/** A ceiling over several offers together: a programme, an institution, a funding line. */
export interface Quota {
  id: string;
  capacity: number;
  /** Ids of all offers below it. Any two quotas must be disjoint or one inside the other; the nesting follows from that. */
  offers: readonly string[];
  reserves?: readonly Reserve[];
}

export interface CapacityTree {
  offers: readonly OfferSeats[];
  quotas: readonly Quota[];
}

/** Who takes part: eligible, with confirmed choices and points over verified facts. */
export interface Applicant {
  id: string;
  /** Ids of offers, the most wanted first. */
  choices: readonly string[];
  /** Priority points for each choice, in the order of `choices`: whole numbers from 0 to 1,000,000, more is better. */
  points: readonly number[];
  /** Groups that reserves may name. At a node that reserves for several of them, the first that the node lists counts. */
  groups?: readonly string[];
}

/** What one run needs. A run after declined or expired seats has the same applicants, so that the list hash still holds. */
export interface Round {
  tree: CapacityTree;
  applicants: readonly Applicant[];
  /** Seats already accepted, applicant to offer: they stay. */
  fixed?: Readonly<Record<string, string>>;
  /** Applicants who have left the round. */
  withdrawn?: readonly string[];
}

/**
 * What it takes to get in: nothing (`open`), more than (points, ticket) of the last one admitted, or there is no way (`closed`: no seat, or all
 * accepted). Of two with equal points the smaller ticket wins.
 */
export type CutOff = 'open' | 'closed' | { points: number; ticket: string };

export interface CutOffs {
  others: CutOff;
  /** For members of each group that has reserved seats where this offer stands. */
  groups: Readonly<Record<string, CutOff>>;
}

/** The result of one run, every offer listed. */
export interface Allocation {
  /** Offer to applicants, sorted by id. */
  matching: Readonly<Record<string, readonly string[]>>;
  /** Offer to those who want it more than what they hold, first in line first. Who gets a freed seat is decided by the next run. */
  waiting: Readonly<Record<string, readonly string[]>>;
  cutOffs: Readonly<Record<string, CutOffs>>;
}

/** The common lottery of a round, revealed. All four are 64 hexadecimal digits. */
export interface Draw {
  commitment: string;
  secret: string;
  listHash: string;
  seed: string;
}

/** All that a stranger needs to check a matching: preferences and priorities (in `applicants`), seed, tree and matching. */
export interface Certificate extends Required<Round> {
  draw: Draw;
  matching: Allocation['matching'];
}

/** One fault of a tree or a round: the node or applicant it is about, what is wrong and how to mend it. */
export interface AllocationFault {
  code: string;
  node: string;
  text: Text;
}

/** The round cannot be run with the guarantees that are promised; `faults` says why. */
export class AllocationRefused extends Error {
  constructor(readonly faults: readonly AllocationFault[]) {
    super(faults.map(({ text }) => text.en).join('\n'));
    this.name = 'AllocationRefused';
  }
}
