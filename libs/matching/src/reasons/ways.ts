import { childrenOf, isLeaf, Rule } from '../rule';
import { Budget, Limits } from './limits';
import { Choices, Option } from './options';
import { Variable } from './variables';

/** What becomes of one variable: an option, or null for "as it is", which matters where several leaves read it. */
interface Chosen {
  variable: number;
  option: Option | null;
}

/** One way to make a part of the rule help: what becomes of each variable in it, by the number of the variable. */
export interface Way {
  picks: readonly Chosen[];
  cost: number;
  steps: number;
  rank: number;
  key: string;
}

const steps = (picks: readonly Chosen[]): readonly Option[] => picks.flatMap(({ option }) => option ?? []);

function wayOf(picks: readonly Chosen[], idOf: (option: Option) => number): Way {
  const options = steps(picks);
  return {
    picks,
    cost: options.reduce((sum, { step }) => sum + step.cost, 0),
    steps: options.length,
    rank: options.reduce((sum, { rank }) => sum + rank, 0),
    key: picks.map(({ variable, option }) => `${variable}:${option ? idOf(option) : '-'}`).join(' '),
  };
}

/** Both lists of picks, by variable; null when they want different things of one. */
function merged(a: readonly Chosen[], b: readonly Chosen[]): Chosen[] | null {
  const held = new Map(a.map(({ variable, option }) => [variable, option]));
  const clash = b.some(({ variable, option }) => held.has(variable) && held.get(variable) !== option);
  if (clash) return null;
  const added = b.filter(({ variable }) => !held.has(variable));
  return [...a, ...added].sort((left, right) => left.variable - right.variable);
}

/** Finds the cheapest ways to make a rule true on one day. Each leaf is met by choosing what becomes of its variable. */
export class WaySearch {
  private readonly places = new Map<string, readonly [variable: number, leaf: number]>();
  private readonly ids = new Map<Option, number>();

  constructor(
    variables: readonly Variable[],
    private readonly choices: readonly Choices[],
    private readonly limits: Limits,
    private readonly budget: Budget,
  ) {
    variables.forEach(({ leaves }, number) => leaves.forEach(({ path }, index) => this.places.set(path, [number, index])));
    choices.flatMap(({ options }) => options).forEach((option, id) => this.ids.set(option, id));
  }

  private readonly idOf = (option: Option): number => this.ids.get(option)!;

  /** @returns ways to make the rule true, cheapest first; none when there are none within the limits */
  waysTo(rule: Rule): readonly Way[] {
    return this.ways(rule, '', true);
  }

  private ways(rule: Rule, path: string, wanted: boolean): readonly Way[] {
    if (isLeaf(rule)) return this.leafWays(path);
    const groups = childrenOf(rule).map(([segment, child]) => this.ways(child, `${path}/${segment}`, segment === 'not' ? !wanted : wanted));
    if ('not' in rule) return groups[0]!;
    const forTrue = 'all' in rule ? groups.length : 'of' in rule ? rule.atLeast : 1;
    return this.chosen(groups, wanted ? forTrue : groups.length - forTrue + 1);
  }

  private leafWays(path: string): readonly Way[] {
    const [variable, leaf] = this.places.get(path)!;
    const { asIs, options } = this.choices[variable]!;
    const helping = options.filter(({ helps }) => helps[leaf]).map((option) => wayOf([{ variable, option }], this.idOf));
    const kept = asIs[leaf] ? [wayOf(options.length > 0 ? [{ variable, option: null }] : [], this.idOf)] : [];
    return this.best([...kept, ...helping]);
  }

  /** Unions of one way from each of `needed` groups, over every choice of groups. */
  private chosen(groups: readonly (readonly Way[])[], needed: number): readonly Way[] {
    const size = Math.max(0, needed);
    const usable = groups.filter((group) => group.length > 0);
    if (usable.length < size) return [];
    const ofSize: (readonly Way[])[] = [[wayOf([], this.idOf)], ...Array.from({ length: size }, () => [])];
    usable.forEach((group, index) => {
      const stillUseful = Math.max(1, size - (usable.length - index - 1));
      for (let count = size; count >= stillUseful && this.budget.spend(1); count--) {
        ofSize[count] = this.best([...ofSize[count]!, ...this.united(ofSize[count - 1]!, group)]);
      }
    });
    return ofSize[size]!;
  }

  private united(ways: readonly Way[], others: readonly Way[]): readonly Way[] {
    const found: Way[] = [];
    for (const way of ways) {
      if (!this.budget.spend(others.length)) break;
      for (const other of others) {
        const picks = merged(way.picks, other.picks);
        if (picks) found.push(wayOf(picks, this.idOf));
      }
    }
    return found.filter(({ steps }) => steps <= this.limits.steps);
  }

  private best(ways: readonly Way[]): readonly Way[] {
    const distinct = new Map(ways.map((way) => [way.key, way]));
    return [...distinct.values()]
      .sort((a, b) => a.cost - b.cost || a.steps - b.steps || a.rank - b.rank || (a.key < b.key ? -1 : 1))
      .slice(0, this.limits.ways);
  }
}

/** The options that a way takes. */
export const optionsOf = ({ picks }: Way): readonly Option[] => steps(picks);
