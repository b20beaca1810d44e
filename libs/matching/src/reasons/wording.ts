import { Catalogue, FactDefinition, FactValue, Text } from '../facts';
import { Comparison, isComparison, isOfficerCheck, Leaf, Operator } from '../rule';
import { actualText, both, expectation } from '../sentences';

export const joined = (texts: readonly Text[], separator: Text): Text =>
  both((language) => texts.map((text) => text[language]).join(separator[language]));

/** Puts words in both languages before a text. */
export const after = (id: string, en: string, text: Text): Text => ({ id: `${id}${text.id}`, en: `${en}${text.en}` });

/** Lowers the first letter, but not of an abbreviation such as NIB or P-IRT, nor of a name. */
const lowered = (text: string): string =>
  /^(?!Indonesia)\p{Lu}(\p{Ll}|$|\s)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
export const lower = (text: Text): Text => both((language) => lowered(text[language]));

const OPPOSITE: Partial<Record<Operator, Operator>> = {
  '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>', in: 'notIn', notIn: 'in',
  containsAny: 'containsNone', containsNone: 'containsAny',
}; // prettier-ignore

/** The comparison that is true exactly when this one is false, where one operator says so. */
function opposite(leaf: Comparison): Comparison | null {
  if (typeof leaf.value === 'boolean') return { ...leaf, op: '=', value: leaf.op === '=' ? !leaf.value : leaf.value };
  const op = OPPOSITE[leaf.op];
  return op ? { ...leaf, op } : null;
}

/** The leaf as something to be met: itself, or its opposite where the rule wants it false; null when no leaf says that. */
export function asRequired(leaf: Leaf, wanted: boolean): Leaf | null {
  if (wanted) return leaf;
  if (isComparison(leaf)) {
    const { text: _, ...turned } = opposite(leaf) ?? leaf;
    return opposite(leaf) ? turned : null;
  }
  if (isOfficerCheck(leaf)) return null;
  return leaf.known === undefined ? { known: leaf.missing!, level: leaf.level } : { missing: leaf.known, level: leaf.level };
}

/** What has to hold of a leaf, in words: the author's where the leaf itself is wanted, else the engine's. */
export function requirement(leaf: Leaf, wanted: boolean, catalogue: Catalogue): Text {
  const required = asRequired(leaf, wanted);
  if (required) return required.text ?? expectation(required, catalogue);
  return after('Bukan: ', 'Not: ', leaf.text ?? expectation(leaf, catalogue));
}

/** A value of a fact in words: with its unit, or the label of its option. */
export function valueText(fact: string, value: FactValue, catalogue: Catalogue): Text {
  return actualText({ fact, op: '=', value: true }, { value: 'T', actual: value }, catalogue)!;
}

const items = (value: FactValue | null): readonly string[] => (Array.isArray(value) ? value : []);

function listChange(
  fact: string,
  { label }: FactDefinition,
  change: { from: FactValue | null; to: FactValue },
  catalogue: Catalogue,
): Text {
  const added = items(change.to).filter((item) => !items(change.from).includes(item));
  const dropped = items(change.from).filter((item) => !items(change.to).includes(item));
  const named = (list: readonly string[]) => valueText(fact, list, catalogue);
  const name = lower(label);
  const parts = [
    ...(added.length > 0
      ? [both((language) => `${{ id: 'Tambah', en: 'Add to' }[language]} ${name[language]}: ${named(added)[language]}`)]
      : []),
    ...(dropped.length > 0
      ? [both((language) => `${{ id: 'Lepas', en: 'Drop from' }[language]} ${name[language]}: ${named(dropped)[language]}`)]
      : []),
  ];
  return joined(parts, { id: '; ', en: '; ' });
}

function numberVerb(from: FactValue | null, to: number): Text {
  const least = typeof from === 'number' ? from : ((from as { min?: number } | null)?.min ?? -Infinity);
  return to > least ? { id: 'Naikkan', en: 'Raise' } : { id: 'Turunkan', en: 'Lower' };
}

/** What to do to change a fact, in the imperative: the catalogue's words, else the engine's. */
export function changeText(fact: string, change: { from: FactValue | null; to: FactValue }, catalogue: Catalogue): Text {
  const definition = catalogue[fact]!;
  const { to } = change;
  const { how, towards } = definition.change ?? {};
  const isOtherWay = typeof to === 'boolean' && to !== (towards !== 'down');
  if (how && !isOtherWay) return how;
  if (Array.isArray(to)) return listChange(fact, definition, change, catalogue);
  if (to === true && definition.action === 'obtainable') return after('Lengkapi: ', 'Arrange: ', lower(definition.label));
  const name = lower(definition.label);
  const value = valueText(fact, to, catalogue);
  const verb = typeof to === 'number' ? numberVerb(change.from, to) : { id: 'Ubah', en: 'Change' };
  return { id: `${verb.id} ${name.id} menjadi ${value.id}`, en: `${verb.en} ${name.en} to ${value.en}` };
}
