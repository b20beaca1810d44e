import type { EvaluatedNode } from './evaluate';
import { Catalogue, Settler, Text } from './facts';
import { Cause } from './leaf';
import { factOf, isComparison, Leaf } from './rule';

/** What would settle one undetermined leaf, and who can do it. */
export interface Settlement {
  leaf: string;
  fact: string | null;
  cause: Cause;
  who: Settler;
  how: 'answer' | 'document' | 'visit' | 'check';
  text: Text;
}

const HOW_AT_LEVEL = { declared: 'answer', document: 'document', officer: 'visit', registry: 'check' } as const;
const WHO_AT_LEVEL = { declared: 'owner', document: 'owner', officer: 'officer', registry: 'registry' } as const;
const HOW_BY: Record<Settler, Settlement['how']> = { owner: 'answer', officer: 'visit', registry: 'check', partner: 'check' };

const TEXTS: Record<Cause, (label: Text) => Text> = {
  missing: (label) => ({ id: `Perlu jawaban: ${label.id}`, en: `Needs an answer: ${label.en}` }),
  stale: (label) => ({ id: `Perlu diperbarui: ${label.id}`, en: `Needs an update: ${label.en}` }),
  evidence: (label) => ({ id: `Perlu bukti: ${label.id}`, en: `Needs evidence: ${label.en}` }),
  invalid: (label) => ({ id: `Perlu diperbaiki: ${label.id}`, en: `Needs correcting: ${label.en}` }),
  imprecise: (label) => ({ id: `Perlu angka yang lebih tepat: ${label.id}`, en: `Needs a more exact figure: ${label.en}` }),
  officerCheck: (label) => ({ id: `Diperiksa petugas: ${label.id}`, en: `An officer checks: ${label.en}` }),
};

function whoAndHow(leaf: Leaf, cause: Cause, catalogue: Catalogue): Pick<Settlement, 'who' | 'how'> {
  if (cause === 'officerCheck') return { who: 'officer', how: 'visit' };
  const level = 'level' in leaf ? leaf.level : undefined;
  if (level && level !== 'declared') return { who: WHO_AT_LEVEL[level], how: HOW_AT_LEVEL[level] };
  const who = (isComparison(leaf) && catalogue[leaf.fact]?.settledBy) || 'owner';
  return { who, how: HOW_BY[who] };
}

/** @param node an undetermined leaf, as evaluated */
export function settlementOf(node: EvaluatedNode, catalogue: Catalogue): Settlement {
  const leaf = node.rule as Leaf;
  const cause = node.outcome!.cause!;
  const fact = factOf(leaf);
  const label = (fact ? catalogue[fact]?.label : undefined) ?? leaf.text ?? { id: node.path, en: node.path };
  return { leaf: leaf.id ?? node.path, fact, cause, ...whoAndHow(leaf, cause, catalogue), text: TEXTS[cause](label) };
}
