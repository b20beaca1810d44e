import { Day, LAST_DAY } from '../calendar';
import { Catalogue, Text } from '../facts';
import { Grant } from '../grants';
import { Rule } from '../rule';
import { sharedAreas } from './areas';
import { Nearness, SharedIntervention, sharedInterventions } from './interventions';
import { GovernmentLevel, Period } from './types';
import { Compatibility, findWitness, WitnessLimits } from './witness/find-witness';

/** An offer, published or not yet, as far as its likeness to others needs it. `from` and `to` null are open-ended. */
export interface PlannedOffer {
  id: string;
  level: GovernmentLevel;
  interventions: readonly string[];
  area: readonly string[];
  from: Day | null;
  to: Day | null;
  requires: Rule;
  grants?: readonly Grant[];
}

/** `apart`: they do different things, in different places, or at different times. */
export type IntersectionAnswer = { outcome: 'apart'; by: 'intervention' | 'area' | 'window' } | Compatibility;

export interface Intersection {
  a: string;
  b: string;
  /** Nearest first. */
  shared: readonly SharedIntervention[];
  areas: readonly string[];
  days: Period | null;
  answer: IntersectionAnswer;
  text: Text;
}

export interface IntersectionField {
  catalogue: Catalogue;
  laws?: readonly Rule[];
  /** Days before this one no longer matter. */
  asOf: Day;
  /** How distant interventions may be and still count; default: a leaf and its whole family. */
  weakest?: Nearness;
  limits?: WitnessLimits;
}

const latest = (days: readonly Day[]): Day => [...days].sort().at(-1)!;

function sharedDays(a: PlannedOffer, b: PlannedOffer, asOf: Day): Period | null {
  const from = latest([asOf, ...[a.from, b.from].filter((day) => day !== null)]);
  const ends = [a.to, b.to].filter((day) => day !== null).sort();
  return from <= (ends[0] ?? LAST_DAY) ? { from, to: ends[0] ?? null } : null;
}

function answerTo(
  a: PlannedOffer,
  b: PlannedOffer,
  field: IntersectionField,
  found: Omit<Intersection, 'answer' | 'text'>,
): IntersectionAnswer {
  if (found.shared.length === 0) return { outcome: 'apart', by: 'intervention' };
  if (found.areas.length === 0) return { outcome: 'apart', by: 'area' };
  if (found.days === null) return { outcome: 'apart', by: 'window' };
  const { catalogue, laws, limits } = field;
  return findWitness(a.requires, b.requires, { catalogue, laws, days: found.days, limits });
}

const APART: Record<'intervention' | 'area' | 'window', Text> = {
  intervention: { id: 'Keduanya menjawab kebutuhan yang berbeda.', en: 'They answer different needs.' },
  area: { id: 'Wilayahnya tidak bertemu.', en: 'Their areas do not meet.' },
  window: { id: 'Masanya tidak bertemu.', en: 'Their windows do not meet.' },
};

function textOf(answer: IntersectionAnswer): Text {
  if (answer.outcome === 'apart') return APART[answer.by];
  if (answer.outcome === 'witness') {
    return { id: 'Satu pelaku dapat memenuhi syarat keduanya.', en: 'One actor can be eligible for both.' };
  }
  if (answer.outcome === 'notDecided') {
    return { id: 'Belum dapat dipastikan: pencarian dihentikan pada batasnya.', en: 'Not decided: the search stopped at its bounds.' };
  }
  const said = (language: keyof Text) => [...answer.a, ...answer.b].map(({ text }) => `"${text[language]}"`);
  return {
    id: `Tidak ada yang dapat memenuhi keduanya: ${said('id').join(' lawan ')}.`,
    en: `Nobody can meet both: ${said('en').join(' against ')}.`,
  };
}

/**
 * Whether two offers would serve one actor with the same help, in the same place and days.
 * @returns the first reason why not, or a profile that is eligible for both, or that the search gave up
 */
export function intersectOffers(a: PlannedOffer, b: PlannedOffer, field: IntersectionField): Intersection {
  const found = {
    a: a.id,
    b: b.id,
    shared: sharedInterventions(a.interventions, b.interventions, field.weakest ?? 'family'),
    areas: sharedAreas(a.area, b.area),
    days: sharedDays(a, b, field.asOf),
  };
  const answer = answerTo(a, b, field, found);
  return { ...found, answer, text: textOf(answer) };
}
