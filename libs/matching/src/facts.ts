import { Day } from './calendar';

/** Indonesian and English: every sentence that a person may read comes in both. */
export interface Text {
  id: string;
  en: string;
}

/** What a code of the user's lists is called: of a need, place, group, register or offer. */
export type Naming = (code: string) => Text;

/** How well a fact is supported, weakest first. */
export const LEVELS = ['declared', 'document', 'officer', 'registry'] as const;
export type Level = (typeof LEVELS)[number];

/** An amount known only roughly; both ends belong to it and either may be open. */
export interface Range {
  min?: number;
  max?: number;
}

export type FactValue = boolean | number | string | readonly string[] | Range;

/** What is known under one key. `validUntil` is the last day on which it may be used. */
export interface Fact {
  value: FactValue;
  level?: Level;
  observedAt?: Day;
  validUntil?: Day | null;
  source?: string;
}

export type Facts = Readonly<Record<string, Fact>>;

export const FACT_TYPES = ['boolean', 'integer', 'date', 'choice', 'choices', 'region', 'code', 'text'] as const;
export type FactType = (typeof FACT_TYPES)[number];

/** Who can turn an unknown into a known. */
export type Settler = 'owner' | 'officer' | 'registry' | 'partner';

/** What can be done about a fact that stands in the way; one without a class is never suggested either. */
export type ActionClass = 'immutable' | 'date' | 'obtainable' | 'choice' | 'growth';

/** What changing a fact takes, where it differs from the default of its class (`CHANGE_DEFAULTS`). */
export interface ChangeData {
  /** Effort points, a whole number from 1; for a date: per started 30 days of waiting. */
  cost?: number;
  /** Days until the change counts, a whole number. */
  leadDays?: number;
  /** The only direction in which a change may be suggested: more, later in the options, gained; or the reverse. */
  towards?: 'up' | 'down' | 'any';
  /** What to do, in the imperative. */
  how?: Text;
}

/** What the engine must know of a fact: its type, its words and who settles it. Units: IDR, months, persons, … */
export interface FactDefinition {
  type: FactType;
  label: Text;
  unit?: string;
  options?: Readonly<Record<string, Text>>;
  settledBy?: Settler;
  /** Bounds of a whole number; no value outside them is suggested. */
  min?: number;
  max?: number;
  action?: ActionClass;
  change?: ChangeData;
  /** The fact to ask for instead of this one, which is worked out from it. */
  askAs?: string;
}

export type Catalogue = Readonly<Record<string, FactDefinition>>;

const isEnd = (end: unknown): boolean => end === undefined || Number.isSafeInteger(end);

export function isRange(value: unknown): value is Range {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { min, max } = value as Record<string, unknown>;
  return ('min' in value || 'max' in value) && isEnd(min) && isEnd(max);
}

export const levelAtLeast = (level: Level | undefined, required: Level): boolean =>
  LEVELS.indexOf(level ?? 'declared') >= LEVELS.indexOf(required);
