import { Truth } from '../truth';
import { clearBit, hasBit, lowestBit, setBit } from './bits';
import { Branch } from './branch';
import { CompiledOffers, Segment } from './compile-offers';
import { intersect, Planes } from './kernel';
import { OpenDay } from './open-day';
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

/** Whether some rule can be decided by the interpreter alone. */
export const hasResidue = ({ residue }: CompiledOffers): boolean => residue.some((word) => word !== 0);

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

const NOTHING_FOUND: ReturnType<typeof answered> = { found: [], refused: [] };

const planes = (words: number): Planes => ({ possible: new Int32Array(words), certain: new Int32Array(words) });

/** Matches one profile after another with all offers that stand on one day. Not for two profiles at the same time. */
export class Matcher {
  readonly eligible: TopList;
  readonly undetermined: TopList;
  private readonly branch: Branch;
  private readonly scorer: Scorer;
  private readonly planes: Planes;
  private readonly rowAt: Int32Array;
  private readonly hasResidue: boolean;

  constructor(
    private readonly offers: CompiledOffers,
    day: OpenDay,
    private readonly limits: Limits,
  ) {
    this.branch = new Branch(offers, day);
    this.scorer = new Scorer(offers, day);
    this.planes = planes(offers.words);
    this.rowAt = new Int32Array(Math.max(0, ...offers.segments.map(({ units }) => units.length)));
    this.hasResidue = hasResidue(offers);
    this.eligible = new TopList(limits.eligible);
    this.undetermined = new TopList(limits.undetermined);
  }

  /** Finds the best offers for a profile; they stand in {@link eligible} and {@link undetermined} until the next call. */
  match(candidate: Candidate): void {
    const segments = this.decideAll(candidate);
    const { certain, possible } = this.planes;
    this.scorer.begin(candidate.record, candidate.at);
    this.eligible.clear();
    this.undetermined.clear();
    for (const segment of segments) this.rank(segment, certain, undefined, this.eligible);
    if (this.eligible.count >= this.limits.inAll) return;
    for (const segment of segments) this.rank(segment, possible, certain, this.undetermined);
  }

  /**
   * The verdict of every offer: 2 eligible, 1 undetermined, 0 neither, be it that the rule refuses or that the offer does not stand.
   * @returns by index of the offer
   */
  verdicts(candidate: Candidate): Uint8Array {
    const { offerAt } = this.offers;
    const verdicts = new Uint8Array(offerAt.length);
    for (const { firstWord, words } of this.decideAll(candidate)) {
      for (let slot = firstWord * 32; slot < (firstWord + words) * 32; slot += 1) {
        if (hasBit(this.planes.possible, slot)) verdicts[offerAt[slot]!] = hasBit(this.planes.certain, slot) ? 2 : 1;
      }
    }
    return verdicts;
  }

  /** Sets the planes of the segments that the profile meets. */
  private decideAll({ record, at, findings, decide }: Candidate): readonly Segment[] {
    const { branch, offers, planes, rowAt } = this;
    if (branch.enter(record, at)) this.scorer.enter(branch.region);
    const { found, refused } = findings ? answered(offers, findings) : NOTHING_FOUND;
    const settled = found.filter((slot) => hasBit(branch.certainOnceFound, slot));
    for (const slot of settled) setBit(branch.certain, slot);
    for (const segment of branch.segments) intersect(offers, segment, { record, at, rowAt }, branch, planes);
    for (const slot of settled) clearBit(branch.certain, slot);
    for (const slot of refused) this.refuse(slot);
    if (this.hasResidue) this.decideResidue(decide);
    return branch.segments;
  }

  private refuse(slot: number): void {
    clearBit(this.planes.possible, slot);
    clearBit(this.planes.certain, slot);
  }

  private decideResidue(decide: Decide | undefined): void {
    const { planes, offers } = this;
    if (!decide) throw new TypeError('some rules need the interpreter: say how to decide them');
    for (const { firstWord, words } of this.branch.segments) {
      for (let word = firstWord; word < firstWord + words; word += 1) {
        for (let left = planes.possible[word]! & offers.residue[word]!; left !== 0; left &= left - 1) {
          const slot = word * 32 + lowestBit(left);
          const value = decide(offers.offerAt[slot]!);
          if (value === 'T') setBit(planes.certain, slot);
          if (value === 'F') this.refuse(slot);
        }
      }
    }
  }

  private rank({ firstWord, words }: Segment, plane: Int32Array, without: Int32Array | undefined, list: TopList): void {
    for (let word = firstWord; word < firstWord + words; word += 1) {
      for (let left = plane[word]! & ~(without?.[word] ?? 0); left !== 0; left &= left - 1)
        list.add(this.scorer.key(word * 32 + lowestBit(left)));
    }
  }

  /** The best offers for the last profile, best first. */
  top(): readonly Suggested[] {
    const { eligible, undetermined, limits } = this;
    const listed = ({ keys, count }: TopList, verdict: Suggested['verdict']) =>
      [...keys.subarray(0, count)].map((key) => this.suggested(key, verdict));
    return [...listed(eligible, 'eligible'), ...listed(undetermined, 'undetermined')].slice(0, limits.inAll);
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
}
