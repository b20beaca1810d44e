import { canonicalJson } from '../canonical';
import { Comparison, Leaf, Rule } from '../rule';
import { DigitSource, isApart, Part, partOf, questionDigit } from './demands';
import { Digit, layOut, WANT_UNITS } from './layout';
import { conjuncts, Form, formKey, leafKey, literalsOf, normalForm } from './normal-form';
import { Ground, MatchableOffer } from './offer';
import { Trait, traitsOf } from './traits';
import { Wants, wantsOf } from './wants';

/** How profiles become records: made from the offers in force, so that no rule can tell apart what one record holds. */
export interface Encoding {
  ground: Ground;
  /** Equal for encodings that give equal records. */
  version: string;
  traits: ReadonlyMap<string, Trait>;
  /** The roles that offers are for; unlike a trait of a rule it is read whatever the evidence. */
  scope: Trait;
  digits: readonly Digit[];
  digitAt: ReadonlyMap<string, number>;
  /** How many values each column takes. */
  columnValues: readonly number[];
  wants: Wants;
  /** Where the columns begin in a record, and how many 16-bit units it has. */
  columnsAt: number;
  width: number;
}

/** Each question asks two bits of every record; offers whose questions find no place are left to the interpreter. */
const MOST_QUESTIONS = 120;

/** Who an offer is for, as a leaf over the roles that a profile holds. */
export const scopeLeaf = (roles: readonly string[], rolesKey: string): Comparison => ({ fact: rolesKey, op: 'containsAny', value: roles });

/** The digit that a wish of a provider reads: of one trait where that is exact, else a question of its own. */
export function wishDigit(rule: Rule, traits: ReadonlyMap<string, Trait>, regionKey: string) {
  const form = normalForm(rule);
  const part = isApart(form, regionKey) ? undefined : partOf(form, traits, regionKey);
  return part?.kind === 'demands' && part.demands.length === 1 ? part.demands[0]! : questionDigit(form);
}

export const partsOf = (rule: Rule, traits: ReadonlyMap<string, Trait>, regionKey: string): readonly Part[] =>
  conjuncts(normalForm(rule)).map((form) => partOf(form, traits, regionKey));

function traitsIn(offers: readonly MatchableOffer[], { catalogue, keys }: Ground): ReadonlyMap<string, Trait> {
  const leaves = new Map<string, Leaf>();
  const add = (form: Form) => literalsOf(form).forEach(({ leaf }) => leaves.set(leafKey(leaf), leaf));
  for (const { requires, prefers = [] } of offers) {
    conjuncts(normalForm(requires)).filter((form) => !isApart(form, keys.region)).forEach(add); // prettier-ignore
    prefers.forEach((rule) => add(normalForm(rule)));
  }
  return traitsOf(leaves.values(), catalogue);
}

function scopeIn(offers: readonly MatchableOffer[], { catalogue, keys }: Ground): Trait {
  const leaves = offers.map(({ roles }) => scopeLeaf(roles, keys.roles));
  const [scope] = traitsOf([...leaves, scopeLeaf([], keys.roles)], catalogue).values();
  if (!scope!.partition) throw new RangeError('offers are for too many different roles');
  return { ...scope!, key: 'scope' };
}

/** Counts which digits are asked for, and how often. */
class Tally {
  private readonly entries = new Map<string, { source: DigitSource; uses: number; needed: boolean }>();

  add(source: DigitSource, needed: boolean): void {
    const entry = this.entries.get(source.key) ?? { source, uses: 0, needed };
    this.entries.set(source.key, { source, uses: entry.uses + 1, needed: entry.needed || needed });
  }

  /** The most used first; of the questions that can be left to the interpreter only as many as there is room for. */
  chosen(mostQuestions: number): readonly DigitSource[] {
    const sorted = [...this.entries.values()].sort((a, b) => b.uses - a.uses || (a.source.key < b.source.key ? -1 : 1));
    const refused = sorted.filter(({ source, needed }) => 'form' in source.from && !needed).slice(mostQuestions);
    return sorted.filter((entry) => !refused.includes(entry)).map(({ source }) => source);
  }
}

function digitsFor(
  offers: readonly MatchableOffer[],
  traits: ReadonlyMap<string, Trait>,
  scope: Trait,
  { regionKey, mostQuestions }: { regionKey: string; mostQuestions: number },
): readonly DigitSource[] {
  const tally = new Tally();
  for (const { requires, prefers = [] } of offers) {
    tally.add({ key: scope.key, classes: scope.classes, from: { trait: scope } }, true);
    for (const part of partsOf(requires, traits, regionKey)) {
      if (part.kind === 'demands') part.demands.forEach(({ digit }) => tally.add(digit, false));
    }
    for (const rule of prefers) tally.add(wishDigit(rule, traits, regionKey).digit, true);
  }
  return tally.chosen(mostQuestions);
}

/** FNV-1a, 32 bits (draft-eastlake-fnv): names an encoding, guards nothing. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length.toString(16)}-${(hash >>> 0).toString(16)}`;
}

const described = ({ key, classes, column, unit, from }: Digit) =>
  'form' in from
    ? { key, column, unit, form: formKey(from.form) }
    : { key, column, unit, classes, end: from.end, classOf: [...from.trait.classOf], answers: [...from.trait.answers.keys()] };

/** Makes the encoding that tells apart what these offers tell apart, and nothing else. */
export function encodingFor(offers: readonly MatchableOffer[], ground: Ground, mostQuestions = MOST_QUESTIONS): Encoding {
  const traits = traitsIn(offers, ground);
  const scope = scopeIn(offers, ground);
  const { digits, columnValues } = layOut(digitsFor(offers, traits, scope, { regionKey: ground.keys.region, mostQuestions }));
  const wants = wantsOf(offers.flatMap(({ needs }) => needs));
  const columnsAt = WANT_UNITS + Math.ceil(wants.samples.length / 16);
  return {
    ground, traits, scope, digits, columnValues, wants, columnsAt,
    version: fingerprint(canonicalJson([digits.map(described), wants.samples])),
    digitAt: new Map(digits.map(({ key }, index) => [key, index])),
    width: columnsAt + columnValues.length,
  }; // prettier-ignore
}
