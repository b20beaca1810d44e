/** A region in three units of a record, so that equal regions are equal numbers and an ancestor is a prefix. */
export type RegionUnits = readonly [number, number, number];

/** A part of a code is one more than its number; 0 stands for a part that is absent. */
const PARTS = 101;
export const REGENCIES = PARTS * PARTS;
const WIDTHS = [2, 2, 2, 4];

/** What a rule cannot use, though fit may: a stale or badly supported region. */
export const NOT_USABLE = 0x8000;

const REGION = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/** One more than the number that a part of a code states; 0 when the code ends before. */
const part = (region: string, from: number, to: number): number => (from < region.length ? Number(region.slice(from, to)) + 1 : 0);

export function regionUnits(region: unknown): RegionUnits {
  if (typeof region !== 'string' || !REGION.test(region)) return [0, 0, 0];
  return [part(region, 0, 2) * PARTS + part(region, 3, 5), part(region, 6, 8), part(region, 9, 13)];
}

/** The inverse of {@link regionUnits}; empty for a value that is no region. */
export function regionOf([regency, kecamatan, village]: RegionUnits): string {
  const parts = [Math.floor(regency / PARTS), regency % PARTS, kecamatan, village];
  const known = parts.slice(0, parts.includes(0) ? parts.indexOf(0) : parts.length);
  return known.map((part, depth) => String(part - 1).padStart(WIDTHS[depth]!, '0')).join('.');
}

/** How many parts a code has. */
export const depthOf = (region: string): number => (region === '' ? 0 : region.split('.').length);

/** How long a code of so many parts is. */
export const LENGTH_AT_DEPTH = [0, 2, 5, 8, 13] as const;

/** The first parts of a code. */
export const upTo = (depth: number, region: string): string => region.split('.').slice(0, depth).join('.');

/** The deepest province or regency that holds all areas; empty for the nation. */
export function commonRegion(areas: readonly string[]): string {
  const shared = (depth: number) =>
    new Set(areas.map((area) => upTo(depth, area))).size === 1 && areas.every((area) => depthOf(area) >= depth);
  const depth = [2, 1].find(shared) ?? 0;
  return depth === 0 ? '' : upTo(depth, areas[0]!);
}
