import { isComparison, isOfficerCheck, leavesOf, Rule, Text } from '@sambung/matching';
import { CurrentOffer } from '@sambung/offers';
import { HIDDEN, isHidden } from '@sambung/profiles';
import { StoredExplanation } from './explanation';
import { Reasons } from './reasons';

type Leaf = StoredExplanation['leaves'][number];

const HIDDEN_TEXT: Text = { id: HIDDEN, en: HIDDEN };

const factsOf = (rule: Rule): (string | null)[] =>
  leavesOf(rule).map(([, leaf]) => {
    if (isOfficerCheck(leaf)) return null;
    return isComparison(leaf) ? leaf.fact : (leaf.known ?? leaf.missing)!;
  });

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Hides values from whoever is not the owner: in the conditions themselves and wherever words repeat them. */
export class ReasonsMask {
  private readonly hidden = new Set<Leaf>();
  private readonly words: readonly RegExp[];

  /** @param offer in the version that the explanation is about; of any other version all values are hidden */
  constructor(explanation: StoredExplanation, { version: { hash, document } }: CurrentOffer) {
    const isSame = explanation.offer.hash === hash;
    this.note(explanation.leaves, isSame ? factsOf(document.requires) : null);
    this.note(explanation.prefers, isSame ? (document.prefers ?? []).flatMap(factsOf) : null);
    const texts = [...this.hidden].flatMap(({ actualText }) => (actualText ? [actualText.id, actualText.en] : []));
    this.words = [...new Set(texts)].map((text) => new RegExp(`(?<![\\w.,])${escaped(text)}(?![\\w])`, 'g'));
  }

  private note(leaves: readonly Leaf[], facts: readonly (string | null)[] | null): void {
    leaves.forEach((leaf, index) => {
      const fact = facts ? facts[index] : undefined;
      if (leaf.actual !== null && (fact === undefined || (fact !== null && isHidden(fact)))) this.hidden.add(leaf);
    });
  }

  private leaf(leaf: Leaf): Leaf {
    const shown = this.rest(leaf);
    return this.hidden.has(leaf) ? { ...shown, actual: null, actualText: HIDDEN_TEXT } : shown;
  }

  explanation<E extends StoredExplanation>({ leaves, prefers, allocation, ...rest }: E): E {
    const [shownLeaves, shownPrefers] = [leaves, prefers].map((list) => list.map((leaf) => this.leaf(leaf)));
    // Points and places of a round are nobody's values, though the numbers may look alike.
    return { ...this.rest(rest), ...(allocation && { allocation }), leaves: shownLeaves, prefers: shownPrefers } as unknown as E;
  }

  reasons({ explanation, unlocks, checklist, tree }: Reasons): Reasons {
    return {
      explanation: this.explanation(explanation),
      unlocks: this.rest(unlocks),
      checklist: this.rest(checklist),
      tree: this.rest(tree),
    };
  }

  /** Anything made from the same situation. */
  rest<T>(value: T): T {
    return (this.hidden.size === 0 ? value : this.walk(value)) as T;
  }

  private walk(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.walk(item));
    if (typeof value === 'string') return this.words.reduce((text, words) => text.replace(words, HIDDEN), value);
    if (typeof value !== 'object' || value === null) return value;
    const walked = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.walk(member)]));
    const { fact } = walked;
    return typeof fact === 'string' && isHidden(fact) && 'from' in walked ? { ...walked, from: null } : walked;
  }
}
