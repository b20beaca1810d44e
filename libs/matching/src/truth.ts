/** Kleene's strong three-valued logic: true, false, undetermined. */
export type Truth = 'T' | 'F' | 'U';

export const negate = (value: Truth): Truth => (value === 'U' ? 'U' : value === 'T' ? 'F' : 'T');

/** True when at least `k` of the values are, false when no completion of the unknowns can reach `k`. */
export function atLeast(k: number, values: readonly Truth[]): Truth {
  const trues = values.filter((value) => value === 'T').length;
  if (trues >= k) return 'T';
  const unknowns = values.filter((value) => value === 'U').length;
  return trues + unknowns < k ? 'F' : 'U';
}

export const conjunction = (values: readonly Truth[]): Truth => atLeast(values.length, values);

export const disjunction = (values: readonly Truth[]): Truth => atLeast(1, values);

export const truthOf = (value: boolean): Truth => (value ? 'T' : 'F');
