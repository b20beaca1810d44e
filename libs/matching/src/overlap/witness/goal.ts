import { childrenOf, isComparison, isLeaf, isOfficerCheck, Leaf, Rule } from '../../rule';

/** One leaf with the value that it must have. */
export interface Wish {
  leaf: Leaf;
  wanted: 'T' | 'F';
}

/** A fact or an officer's check, with everything that is wished of it. */
export interface Variable {
  fact: string | null;
  check: string | null;
  wishes: Wish[];
}

/** What must hold: one wish, by its variable and place there, or so many of several parts. Negations are gone: they turned the wishes. */
export type Goal = { variable: number; wish: number } | { atLeast: number; of: readonly Goal[] };

export interface Problem {
  goal: Goal;
  variables: readonly Variable[];
}

/** The variable of a leaf, as text: rules that name the same fact, or the same officer check, share it. */
export function variableKey(leaf: Leaf): string {
  if (isOfficerCheck(leaf)) return `check ${leaf.officerCheck}`;
  return `fact ${isComparison(leaf) ? leaf.fact : (leaf.known ?? leaf.missing)!}`;
}

const neededForTrue = (rule: Rule, children: number): number => ('all' in rule ? children : 'of' in rule ? rule.atLeast : 1);

/** Gathers the wishes of one problem; create one per problem. */
class Compiler {
  readonly variables: Variable[] = [];
  private readonly numbers = new Map<string, number>();

  private numberOf(leaf: Leaf): number {
    const key = variableKey(leaf);
    if (!this.numbers.has(key)) {
      const name = key.slice(key.indexOf(' ') + 1);
      this.numbers.set(key, this.variables.length);
      this.variables.push({ fact: isOfficerCheck(leaf) ? null : name, check: isOfficerCheck(leaf) ? name : null, wishes: [] });
    }
    return this.numbers.get(key)!;
  }

  /** `k` of `n` parts are true unless more than `n - k` are false: so `not` asks for that many false ones. */
  compile(rule: Rule, wanted: 'T' | 'F'): Goal {
    if (isLeaf(rule)) {
      const variable = this.numberOf(rule);
      return { variable, wish: this.variables[variable]!.wishes.push({ leaf: rule, wanted }) - 1 };
    }
    if ('not' in rule) return this.compile(rule.not, wanted === 'T' ? 'F' : 'T');
    const of = childrenOf(rule).map(([, child]) => this.compile(child, wanted));
    const needed = neededForTrue(rule, of.length);
    return { atLeast: wanted === 'T' ? needed : of.length - needed + 1, of };
  }
}

/** Asks for all rules to be true at once. */
export function problemOf(rules: readonly Rule[]): Problem {
  const compiler = new Compiler();
  const goal = compiler.compile({ all: rules }, 'T');
  return { goal, variables: compiler.variables };
}

/** Whether the goal holds when the wishes are granted as told. */
export function isMet(goal: Goal, granted: (variable: number, wish: number) => boolean): boolean {
  if ('wish' in goal) return granted(goal.variable, goal.wish);
  let missing = goal.atLeast;
  for (const part of goal.of) {
    if (missing <= 0) return true;
    if (isMet(part, granted)) missing--;
  }
  return missing <= 0;
}
