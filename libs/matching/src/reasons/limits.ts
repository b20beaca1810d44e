/** Bounds of a search, so that no rule can make it hang. What lies beyond them is not found; it is never found wrongly. */
export interface Limits {
  /** Unlocks or plans returned, cheapest first. */
  results: number;
  /** Steps in one unlock. */
  steps: number;
  /** Ways kept at each node of the rule. */
  ways: number;
  /** Days on which the rule is tried. */
  days: number;
  /** Values tried for one fact. */
  values: number;
  /** Units of work (a leaf evaluated, two ways united) in one call. */
  work: number;
  /** Offers one after another in a plan, the target included. */
  depth: number;
  /** Offers looked at for one plan; one that serves two others is looked at for each. */
  searches: number;
}

export const LIMITS: Limits = { results: 3, steps: 16, ways: 16, days: 16, values: 64, work: 200_000, depth: 6, searches: 64 };

/** What is left of the work that one call may do, and whether anything was left out for want of it. */
export class Budget {
  /** Once something was left out, what was not found may exist all the same. */
  cut = false;

  constructor(private left: number) {}

  /** @returns false once the work is used up */
  spend(units: number): boolean {
    this.left -= units;
    this.cut ||= this.left < 0;
    return this.left >= 0;
  }
}
