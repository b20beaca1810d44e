import { Truth } from '../truth';
import { clearBit, hasBit, lowestBit, setBit } from './bits';
import { Branch } from './branch';
import { CompiledOffers } from './compile-offers';
import { intersect, Plane, Planes, roomForRows } from './kernel';
import { OpenDay } from './open-day';
import { Ranking } from './ranking';
import { Scorer } from './scorer';
import { TopList } from './top-list';

/** How many offers to keep for a profile. */
export interface Limits {
  eligible: number;
  undetermined: number;
  /** Of both; eligible ones come first. */
  inAll: number;
}

/** What officers found about one profile: the answer to each check. */
export type Findings = Readonly<Record<string, { value: boolean }>>;

/** The interpreter's word on an offer whose rule no record decides. @param offer index among the compiled offers */
export type Decide = (offer: number) => Truth;

/** One profile: its record, and what few profiles have beside it. */
export interface Candidate {
  record: Uint16Array;
  /** Where the record begins. */
  at: number;
  findings?: Findings;
  /** Needed when `hasResidue(offers)`. */
  decide?: Decide;
}

export interface Suggested {
  /** Index among the compiled offers. */
  offer: number;
  ordinal: number;
  verdict: 'eligible' | 'undetermined';
  /** Basis points; null when nothing about the fit is known. */
  fit: number | null;
  coverage: number;
}

/** The fit, among numbers, of an offer about which nothing is known. */
export const NO_FIT = 0xffff;

/** Whether some rule can be decided by the interpreter alone. */
const hasResidue = ({ residue }: CompiledOffers): boolean => residue.some((word) => word !== 0);

/** The slots for which all findings are in and as wanted, and those for which one is not as wanted. */
function answered({ waits, findingsNeeded }: CompiledOffers, findings: Findings): { found: readonly number[]; refused: readonly number[] } {
  const known = Object.entries(findings).flatMap(([check, { value }]) =>
    (waits.get(check) ?? []).map(({ slot, wanted }) => ({ slot, met: value === wanted })),
  );
  const met = new Map<number, number>();
  for (const wait of known) if (wait.met) met.set(wait.slot, (met.get(wait.slot) ?? 0) + 1);
  return {
    found: [...met].filter(([slot, count]) => count === findingsNeeded[slot]).map(([slot]) => slot),
    refused: known.filter((wait) => !wait.met).map(({ slot }) => slot),
  };
}

const plane = (of: keyof Planes, { [of]: base }: Planes): Plane => ({ of, base, result: new Int32Array(base.length) });

/** Matches one profile after another with all offers that stand on one day. Not for two profiles at the same time. */
export class Matcher {
  readonly eligible: TopList;
  readonly undetermined: TopList;
  private readonly branch: Branch;
  private readonly scorer: Scorer;
  private readonly ranking: Ranking;
  private readonly certain: Plane;
  private readonly possible: Plane;
  private readonly rowAt: Int32Array;
  private readonly hasResidue: boolean;

  constructor(
    private readonly offers: CompiledOffers,
    day: OpenDay,
    private readonly limits: Limits,
  ) {
    this.branch = new Branch(offers, day);
    this.scorer = new Scorer(offers, day);
    this.ranking = new Ranking(offers, day, this.scorer);
    this.certain = plane('certain', this.branch);
    this.possible = plane('possible', this.branch);
    this.rowAt = roomForRows(Math.max(...offers.segments.map(({ units }) => units.length)));
    this.hasResidue = hasResidue(offers);
    this.eligible = new TopList(limits.eligible);
    this.undetermined = new TopList(limits.undetermined);
  }

  /** Finds the best offers for a profile; they stand in {@link eligible} and {@link undetermined} until the next call. */
  match(candidate: Candidate): void {
    const takeBack = this.begin(candidate);
    try {
      this.decide(candidate);
      this.rank(candidate);
    } finally {
      takeBack?.();
    }
  }

  private rank(candidate: Candidate): void {
    const { certain, possible, ranking, eligible, undetermined } = this;
    const { segments } = this.branch;
    const { inAll } = this.limits;
    ranking.begin(candidate.record, candidate.at);
    eligible.clear();
    undetermined.clear();
    ranking.rank(segments, certain.result, undefined, eligible);
    if (eligible.count >= inAll) return;
    undetermined.clear(inAll - eligible.count);
    if (!this.hasResidue) this.meet(possible, candidate);
    ranking.rank(segments, possible.result, certain.result, undetermined);
  }

  /**
   * The verdict of every offer: 2 eligible, 1 undetermined, 0 neither, be it that the rule refuses or that the offer does not stand.
   * @returns by index of the offer
   */
  verdicts(candidate: Candidate): Uint8Array {
    const { certain, possible } = this;
    const { offerAt } = this.offers;
    const takeBack = this.begin(candidate);
    try {
      this.decide(candidate);
      if (!this.hasResidue) this.meet(possible, candidate);
    } finally {
      takeBack?.();
    }
    const verdicts = new Uint8Array(offerAt.length);
    for (const { firstWord, words } of this.branch.segments) {
      for (let slot = firstWord * 32; slot < (firstWord + words) * 32; slot += 1) {
        if (hasBit(possible.result, slot)) verdicts[offerAt[slot]!] = hasBit(certain.result, slot) ? 2 : 1;
      }
    }
    return verdicts;
  }

  /**
   * Chooses the segments that the profile meets, with what its findings leave of them.
   * @returns what takes the findings back, when there are any
   */
  private begin({ record, at, findings }: Candidate): (() => void) | undefined {
    const { branch, offers } = this;
    if (branch.enter(record, at)) this.ranking.enter(branch.segments, branch.region);
    if (!findings) return undefined;
    const { found, refused } = answered(offers, findings);
    const settled = found.filter((slot) => hasBit(branch.certainOnceFound, slot));
    const ruledOut = refused.filter((slot) => hasBit(branch.possible, slot));
    for (const slot of settled) setBit(branch.certain, slot);
    for (const slot of ruledOut) clearBit(branch.possible, slot);
    return () => {
      for (const slot of settled) clearBit(branch.certain, slot);
      for (const slot of ruledOut) setBit(branch.possible, slot);
    };
  }

  /** Sets one plane of the segments that the profile meets. */
  private meet(plane: Plane, { record, at }: Candidate): void {
    const { offers, rowAt } = this;
    const one = { record, at, rowAt };
    for (const segment of this.branch.segments) intersect(offers, segment, one, plane);
  }

  /** Sets the plane of what is certain; where the interpreter is needed for that, the plane of what is possible too. */
  private decide(candidate: Candidate): void {
    this.meet(this.certain, candidate);
    if (!this.hasResidue) return;
    this.meet(this.possible, candidate);
    this.decideResidue(candidate.decide);
  }

  private decideResidue(decide: Decide | undefined): void {
    const { offers, certain, possible } = this;
    if (!decide) throw new TypeError('some rules need the interpreter: say how to decide them');
    for (const { firstWord, words } of this.branch.segments) {
      for (let word = firstWord; word < firstWord + words; word += 1) {
        for (let left = possible.result[word]! & offers.residue[word]!; left !== 0; left &= left - 1) {
          const slot = word * 32 + lowestBit(left);
          const value = decide(offers.offerAt[slot]!);
          if (value === 'T') setBit(certain.result, slot);
          if (value === 'F') clearBit(possible.result, slot);
        }
      }
    }
  }

  /** The best offers for the last profile, best first. */
  top(): readonly Suggested[] {
    const { eligible, undetermined } = this;
    const listed = ({ keys }: TopList, count: number, verdict: Suggested['verdict']) =>
      Array.from(keys.subarray(0, count), (key) => this.suggested(key, verdict));
    return [...listed(eligible, this.counts(eligible), 'eligible'), ...listed(undetermined, this.counts(undetermined), 'undetermined')];
  }

  /** How many offers of a list are among the best of all. */
  private counts(list: TopList): number {
    const { inAll } = this.limits;
    const certain = Math.min(this.eligible.count, inAll);
    return list === this.eligible ? certain : Math.min(list.count, inAll - certain);
  }

  private suggested(key: number, verdict: Suggested['verdict']): Suggested {
    const { scorer, offers } = this;
    const slot = scorer.slotOf(key);
    return {
      offer: offers.offerAt[slot]!,
      ordinal: offers.ordinals[slot]!,
      verdict,
      fit: scorer.totalOf(key),
      coverage: scorer.coverageOf(key),
    };
  }

  /**
   * {@link top} as numbers, for those who write many: four an offer, its ordinal, 0 for eligible or 1 for undetermined, fit and coverage in basis
   * points, {@link NO_FIT} when nothing about the fit is known.
   * @param into room for `4 × inAll` numbers
   * @returns how many offers
   */
  topNumbers(into: Uint32Array): number {
    const certain = this.write(this.eligible, 0, into, 0);
    return certain + this.write(this.undetermined, 1, into, certain);
  }

  private write(list: TopList, verdict: number, into: Uint32Array, from: number): number {
    const { scorer, offers } = this;
    const count = this.counts(list);
    for (let place = 0; place < count; place += 1) {
      const key = list.keys[place]!;
      const at = (from + place) * 4;
      into[at] = offers.ordinals[scorer.slotOf(key)]!;
      into[at + 1] = verdict;
      into[at + 2] = scorer.totalOf(key) ?? NO_FIT;
      into[at + 3] = scorer.coverageOf(key);
    }
    return count;
  }
}
