import { Explanation, Suggestion } from '@sambung/matches';
import { factOf, leavesOf, Rule, Settlement } from '@sambung/matching';
import { CATALOGUE } from '@sambung/offers';
import { StoredValue } from '@sambung/profiles';
import { FACTS } from '@sambung/reference';
import { Criterion, Language, languageOfText, MessageKey, SignKind } from '@sambung/ui';
import { isAnswerable } from '../questions/flow';
import { valueText } from './answers-page';

type Leaf = Explanation['leaves'][number];

/** Under an odd number of negations a condition holds where its leaf is false. */
const isNegated = ({ path }: Leaf): boolean => path.split('/').filter((segment) => segment === 'not').length % 2 === 1;

function signOf(leaf: Leaf): SignKind {
  if (leaf.value === 'U') return 'open';
  return (leaf.value === 'T') !== isNegated(leaf) ? 'met' : 'unmet';
}

/** What an explanation comes to, condition by condition. Of alternatives, those that another one made needless are left out. */
export interface Reasons {
  blocking: Leaf[];
  open: (Leaf & { settle: Settlement })[];
  met: Leaf[];
}

/** Whether a condition that does not hold changes nothing, for another one is enough. */
export const isNeedless = (leaf: Leaf, { culprits, settle }: Explanation): boolean =>
  signOf(leaf) !== 'met' && !culprits.flat().includes(leaf.id) && !settle.some((one) => one.leaf === leaf.id);

export function reasonsOf({ leaves, culprits, settle }: Explanation): Reasons {
  const culpritIds = new Set(culprits.flat());
  const openIds = new Set(settle.map(({ leaf }) => leaf));
  return {
    blocking: leaves.filter(({ id }) => culpritIds.has(id)),
    open: leaves.filter((leaf): leaf is Reasons['open'][number] => openIds.has(leaf.id) && leaf.settle !== undefined),
    met: leaves.filter((leaf) => signOf(leaf) === 'met'),
  };
}

/** The fact to ask the owner for, when an answer would do. */
export function factToAsk({ who, how, fact }: Settlement): string | null {
  if (who !== 'owner' || how !== 'answer' || fact === null) return null;
  const asked = CATALOGUE[fact]?.askAs ?? fact;
  return isAnswerable(asked) ? asked : null;
}

/** What is missing, in the page's language. */
export function settlementText(settlement: Settlement, { t, term, locale }: Language): string {
  const label = settlement.fact ? CATALOGUE[settlement.fact]?.label : undefined;
  if (!label) return settlement.text[languageOfText(locale)];
  return t(`settle.${settlement.cause}` as MessageKey, { label: term(label) });
}

/** Whether those words say who can settle it: an answer is the owner's, and a check says that it is the officer's. */
export const namesSettler = ({ who, cause }: Settlement): boolean => who === 'owner' || (who === 'officer' && cause === 'officerCheck');

/** What the profile says about a condition. */
export const answerText = ({ actualText }: Leaf, language: 'id' | 'en'): string | null => actualText?.[language] ?? null;

const factAt = (rule: Rule, path: string): string | null => {
  const [, leaf] = leavesOf(rule).find(([at]) => at === path) ?? [];
  return leaf ? factOf(leaf) : null;
};

/** The same, as the list of the owner's answers tells it. @param rule what the path of the condition leads through */
function ownAnswer(leaf: Leaf, language: Language, rule: Rule | undefined): string | null {
  const { actual, path } = leaf;
  if (typeof actual === 'boolean') return language.t(actual ? 'answer.yes' : 'answer.no');
  const fact = rule && factAt(rule, path);
  if (fact && actual !== null && FACTS[fact]?.unit === 'IDR') return valueText(fact, actual as StoredValue, language);
  return answerText(leaf, languageOfText(language.locale));
}

interface CriterionExtras {
  notes?: Criterion['notes'];
  /** Stands below the law. */
  last?: Criterion['notes'];
  rule?: Rule;
}

/** One condition with all that is known about it. */
export function criterionOf(leaf: Leaf, language: Language, { notes = [], last = [], rule }: CriterionExtras = {}): Criterion {
  const { t, locale } = language;
  const speaks = languageOfText(locale);
  const answer = ownAnswer(leaf, language, rule);
  const answered = answer ? [t('offer.answered', { answer })] : [];
  const basis = leaf.legalBasis ? [t('offer.legal', { law: leaf.legalBasis })] : [];
  return {
    id: leaf.id,
    kind: signOf(leaf),
    text: leaf.text[speaks],
    lang: speaks === locale ? undefined : speaks,
    notes: [...answered, ...notes, ...basis, ...last],
  };
}

export const withVerdict = (suggestions: readonly Suggestion[], verdict: Explanation['verdict']): Suggestion[] =>
  suggestions.filter(({ explanation }) => explanation.verdict === verdict);
