import { childrenOf, isLeaf, Rule, Truth } from '@sambung/matching';

/**
 * Whether a rule holds however its unknown leaves may turn out: a second opinion on an eligible verdict, which shares
 * no code with the engine.
 * @param valueAt the value of the leaf at a JSON Pointer
 */
export function holdsInWorstCase(rule: Rule, valueAt: (path: string) => Truth): boolean {
  const certain = (node: Rule, path: string, wanted: boolean): boolean => {
    if (isLeaf(node)) return valueAt(path) === (wanted ? 'T' : 'F');
    const certainChildren = (want: boolean) =>
      childrenOf(node).filter(([segment, child]) => certain(child, `${path}/${segment}`, want)).length;
    if ('not' in node) return certainChildren(!wanted) === 1;
    const size = childrenOf(node).length;
    const needed = 'all' in node ? size : 'any' in node ? 1 : 'of' in node ? node.atLeast : 0;
    return wanted ? certainChildren(true) >= needed : certainChildren(false) >= size - needed + 1;
  };
  return certain(rule, '', true);
}
