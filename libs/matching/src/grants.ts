import { Catalogue, FactValue } from './facts';
import { evaluateLeaf } from './leaf';
import { factOf, isComparison, Leaf, Rule, wantedLeaves } from './rule';
import { truthOf } from './truth';

/** A fact that completing an offer, verified, produces; for a list fact, the items it adds. */
export interface Grant {
  fact: string;
  value: FactValue;
}

/** What chaining needs of an offer: what it requires and what completing it produces. */
export interface GrantingOffer {
  id: string;
  requires: Rule;
  grants: readonly Grant[];
}

const ANY_DAY = '2000-01-01';

/** One of the items that a leaf asks for all of is help too: other offers may grant the rest. */
const givesPart = ({ value }: Grant, leaf: Leaf): boolean =>
  isComparison(leaf) &&
  leaf.op === 'containsAll' &&
  Array.isArray(value) &&
  [leaf.value].flat().some((item) => value.includes(item as string));

/** Whether the granted fact would give one of the leaves the value it wants. */
export function grantHelps(grant: Grant, rule: Rule, catalogue: Catalogue): boolean {
  const facts = { [grant.fact]: { value: grant.value, level: 'registry' as const } };
  const gives = (leaf: Leaf, wanted: boolean) =>
    evaluateLeaf(leaf, { facts, catalogue, asOf: ANY_DAY }).value === truthOf(wanted) || (wanted && givesPart(grant, leaf));
  return wantedLeaves(rule).some(({ leaf, wanted }) => factOf(leaf) === grant.fact && gives(leaf, wanted));
}

/**
 * Finds offers that wait for one another: A requires a fact that B's completion grants, and so on back to A.
 * @returns the ids along one cycle, the first repeated at the end, or null when there is none
 */
export function grantCycle(offers: readonly GrantingOffer[], catalogue: Catalogue): string[] | null {
  const granters = (rule: Rule) =>
    offers.filter((offer) => offer.grants.some((grant) => grantHelps(grant, rule, catalogue))).map((offer) => offer.id);
  const waitsFor = new Map(offers.map((offer) => [offer.id, granters(offer.requires)]));
  const finished = new Set<string>();
  const walk = (id: string, trail: readonly string[]): string[] | null => {
    const start = trail.indexOf(id);
    if (start >= 0) return [...trail.slice(start), id];
    if (finished.has(id)) return null;
    for (const next of waitsFor.get(id) ?? []) {
      const cycle = walk(next, [...trail, id]);
      if (cycle) return cycle;
    }
    finished.add(id);
    return null;
  };
  for (const { id } of offers) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return null;
}
