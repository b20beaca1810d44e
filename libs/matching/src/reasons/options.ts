import { FactDefinition, FactValue, Level, levelAtLeast } from '../facts';
import { Situation } from '../leaf';
import { valueFits } from '../operators';
import { changeEffort, distance, levelsFrom, sameValue } from './action';
import { candidateValues, mayBeInexact } from './candidates';
import { Budget } from './limits';
import { condition, stepTo } from './make-steps';
import { Change, Settled } from './steps';
import { demandedLevels, helpingLeaves, Known, knownOf, Variable, withFact } from './variables';
import { changeText } from './wording';

/** One thing that could become of a variable, with the leaves that it then helps. */
export interface Option {
  step: Settled;
  helps: readonly boolean[];
  /** How far the value is from the one now: of two that help the same, the nearer is taken. */
  rank: number;
}

/** What helps the rule on a day: the leaves as they then are, and the steps that could be done by then. */
export interface Choices {
  asIs: readonly boolean[];
  options: readonly Option[];
}

/** A fact that an offer grants, as a step of its own. Lead days count from the day on which the search starts. */
export interface Granted {
  fact: string;
  value: FactValue;
  via: string;
  cost: number;
  leadDays: number;
}

/** What a search for steps needs to know besides the variable. */
export interface Field {
  /** The situation as it will be on the day tried, with nothing done. */
  then: Situation;
  granted: readonly Granted[];
  mostValues: number;
  budget: Budget;
}

/** The leaves as they are and everything that could become of the variable, however long it takes. */
export interface Possible {
  asIs: readonly boolean[];
  all: readonly Option[];
}

const NOTHING: readonly Option[] = [];

/** The first leaf that it helps and that is no help as things are; -1 when there is none. */
const gainOf = (asIs: readonly boolean[], helps: readonly boolean[]): number => helps.findIndex((help, index) => help && !asIs[index]);

/** Collects what could become of one variable on one day. */
class Possibilities {
  readonly all: Option[] = [];
  private readonly known: Known;
  private readonly current: FactValue | undefined;

  constructor(
    private readonly variable: Variable,
    private readonly field: Field,
    private readonly asIs: readonly boolean[],
  ) {
    const { then } = field;
    this.known = variable.fact === null ? { cause: 'missing', fact: undefined } : knownOf(variable.fact, then, then.asOf);
    const { fact } = this.known;
    this.current = fact && valueFits(this.definition, fact.value) ? fact.value : undefined;
  }

  private get definition(): FactDefinition {
    return this.field.then.catalogue[this.variable.fact!]!;
  }

  /** A value that is known exactly and that nobody can change has nothing beside it to try. */
  private values(): readonly FactValue[] {
    const { variable, current, definition, field } = this;
    const isFixed = this.known.cause === null && changeEffort(definition) === null && !mayBeInexact(definition, current!);
    if (isFixed) return [current!];
    const leaves = variable.leaves.map(({ leaf }) => leaf);
    const values = candidateValues(leaves, definition, current, field.then.asOf, field.mostValues);
    field.budget.cut ||= values.length >= field.mostValues;
    return values;
  }

  tryFacts(): void {
    const levels = levelsFrom(demandedLevels(this.variable));
    for (const value of this.values()) for (const level of levels) this.tryFact(value, level);
    const { granted } = this.field;
    granted.filter(({ fact }) => fact === this.variable.fact).forEach((grant) => this.tryGranted(grant));
  }

  private tryFact(value: FactValue, level: Level): void {
    const { variable, known, field, asIs } = this;
    if (!field.budget.spend(variable.leaves.length)) return;
    if (known.cause === null && sameValue(known.fact.value, value) && levelAtLeast(known.fact.level, level)) return;
    const helps = helpingLeaves(variable, withFact(field.then, variable.fact!, { value, level }));
    const gained = variable.leaves[gainOf(asIs, helps)];
    const step = gained && stepTo({ variable, to: value, level, helps, gained }, known, field.then);
    if (step) this.all.push({ step, helps, rank: distance(this.definition, this.current, value) });
  }

  private tryGranted({ fact, value, via, cost, leadDays }: Granted): void {
    const { variable, known, field, asIs } = this;
    const { catalogue } = field.then;
    const from = known.cause === null ? known.fact.value : null;
    const to = grantedValue(from ?? undefined, value);
    const helps = helpingLeaves(variable, withFact(field.then, fact, { value: to, level: 'registry' }));
    if (gainOf(asIs, helps) < 0) return;
    const text = changeText(fact, { from, to }, catalogue);
    const step: Change = { kind: 'change', fact, action: 'obtainable', from, to, level: 'registry', cost, leadDays, text, via };
    this.all.push({ step, helps, rank: 0 });
  }

  /** A finding that an officer recorded stands; one that is missing may come out either way. */
  tryFindings(check: string): void {
    const { variable, asIs, field } = this;
    const { then } = field;
    if (then.checks && Object.hasOwn(then.checks, check)) return;
    for (const to of [true, false]) {
      const helps = helpingLeaves(variable, { ...then, checks: { [check]: { value: to } } });
      const gained = variable.leaves[gainOf(asIs, helps)];
      const made = gained && { variable, to, level: 'officer' as const, helps, gained };
      if (made) this.all.push({ step: condition(made, 'officerCheck', then), helps, rank: 0 });
    }
  }
}

/** A list that is granted is added to, anything else replaced. */
export function grantedValue(held: FactValue | undefined, value: FactValue): FactValue {
  return Array.isArray(value) && Array.isArray(held) ? [...new Set([...(held as string[]), ...(value as string[])])].sort() : value;
}

/** Everything that could become of one variable; nothing when everything about it helps already. */
export function possibleFor(variable: Variable, field: Field): Possible {
  const asIs = helpingLeaves(variable, field.then);
  if (asIs.every(Boolean)) return { asIs, all: NOTHING };
  const possibilities = new Possibilities(variable, field, asIs);
  if (variable.check === null) possibilities.tryFacts();
  else possibilities.tryFindings(variable.check);
  return { asIs, all: possibilities.all };
}

const viaOf = ({ step }: Option): string | undefined => (step.kind === 'change' ? step.via : undefined);

const isBetter = (a: Option, b: Option): boolean => a.step.cost < b.step.cost || (a.step.cost === b.step.cost && a.rank < b.rank);

/**
 * Of what can be done within so many days, the cheapest and then nearest for each set of leaves helped. What an offer grants
 * stands in place of one's own way to the same thing, also while it is too early for the grant.
 */
export function withinDays({ asIs, all }: Possible, days: number): Choices {
  const granted = new Set(all.filter((option) => viaOf(option) !== undefined).map(({ helps }) => helps.join()));
  const best = new Map<string, Option>();
  for (const option of all) {
    const helped = option.helps.join();
    const via = viaOf(option);
    if (option.step.leadDays > days || (via === undefined && granted.has(helped))) continue;
    const key = `${helped} ${via ?? ''}`;
    const held = best.get(key);
    if (!held || isBetter(option, held)) best.set(key, option);
  }
  return { asIs, options: [...best.values()] };
}
