import { compareText } from './canonical';
import { Verdict } from './evaluate';

/** Scores and weights are integers, so that equal inputs give equal bytes; scores are basis points, 0 to 10,000. */
export const FULL = 10_000;

export const FIT_COMPONENTS = ['need', 'area', 'stage', 'timing', 'readiness'] as const;
export type FitComponent = (typeof FIT_COMPONENTS)[number];

/** Weights of one offer kind; they sum to 100. */
export type FitWeights = Readonly<Record<FitComponent, number>>;

/** A component is null when the facts behind it are unknown; it is then left out, never guessed. */
export type FitScores = Readonly<Record<FitComponent, number | null>>;

export interface Fit {
  /** Weighted mean of the known components, basis points; null when none is known. */
  total: number | null;
  /** Known weight as a share of all weight, basis points. */
  coverage: number;
  components: FitScores;
}

export function fit(scores: FitScores, weights: FitWeights): Fit {
  const known = FIT_COMPONENTS.filter((component) => scores[component] !== null);
  const knownWeight = known.reduce((sum, component) => sum + weights[component], 0);
  const allWeight = FIT_COMPONENTS.reduce((sum, component) => sum + weights[component], 0);
  const weighted = known.reduce((sum, component) => sum + weights[component] * scores[component]!, 0);
  return {
    total: knownWeight === 0 ? null : Math.round(weighted / knownWeight),
    coverage: allWeight === 0 ? 0 : Math.round((knownWeight * FULL) / allWeight),
    components: scores,
  };
}

/**
 * How well the needs served answer the needs stated: same code 1, parent or child .6, sibling .3.
 * Codes are `family.leaf`; a bare `family` stands for the whole class.
 */
export function needAlignment(wanted: readonly string[], served: readonly string[]): number | null {
  if (wanted.length === 0 || served.length === 0) return null;
  const family = (code: string) => code.split('.')[0]!;
  const alignment = (want: string, serve: string): number => {
    if (want === serve) return FULL;
    if (family(want) !== family(serve)) return 0;
    return want === family(want) || serve === family(serve) ? 6_000 : 3_000;
  };
  return Math.max(...wanted.flatMap((want) => served.map((serve) => alignment(want, serve))));
}

/**
 * The nearer the offer is made for, the better: village 1, kecamatan .9, regency .8, province .6, nation .5.
 * @returns null when the region merely contains an area, so that nobody can tell
 */
export function areaCloseness(region: string, areas: readonly string[]): number | null {
  const SCORE_AT_DEPTH = [5_000, 6_000, 8_000, 9_000, FULL];
  const depths = areas
    .filter((area) => area === '*' || region === area || region.startsWith(`${area}.`))
    .map((area) => (area === '*' ? 0 : area.split('.').length));
  if (depths.length > 0) return SCORE_AT_DEPTH[Math.max(...depths)]!;
  return areas.some((area) => area.startsWith(`${region}.`)) ? null : 0;
}

/** An offer as far as ranking needs it. `closes` is a day or null for an offer without an end. */
export interface RankedOffer {
  id: string;
  verdict: Verdict;
  fit: Fit;
  closes: string | null;
}

const VERDICT_ORDER: Record<Verdict, number> = { eligible: 0, undetermined: 1, notEligible: 2 };

/** Eligible before undetermined; then fit, coverage, closing day, id: the same order on every machine. */
export function compareOffers(a: RankedOffer, b: RankedOffer): number {
  return (
    VERDICT_ORDER[a.verdict] - VERDICT_ORDER[b.verdict] ||
    (b.fit.total ?? -1) - (a.fit.total ?? -1) ||
    b.fit.coverage - a.fit.coverage ||
    compareText(a.closes ?? '9999-12-31', b.closes ?? '9999-12-31') ||
    compareText(a.id, b.id)
  );
}
