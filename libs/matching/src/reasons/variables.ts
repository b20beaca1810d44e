import { Day } from '../calendar';
import { Fact, Level } from '../facts';
import { evaluateLeaf, Situation } from '../leaf';
import { valueFits } from '../operators';
import { factOf, isOfficerCheck, Rule, WantedLeaf, wantedLeaves } from '../rule';

/** What can be changed or found out as one thing: a fact or an officer's check, with every leaf that reads it. */
export interface Variable {
  fact: string | null;
  check: string | null;
  leaves: readonly WantedLeaf[];
}

/** The variables of a rule, in the order in which it first names them. */
export function variablesOf(rule: Rule): readonly Variable[] {
  const found = new Map<string, { fact: string | null; check: string | null; leaves: WantedLeaf[] }>();
  for (const wanted of wantedLeaves(rule)) {
    const fact = factOf(wanted.leaf);
    const check = isOfficerCheck(wanted.leaf) ? wanted.leaf.officerCheck : null;
    const key = fact === null ? `check ${check}` : `fact ${fact}`;
    if (!found.has(key)) found.set(key, { fact, check, leaves: [] });
    found.get(key)!.leaves.push(wanted);
  }
  return [...found.values()];
}

/** Which of the leaves have the value that helps, in that situation. */
export const helpingLeaves = ({ leaves }: Variable, situation: Situation): readonly boolean[] =>
  leaves.map(({ leaf, wanted }) => evaluateLeaf(leaf, situation).value === (wanted ? 'T' : 'F'));

export const withFact = (situation: Situation, key: string, fact: Fact): Situation => ({ ...situation, facts: { [key]: fact } });

/** What is known of a fact on a day: nothing usable, with the reason, or the fact itself. */
export type Known = { cause: 'missing' | 'stale' | 'invalid'; fact: Fact | undefined } | { cause: null; fact: Fact };

export function knownOf(key: string, { facts, catalogue }: Situation, asOf: Day): Known {
  const fact = Object.hasOwn(facts, key) ? facts[key] : undefined;
  if (!fact) return { cause: 'missing', fact };
  if (fact.validUntil && fact.validUntil < asOf) return { cause: 'stale', fact };
  return valueFits(catalogue[key]!, fact.value) ? { cause: null, fact } : { cause: 'invalid', fact };
}

/** Levels of proof that the leaves ask for. */
export const demandedLevels = ({ leaves }: Variable): readonly (Level | undefined)[] =>
  leaves.map(({ leaf }) => ('level' in leaf ? leaf.level : undefined));
