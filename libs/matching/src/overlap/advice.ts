import { Catalogue, Naming, Text } from '../facts';
import { grantHelps } from '../grants';
import { asCode, both } from '../sentences';
import { EVERYWHERE, holdsArea, liesStrictlyIn } from './areas';
import { Cell } from './cells';
import { Intersection, PlannedOffer } from './intersect';
import { isAmong, nearness } from './interventions';

/** A place and time where the help would be missed. */
export interface OpenCell {
  district: string;
  intervention: string;
  target: string;
  quarter: string;
  /** Needs without a seat. */
  open: number;
}

/** What to do about two offers that meet; `text` gives the reason. */
export type Advice = { text: Text } & (
  | { kind: 'sequence'; first: string; then: string; fact: string }
  | { kind: 'localFirst'; local: string; general: string }
  | { kind: 'move'; to: readonly OpenCell[] }
  | { kind: 'differentiate'; by: readonly OpenCell[] }
);

export interface AdviceField {
  catalogue: Catalogue;
  /** Needs and seats, from `cellReport`; without them nothing can be said of where to go. */
  cells?: readonly Cell[];
  /** Where the organiser of the draft may act; default: its own area. */
  reach?: readonly string[];
  /** Cells named in one piece of advice, the most needs first. */
  most?: number;
  /** What the texts call offers, needs, places and groups; default: their codes. */
  names?: Naming;
}

const DEFAULT_MOST = 3;

/** A fact that finishing the first offer gives and the second asks for. */
const bridge = (first: PlannedOffer, then: PlannedOffer, catalogue: Catalogue): string | null =>
  first.grants?.find((grant) => grantHelps(grant, then.requires, catalogue))?.fact ?? null;

function sequence(first: PlannedOffer, then: PlannedOffer, { catalogue, names = asCode }: AdviceField): Advice[] {
  const fact = bridge(first, then, catalogue);
  if (fact === null) return [];
  const [label, former, latter] = [catalogue[fact]!.label, names(first.id), names(then.id)];
  const text = {
    id: `Urutkan: ${former.id} dahulu, karena memberi "${label.id}" yang diminta ${latter.id}.`,
    en: `Put them in order: ${former.en} first, as it gives "${label.en}", which ${latter.en} asks for.`,
  };
  return [{ kind: 'sequence', first: first.id, then: then.id, fact, text }];
}

function localFirst(local: PlannedOffer, general: PlannedOffer, { names = asCode }: AdviceField): Advice[] {
  if (!liesStrictlyIn(local.area, general.area)) return [];
  const [near, wide] = [names(local.id), names(general.id)];
  const text = {
    id: `Dahulukan yang setempat: ${near.id} untuk warga wilayahnya selama ada kursi, ${wide.id} untuk selebihnya.`,
    en: `Local first: ${near.en} for those who live in its area while it has seats, ${wide.en} for the rest.`,
  };
  return [{ kind: 'localFirst', local: local.id, general: general.id, text }];
}

const isWithin = (areas: readonly string[], district: string): boolean =>
  areas.some((area) => area === EVERYWHERE || holdsArea(area, district));

function openCells(cells: readonly Cell[], isFit: (cell: Cell) => boolean, most: number): OpenCell[] {
  return cells
    .filter((cell) => (cell.state === 'empty' || cell.state === 'short') && isFit(cell))
    .map(({ district, intervention, target, quarter, need, seats }) => ({ district, intervention, target, quarter, open: need - seats }))
    .sort((a, b) => b.open - a.open || (Object.values(a).join(' ') < Object.values(b).join(' ') ? -1 : 1))
    .slice(0, most);
}

/** `where (5 needs), …` */
const listed = (cells: readonly OpenCell[], where: (cell: OpenCell) => Text): Text =>
  both((language) =>
    cells
      .map((cell) => `${where(cell)[language]} (${cell.open} ${{ id: 'kebutuhan', en: cell.open === 1 ? 'need' : 'needs' }[language]})`)
      .join(', '),
  );

/** One of each place, with the open needs of all groups there. */
function byPlace(cells: readonly OpenCell[]): OpenCell[] {
  const places = new Map<string, OpenCell>();
  for (const cell of cells) {
    const key = `${cell.district} ${cell.quarter}`;
    places.set(key, { ...cell, open: cell.open + (places.get(key)?.open ?? 0) });
  }
  return [...places.values()];
}

function move(
  draft: PlannedOffer,
  { areas }: Intersection,
  { cells = [], reach = draft.area, most = DEFAULT_MOST, names = asCode }: AdviceField,
): Advice[] {
  const isElsewhere = (cell: Cell) =>
    isAmong(cell.intervention, draft.interventions) === 'T' && isWithin(reach, cell.district) && !isWithin(areas, cell.district);
  const to = openCells(cells, isElsewhere, most);
  if (to.length === 0) return [];
  const places = listed(byPlace(to), ({ district, quarter }) => both((language) => `${names(district)[language]} ${quarter}`));
  const text = { id: `Pindahkan ke tempat yang belum terlayani: ${places.id}.`, en: `Move to where nobody is served: ${places.en}.` };
  return [{ kind: 'move', to, text }];
}

/** Another need of the same family, or another group, in the same place: what the two share is left out. */
function differentiate(
  draft: PlannedOffer,
  { areas, shared }: Intersection,
  { cells = [], most = DEFAULT_MOST, names = asCode }: AdviceField,
): Advice[] {
  const isNear = (cell: Cell) => draft.interventions.some((code) => nearness(code, cell.intervention) !== null);
  const by = openCells(cells, (cell) => isNear(cell) && isWithin(areas, cell.district), most);
  const codes = [...new Set(shared.map(({ a }) => a))];
  const topics = both((language) => codes.map((code) => names(code)[language]).join(', '));
  const needs = listed(by, ({ intervention, target }) => both((language) => `${names(intervention)[language]}/${names(target)[language]}`));
  const text = {
    id: `Bedakan: keduanya memberi ${topics.id} kepada orang yang sama${by.length > 0 ? `; yang belum terlayani di sini: ${needs.id}` : ''}.`,
    en: `Differentiate: both give ${topics.en} to the same people${by.length > 0 ? `; not served here: ${needs.en}` : ''}.`,
  };
  return [{ kind: 'differentiate', by, text }];
}

/**
 * What the author of `a` can do about meeting `b`, the most telling first; none when the two do not meet.
 * @param intersection of `a`, the draft, and `b`, which exists
 */
export function adviseOn(intersection: Intersection, a: PlannedOffer, b: PlannedOffer, field: AdviceField): Advice[] {
  const { outcome } = intersection.answer;
  if (outcome === 'apart' || outcome === 'disjoint') return [];
  return [
    ...sequence(a, b, field),
    ...sequence(b, a, field),
    ...localFirst(a, b, field),
    ...localFirst(b, a, field),
    ...move(a, intersection, field),
    ...differentiate(a, intersection, field),
  ];
}
