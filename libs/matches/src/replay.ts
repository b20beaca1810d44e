import { canonicalJson, Text, unlockInWords } from '@sambung/matching';
import { StoredExplanation } from './explanation';

/** One thing that differs between two explanations, in words; null where one of them has no such thing. */
export interface Difference {
  what: string;
  from: string | null;
  to: string | null;
}

/** The one item that differs whenever another version decides. */
export const OFFER_VERSION = 'offer version';

type Leaf = StoredExplanation['leaves'][number];

const words = (text: Text | null | undefined): string | null => text?.en ?? null;

const leafText = ({ value, expected, actualText }: Leaf): string =>
  `${value} (${words(expected)}${actualText ? `; is ${words(actualText)}` : ''})`;

const unlocksText = ({ unlocks }: StoredExplanation): string | null =>
  unlocks?.map((unlock) => `by ${unlock.readyOn}: ${unlockInWords(unlock).map(words).join(' ')}`).join(' | ') ?? null;

/** What there is to compare, by name, in the order in which it is read. */
function itemsOf(explanation: StoredExplanation): ReadonlyMap<string, string | null> {
  const {
    verdict,
    sentence,
    leaves,
    prefers,
    culprits,
    settle,
    outlook,
    fit,
    priority,
    allocation,
    validUntil,
    asOf,
    profileHash,
    engine,
    offer,
  } = explanation;
  return new Map([
    ['verdict', verdict],
    ['sentence', words(sentence)],
    ...leaves.map((leaf): [string, string] => [`condition ${leaf.id}`, leafText(leaf)]),
    ...prefers.map((leaf): [string, string] => [`wish ${leaf.id}`, leafText(leaf)]),
    ['culprits', culprits.map((set) => set.join(' + ')).join('; ')],
    ['settled by', settle.map(({ text }) => text.en).join('; ')],
    ['outlook', outlook ?? null],
    ['unlocks', unlocksText(explanation)],
    ['fit', `${fit.total} of ${fit.coverage} known`],
    ['priority', priority ? `${priority.points} points` : null],
    ['allocation', words(allocation?.text)],
    ['valid until', validUntil],
    ['as of', asOf],
    ['profile', profileHash],
    ['engine', engine],
    [OFFER_VERSION, `${offer.version} (${offer.hash})`],
  ]);
}

/** What of an explanation comes out otherwise in another one, the verdict first; "details" when no line of it does. */
export function differences(before: StoredExplanation, after: StoredExplanation): readonly Difference[] {
  const [from, to] = [itemsOf(before), itemsOf(after)];
  const names = [...new Set([...from.keys(), ...to.keys()])];
  const found = names
    .map((what) => ({ what, from: from.get(what) ?? null, to: to.get(what) ?? null }))
    .filter((item) => item.from !== item.to);
  const whole = { what: 'details', from: canonicalJson(before), to: canonicalJson(after) };
  return found.length > 0 || whole.from === whole.to ? found : [whole];
}
