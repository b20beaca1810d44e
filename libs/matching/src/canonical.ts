/** A value as JSON.stringify sees it: dates and the like give their text, what JSON cannot hold is null. */
function plain(value: unknown): unknown {
  const { toJSON } = (value ?? {}) as { toJSON?: unknown };
  const given = typeof toJSON === 'function' ? toJSON.call(value) : value;
  return given === undefined || typeof given === 'function' ? null : given;
}

/** The order of code units: the same on every machine, whatever its language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * JSON with sorted keys and no white space, so that equal values have equal bytes and hash alike.
 * `undefined` members are left out, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  const given = plain(value);
  if (Array.isArray(given)) return `[${Array.from(given, (item) => canonicalJson(item)).join(',')}]`;
  if (typeof given !== 'object' || given === null) return JSON.stringify(given);
  const members = Object.entries(given)
    .filter(([, member]) => member !== undefined && typeof member !== 'function')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
