import { Day, LAST_DAY } from '../calendar';
import { EVERYWHERE, holdsArea } from './areas';
import { familyOf, isFamily, nearness } from './interventions';
import { Period } from './types';

/** Where and for whom a need stands: kecamatan (Kemendagri code) × intervention × target group × quarter (`2026-Q2`). */
export interface CellKey {
  district: string;
  intervention: string;
  target: string;
  quarter: string;
}

/** How many actors state a need; 0 says that it is known that nobody does. Each cell once. */
export interface NeedCount extends CellKey {
  count: number;
}

/** One offer or batch. */
export interface Supply {
  offer: string;
  interventions: readonly string[];
  /** Kemendagri codes, or `*`. */
  area: readonly string[];
  /** Groups it is for; none stands for everybody. */
  targets: readonly string[];
  /** Seats over its whole run; null for a service that does not count them. */
  seats: number | null;
  from: Day | null;
  to: Day | null;
}

/** `redundant`: more seats than needs by the threshold. `empty`: needs that nothing reaches. `short`: more needs than seats. */
export type CellState = 'redundant' | 'empty' | 'short' | 'balanced';

export interface Cell extends CellKey {
  need: number;
  /** Counted seats that fall to this cell. */
  seats: number;
  /** Offers that reach the cell, sorted. */
  offers: readonly string[];
  /** A service that does not count its seats is among the offers: it keeps the cell from being empty or short. */
  uncounted: boolean;
  state: CellState;
}

export interface CellReport {
  /** By district, intervention, target and quarter. */
  cells: readonly Cell[];
  /** Supplies that no cell given could take, by offer. */
  idle: readonly { offer: string; seats: number | null }[];
}

const FIRST_MONTH = ['01', '04', '07', '10'];
const LAST_DAY_OF = ['03-31', '06-30', '09-30', '12-31'];

/** Days of `YYYY-Qn`. @throws RangeError for another text */
export function quarterDays(quarter: string): Period & { to: Day } {
  const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(quarter) ?? [];
  if (!year || !number) throw new RangeError(`not a quarter: ${quarter}`);
  const index = Number(number) - 1;
  return { from: `${year}-${FIRST_MONTH[index]}-01`, to: `${year}-${LAST_DAY_OF[index]}` };
}

/** The quarter that a day lies in. */
export const quarterOf = (day: Day): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

const runsIn = ({ from, to }: Supply, quarter: string): boolean => {
  const days = quarterDays(quarter);
  return (from ?? '') <= days.to && days.from <= (to ?? LAST_DAY);
};

/**
 * Who names a whole family and counts no seats, as an advice centre does, is the supply of no one need. Any one thing of a family answers
 * who wants something of it, as owners mostly say.
 */
function answers(served: string, wanted: string, { seats }: Supply): boolean {
  const near = nearness(served, wanted);
  return near === 'same' || (near === 'family' && (seats !== null || !isFamily(served)));
}

const serves = ({ targets }: Supply, target: string): boolean => targets.length === 0 || targets.includes(target);

function reaches(supply: Supply, need: NeedCount): boolean {
  return (
    serves(supply, need.target) &&
    supply.interventions.some((code) => answers(code, need.intervention, supply)) &&
    supply.area.some((area) => area === EVERYWHERE || holdsArea(area, need.district)) &&
    runsIn(supply, need.quarter)
  );
}

/**
 * Whole seats in proportion to the weights, the largest remainders first, ties to the earlier; equal shares when nothing weighs anything.
 * @returns as many numbers as weights, with the sum `total`
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const shares = weights.map((weight) => (sum === 0 ? total / weights.length : (total * weight) / sum));
  const whole = shares.map(Math.floor);
  const left = total - whole.reduce((all, share) => all + share, 0);
  const remainder = (index: number) => shares[index]! - whole[index]!;
  const order = shares.map((_, index) => index).sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const index of order.slice(0, left)) whole[index]!++;
  return whole;
}

function stateOf(need: number, seats: number, reach: { any: boolean; uncounted: boolean }, threshold: number): CellState {
  if (seats > need && seats - need >= threshold) return 'redundant';
  if (need > 0 && !reach.any) return 'empty';
  return need > seats && !reach.uncounted ? 'short' : 'balanced';
}

/** A cell being filled. */
interface Draft {
  need: NeedCount;
  seats: number;
  offers: Set<string>;
  uncounted: boolean;
}

function fill(drafts: readonly Draft[], { seats, offer }: Supply): void {
  const shares = apportion(seats ?? 0, drafts.map(({ need }) => need.count)); // prettier-ignore
  drafts.forEach((draft, index) => {
    draft.offers.add(offer);
    draft.seats += shares[index]!;
    draft.uncounted ||= seats === null;
  });
}

/** Names a cell; cells of a report are in the order of these. */
export const cellKey = ({ district, intervention, target, quarter }: CellKey): string =>
  [district, intervention, target, quarter].join(' ');

function cellOf({ need, seats, offers, uncounted }: Draft, threshold: number): Cell {
  const { count, district, intervention, target, quarter } = need;
  const state = stateOf(count, seats, { any: offers.size > 0, uncounted }, threshold);
  return { district, intervention, target, quarter, need: count, seats, offers: [...offers].sort(), uncounted, state };
}

/**
 * Sets supply against need. The seats of a supply are shared out over the cells that it reaches, in proportion to their needs, so that no
 * seat counts twice.
 * @param threshold by how many seats supply must exceed need to be redundant
 * @throws RangeError for a quarter that is none
 */
export function cellReport(supplies: readonly Supply[], needs: readonly NeedCount[], threshold: number): CellReport {
  const inOrder = [...needs].sort((a, b) => (cellKey(a) < cellKey(b) ? -1 : 1));
  const drafts = inOrder.map((need): Draft => ({ need, seats: 0, offers: new Set(), uncounted: false }));
  const byFamily = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const family = familyOf(draft.need.intervention);
    const others = byFamily.get(family);
    if (others) others.push(draft);
    else byFamily.set(family, [draft]);
  }
  const idle: { offer: string; seats: number | null }[] = [];
  for (const supply of supplies) {
    const families = [...new Set(supply.interventions.map(familyOf))].sort();
    const reached = families.flatMap((family) => byFamily.get(family) ?? []).filter(({ need }) => reaches(supply, need));
    if (reached.length > 0) fill(reached, supply);
    else idle.push({ offer: supply.offer, seats: supply.seats });
  }
  return { cells: drafts.map((draft) => cellOf(draft, threshold)), idle: idle.sort((a, b) => (a.offer < b.offer ? -1 : 1)) };
}
