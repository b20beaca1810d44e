import { Day } from '../../calendar';
import { Catalogue, Fact, Level, LEVELS } from '../../facts';
import { CheckRecord, evaluateLeaf, Situation } from '../../leaf';
import { isComparison, isPresence } from '../../rule';
import { Variable } from './goal';
import { valuesToTry } from './values';

/** What one fact or check may be, with the wishes it grants. Neither member: the fact is not known. */
export interface Choice {
  fact?: Fact;
  check?: CheckRecord;
  grants: readonly boolean[];
}

/** The choices worth trying; when not all were looked at, finding none proves nothing. */
export interface Choices {
  choices: readonly Choice[];
  areAll: boolean;
}

/** The strongest evidence serves every comparison; only "known at this level" can be refused by weaker one. */
const levelsFor = ({ wishes }: Variable): readonly Level[] =>
  wishes.some(({ leaf }) => isPresence(leaf) && leaf.level !== undefined) ? LEVELS : ['registry'];

function grantsOf({ wishes }: Variable, situation: Situation): boolean[] {
  return wishes.map(({ leaf, wanted }) => evaluateLeaf(leaf, situation).value === wanted);
}

const grantsAll = (more: Choice, less: Choice): boolean => less.grants.every((granted, index) => !granted || more.grants[index]);

/** A choice that grants nothing beyond what another grants is never needed: goals only ever ask for more wishes. */
function best(all: readonly Choice[]): Choice[] {
  const kept: Choice[] = [];
  for (const choice of all) {
    if (kept.some((other) => grantsAll(other, choice))) continue;
    const stillBest = kept.filter((other) => !grantsAll(choice, other));
    kept.splice(0, kept.length, ...stillBest, choice);
  }
  return kept;
}

function factsFor(variable: Variable, catalogue: Catalogue, asOf: Day, most: number): { facts: readonly Fact[]; areAll: boolean } {
  const leaves = variable.wishes.map(({ leaf }) => leaf).filter(isComparison);
  const { values, areAll } = valuesToTry(leaves, catalogue[variable.fact!]!, asOf, most);
  return { facts: values.flatMap((value) => levelsFor(variable).map((level) => ({ value, level }))), areAll };
}

/**
 * What may become of one variable on a day.
 * @throws TypeError when the catalogue lacks the fact
 */
export function choicesFor(variable: Variable, catalogue: Catalogue, asOf: Day, most: number): Choices {
  const situation = { facts: {}, asOf, catalogue };
  if (variable.check !== null) {
    const records = [true, false].map((value): CheckRecord => ({ value }));
    const all = records.map((check) => ({ check, grants: grantsOf(variable, { ...situation, checks: { [variable.check!]: check } }) }));
    return { choices: best(all), areAll: true };
  }
  const key = variable.fact!;
  if (!Object.hasOwn(catalogue, key)) throw new TypeError(`the catalogue has no fact ${key}`);
  const { facts, areAll } = factsFor(variable, catalogue, asOf, most);
  const known = facts.map((fact) => ({ fact, grants: grantsOf(variable, { ...situation, facts: { [key]: fact } }) }));
  return { choices: best([...known, { grants: grantsOf(variable, situation) }]), areAll };
}
