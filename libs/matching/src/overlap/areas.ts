import { Truth } from '../truth';

export const EVERYWHERE = '*';

/** Whether the first area is the second or holds it. Kemendagri codes nest by prefix: 35.07 holds 35.07.11. */
export const holdsArea = (outer: string, inner: string): boolean =>
  outer === EVERYWHERE || outer === inner || inner.startsWith(`${outer}.`);

/** @returns undetermined for an unknown region, or one that merely contains one of the areas */
export function livesIn(region: string | null, areas: readonly string[]): Truth {
  if (areas.includes(EVERYWHERE)) return 'T';
  if (region === null) return areas.length === 0 ? 'F' : 'U';
  if (areas.some((area) => holdsArea(area, region))) return 'T';
  return areas.some((area) => holdsArea(region, area)) ? 'U' : 'F';
}

/** 0 for the whole country, 1 province, 2 regency, 3 kecamatan, 4 village: of the narrowest area in which the region may lie. */
export function locality(region: string | null, areas: readonly string[]): number {
  const fitting = areas.filter((area) => livesIn(region, [area]) !== 'F');
  return Math.max(0, ...fitting.map((area) => (area === EVERYWHERE ? 0 : area.split('.').length)));
}

/** The areas that both lists cover, none inside another, sorted; empty when they do not meet. */
export function sharedAreas(a: readonly string[], b: readonly string[]): string[] {
  const narrower = (one: string, other: string) => (holdsArea(one, other) ? [other] : holdsArea(other, one) ? [one] : []);
  const all = [...new Set(a.flatMap((one) => b.flatMap((other) => narrower(one, other))))];
  return all.filter((area) => !all.some((other) => other !== area && holdsArea(other, area))).sort();
}

/** Whether every one of the inner areas lies in one of the outer ones, and not the other way round. */
export function liesStrictlyIn(inner: readonly string[], outer: readonly string[]): boolean {
  const covers = (big: readonly string[], small: readonly string[]) => small.every((area) => big.some((one) => holdsArea(one, area)));
  return covers(outer, inner) && !covers(inner, outer);
}
