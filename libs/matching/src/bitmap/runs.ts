import { areaCloseness } from '../fit';
import { hasBit } from './bits';
import { CompiledOffers, Segment } from './compile-offers';
import { COMPONENTS } from './fit-tables';
import { OpenDay } from './open-day';

/** Offers of one segment and one class of weights: slots from `first` to before `end`, and the most that any of them can have. */
export interface Run {
  first: number;
  end: number;
  weightsClass: number;
  /** Weighted scores of the days left and of the area. */
  timing: number;
  area: number;
  /** Parts of a region from which the closeness of all areas is known. */
  areaDepth: number;
  /** Whether some have wishes, and whether some serve no need, so that these components may be known or not. */
  wishes: boolean;
  serveNothing: boolean;
}

/** Closeness to the areas from within the deepest of them. */
const closest = (areas: readonly string[]): number => Math.max(0, ...areas.map((area) => areaCloseness(area, [area])!));

function grown(run: Run, slot: number, { fit }: CompiledOffers, { timing }: OpenDay): Run {
  const area = fit.areaOf[fit.groupOf[slot]!]!;
  const weights = run.weightsClass * COMPONENTS;
  return {
    ...run,
    end: slot + 1,
    timing: Math.max(run.timing, fit.weights[weights + 3]! * timing[slot]!),
    area: Math.max(run.area, fit.weights[weights + 1]! * closest(fit.areas[area]!)),
    areaDepth: Math.max(run.areaDepth, fit.areaDepth[area]!),
    wishes: run.wishes || fit.wishFrom[slot] !== fit.wishFrom[slot + 1],
    serveNothing: run.serveNothing || !hasBit(fit.needs.serving, slot),
  };
}

function runsOf({ firstWord, words }: Segment, offers: CompiledOffers, day: OpenDay): readonly Run[] {
  const { offerAt, fit } = offers;
  const runs: Run[] = [];
  for (let slot = firstWord * 32; slot < (firstWord + words) * 32 && offerAt[slot] !== -1; slot += 1) {
    const weightsClass = fit.weightsOf[fit.groupOf[slot]!]!;
    const last = runs.at(-1);
    const run = last?.weightsClass === weightsClass ? runs.pop()! : { first: slot, end: slot, weightsClass, timing: 0, area: 0, areaDepth: 0, wishes: false, serveNothing: false }; // prettier-ignore
    runs.push(grown(run, slot, offers, day));
  }
  return runs;
}

/** The runs of each segment on one day. */
export const runsOn = (offers: CompiledOffers, day: OpenDay): ReadonlyMap<Segment, readonly Run[]> =>
  new Map(offers.segments.map((segment) => [segment, runsOf(segment, offers, day)]));
