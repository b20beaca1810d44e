import { Catalogue, Text } from '../facts';
import { grantHelps } from '../grants';
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
}

const DEFAULT_MOST = 3;

/** A fact that finishing the first offer gives and the second asks for. */
const bridge = (first: PlannedOffer, then: PlannedOffer, catalogue: Catalogue): string | null =>
  first.grants?.find((grant) => grantHelps(grant, then.requires, catalogue))?.fact ?? null;

function sequence(first: PlannedOffer, then: PlannedOffer, catalogue: Catalogue): Advice[] {
  const fact = bridge(first, then, catalogue);
  if (fact === null) return [];
  const label = catalogue[fact]!.label;
  const text = {
    id: `Urutkan: ${first.id} dahulu, karena memberi "${label.id}" yang diminta ${then.id}.`,
    en: `Put them in order: ${first.id} first, as it gives "${label.en}", which ${then.id} asks for.`,
  };
  return [{ kind: 'sequence', first: first.id, then: then.id, fact, text }];
}

function localFirst(local: PlannedOffer, general: PlannedOffer): Advice[] {
  if (!liesStrictlyIn(local.area, general.area)) return [];
  const text = {
    id: `Dahulukan yang setempat: ${local.id} untuk warga wilayahnya selama ada kursi, ${general.id} untuk selebihnya.`,
    en: `Local first: ${local.id} for those who live in its area while it has seats, ${general.id} for the rest.`,
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

const places = (cells: readonly OpenCell[], language: 'id' | 'en'): string =>
  cells.map(({ district, quarter, open }) => `${district} ${quarter} (${open} ${language === 'id' ? 'kebutuhan' : 'needs'})`).join(', ');

function move(
  draft: PlannedOffer,
  { areas }: Intersection,
  { cells = [], reach = draft.area, most = DEFAULT_MOST }: AdviceField,
): Advice[] {
  const isElsewhere = (cell: Cell) =>
    isAmong(cell.intervention, draft.interventions) === 'T' && isWithin(reach, cell.district) && !isWithin(areas, cell.district);
  const to = openCells(cells, isElsewhere, most);
  if (to.length === 0) return [];
  const text = {
    id: `Pindahkan ke tempat yang belum terlayani: ${places(to, 'id')}.`,
    en: `Move to where nobody is served: ${places(to, 'en')}.`,
  };
  return [{ kind: 'move', to, text }];
}

/** Another need of the same family, or another group, in the same place: what the two share is left out. */
function differentiate(draft: PlannedOffer, { areas, shared }: Intersection, { cells = [], most = DEFAULT_MOST }: AdviceField): Advice[] {
  const isNear = (cell: Cell) => draft.interventions.some((code) => nearness(code, cell.intervention) !== null);
  const by = openCells(cells, (cell) => isNear(cell) && isWithin(areas, cell.district), most);
  const topics = [...new Set(shared.map(({ a }) => a))].join(', ');
  const named = (language: 'id' | 'en') =>
    by
      .map(({ intervention, target, open }) => `${intervention}/${target} (${open} ${language === 'id' ? 'kebutuhan' : 'needs'})`)
      .join(', ');
  const text = {
    id: `Bedakan: keduanya memberi ${topics} kepada orang yang sama${by.length > 0 ? `; yang belum terlayani di sini: ${named('id')}` : ''}.`,
    en: `Differentiate: both give ${topics} to the same people${by.length > 0 ? `; not served here: ${named('en')}` : ''}.`,
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
    ...sequence(a, b, field.catalogue),
    ...sequence(b, a, field.catalogue),
    ...localFirst(a, b),
    ...localFirst(b, a),
    ...move(a, intersection, field),
    ...differentiate(a, intersection, field),
  ];
}
