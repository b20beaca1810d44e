import { Choices } from './choices';
import { Goal, isMet } from './goal';

/** By variable, the place of its choice; undefined where the goal holds whatever becomes of it. */
export type Assignment = readonly (number | undefined)[];

/** `none`: no choice of values meets the goal. `gaveUp`: the steps ran out first. */
export type SearchResult = { outcome: 'found'; assignment: Assignment } | { outcome: 'none' } | { outcome: 'gaveUp' };

/**
 * Backtracking over the choices of one problem. The variable with the fewest choices left goes first, and a choice goes as soon as the
 * goal can no longer be met with it, so that conflicts show at the top of the tree.
 */
class Search {
  private spent = 0;

  constructor(
    private readonly goal: Goal,
    private readonly choices: readonly Choices[],
    private readonly steps: number,
  ) {}

  run(): SearchResult {
    if (!this.canMeet([])) return { outcome: this.isSpent() ? 'gaveUp' : 'none' };
    const assignment = this.extend([]);
    if (assignment) return { outcome: 'found', assignment };
    return { outcome: this.isSpent() ? 'gaveUp' : 'none' };
  }

  private readonly isSpent = (): boolean => this.spent > this.steps;

  private grants(variable: number, choice: number, wish: number): boolean {
    return this.choices[variable]!.choices[choice]!.grants[wish]!;
  }

  private canMeet(chosen: Assignment): boolean {
    this.spent++;
    const mayGrant = (variable: number, wish: number) => this.choices[variable]!.choices.some(({ grants }) => grants[wish]);
    return isMet(this.goal, (variable, wish) => {
      const choice = chosen[variable];
      return choice === undefined ? mayGrant(variable, wish) : this.grants(variable, choice, wish);
    });
  }

  private isAlreadyMet(chosen: Assignment): boolean {
    return isMet(this.goal, (variable, wish) => chosen[variable] !== undefined && this.grants(variable, chosen[variable], wish));
  }

  private extend(chosen: Assignment): Assignment | null {
    if (this.isAlreadyMet(chosen)) return chosen;
    const next = this.mostConstrained(chosen);
    for (const extended of next ?? []) {
      const found = this.extend(extended);
      if (found || this.isSpent()) return found;
    }
    return null;
  }

  /** The viable ways to assign the variable that has the fewest; null when every one is assigned or the steps ran out. */
  private mostConstrained(chosen: Assignment): readonly Assignment[] | null {
    let fewest: readonly Assignment[] | null = null;
    for (const [variable, { choices }] of this.choices.entries()) {
      if (chosen[variable] !== undefined) continue;
      const ways = choices.map((_, choice) => this.choices.map((__, other) => (other === variable ? choice : chosen[other])));
      const viable = ways.filter((way) => this.canMeet(way));
      if (this.isSpent()) return null;
      if (fewest === null || viable.length < fewest.length) fewest = viable;
      if (fewest.length === 0) break;
    }
    return fewest;
  }
}

/** @param steps how many partial assignments to look at, at most */
export const searchAssignment = (goal: Goal, choices: readonly Choices[], steps: number): SearchResult =>
  new Search(goal, choices, steps).run();
