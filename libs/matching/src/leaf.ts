import { addDays, Day, elapsed, LAST_DAY, reaches } from './calendar';
import { Catalogue, Fact, FactDefinition, Facts, FactValue, Level, levelAtLeast } from './facts';
import { valueFits, test } from './operators';
import { Comparison, isComparison, isPresence, Leaf, Presence } from './rule';
import { Truth, truthOf } from './truth';

/** Why a leaf is undetermined. */
export type Cause = 'missing' | 'stale' | 'evidence' | 'invalid' | 'imprecise' | 'officerCheck';

/** What an officer recorded for a check that exists only as prose. */
export interface CheckRecord {
  value: boolean;
  reason?: string;
  at?: Day;
}

/** Everything an evaluation may look at. */
export interface Situation {
  facts: Facts;
  checks?: Readonly<Record<string, CheckRecord>>;
  asOf: Day;
  catalogue: Catalogue;
}

export interface LeafOutcome {
  value: Truth;
  cause?: Cause;
  actual?: FactValue;
  level?: Level;
  /** The first later day on which this leaf may have another value without anything being changed. */
  flipsOn?: Day;
}

/** Keys come from rules: one such as `constructor` must not find what every object inherits. */
const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

function definitionOf(key: string, catalogue: Catalogue): FactDefinition {
  const definition = own(catalogue, key);
  if (!definition) throw new TypeError(`the catalogue has no fact ${key}`);
  return definition;
}

const earliest = (days: readonly (Day | undefined)[]): Day | undefined => days.filter((day) => day !== undefined).sort()[0];

const isStale = (fact: Fact, asOf: Day): boolean => !!fact.validUntil && fact.validUntil < asOf;

/** The first day without the fact; none when it holds to the end of the calendar. */
const expiry = ({ validUntil }: Fact): Day | undefined => (validUntil && validUntil < LAST_DAY ? addDays(validUntil, 1) : undefined);

/** Missing, expired, badly typed or too weakly supported facts decide nothing. */
function obstacle(fact: Fact | undefined, definition: FactDefinition, level: Level | undefined, asOf: Day): Cause | undefined {
  if (!fact) return 'missing';
  if (isStale(fact, asOf)) return 'stale';
  if (level && !levelAtLeast(fact.level, level)) return 'evidence';
  return valueFits(definition, fact.value) ? undefined : 'invalid';
}

/** Whether a fact may be used, whatever its value: what `known` asks. */
export function isUsable(
  { fact, level }: { fact: string; level?: Level },
  definition: FactDefinition,
  { facts, asOf }: Pick<Situation, 'facts' | 'asOf'>,
): boolean {
  return obstacle(own(facts, fact), definition, level, asOf) === undefined;
}

function presence(leaf: Presence, { facts, asOf, catalogue }: Situation): LeafOutcome {
  const key = (leaf.known ?? leaf.missing)!;
  const fact = own(facts, key);
  const usable = obstacle(fact, definitionOf(key, catalogue), leaf.level, asOf) === undefined;
  return {
    value: truthOf(leaf.known === undefined ? !usable : usable),
    actual: fact?.value,
    level: fact && (fact.level ?? 'declared'),
    flipsOn: usable ? expiry(fact!) : undefined,
  };
}

const measured = (leaf: Comparison, value: FactValue, asOf: Day): FactValue =>
  leaf.measure ? elapsed(leaf.measure, value as Day, asOf) : value;

/** Days on which the elapsed time reaches a constant of the rule, or passes it. */
function thresholdFlip(leaf: Comparison, definition: FactDefinition, since: Day, now: Truth, asOf: Day): Day | undefined {
  const { measure } = leaf;
  if (!measure) return undefined;
  const constants = [leaf.value].flat().filter((constant) => typeof constant === 'number');
  const days = constants.flatMap((constant) => [reaches(measure, since, constant), reaches(measure, since, Math.floor(constant) + 1)]);
  const flips = (day: Day) => test(leaf, definition, elapsed(measure, since, day), leaf.value) !== now;
  return earliest(days.filter((day) => day > asOf && flips(day)));
}

function comparison(leaf: Comparison, { facts, asOf, catalogue }: Situation): LeafOutcome {
  const fact = own(facts, leaf.fact);
  const definition = definitionOf(leaf.fact, catalogue);
  const seen = fact && { actual: fact.value, level: fact.level ?? ('declared' as const) };
  const cause = obstacle(fact, definition, leaf.level, asOf);
  if (cause) return { value: 'U', cause, ...seen };
  const actual = measured(leaf, fact!.value, asOf);
  const value = test(leaf, definition, actual, leaf.value);
  const flipsOn = earliest([expiry(fact!), thresholdFlip(leaf, definition, fact!.value as Day, value, asOf)]);
  return { value, ...(value === 'U' && { cause: 'imprecise' as const }), ...seen, actual, flipsOn };
}

/** The value of one leaf, why it is unknown if it is, and when time alone may change it. */
export function evaluateLeaf(leaf: Leaf, situation: Situation): LeafOutcome {
  if (isComparison(leaf)) return comparison(leaf, situation);
  if (isPresence(leaf)) return presence(leaf, situation);
  const record = own(situation.checks, leaf.officerCheck);
  if (!record) return { value: 'U', cause: 'officerCheck' };
  return { value: truthOf(record.value), actual: record.value, level: 'officer' };
}
