import { Options } from '../code-lists';
import { IdentifierKind } from '../identifiers';
import { Text } from '../text';

/** What can be done about a fact that stands in the way (see the design of counterfactuals). */
export type ActionClass = 'immutable' | 'date' | 'obtainable' | 'choice' | 'growth';

export type FactType = 'boolean' | 'integer' | 'date' | 'choice' | 'choices' | 'region' | 'code' | 'text';

/**
 * What changing a fact takes, where it differs from the default of its class (`CHANGE_DEFAULTS` of the matching lib). All
 * figures in `facts/` are defaults to confirm with the offices that issue the documents; none is taken from a regulation.
 */
export interface ChangeData {
  /** Effort points: 1 a decision, 5 some visits and papers, 10 months of work. */
  cost?: number;
  /** Days until the change counts. */
  leadDays?: number;
  /** The only direction in which a change may be suggested; upwards unless the class is `choice`. */
  towards?: 'up' | 'down' | 'any';
  /** What to do, in the imperative. */
  how?: Text;
}

/** Cost, lead days and, where the label does not say it, what to do. */
export const takes = (cost: number, leadDays: number, how?: readonly [id: string, en: string]): ChangeData => ({
  cost,
  leadDays,
  ...(how && { how: { id: how[0], en: how[1] } }),
});

/** One fact that a profile may hold: its type, bounds, words and handling. */
export interface FactDefinition {
  type: FactType;
  label: Text;
  /** Names the value itself, where the label is that of what rules make of it: an age, of a date. */
  valueLabel?: Text;
  /** IDR, days, months, persons, calendarYear, … of an integer. */
  unit?: string;
  options?: Options;
  /** The check that a text value must pass. */
  identifier?: IdentifierKind;
  min?: number;
  max?: number;
  /** A date that cannot lie ahead. */
  past?: true;
  /**
   * Class P3 of docs/privacy.md: encrypted at rest under the actor's own key and in no webhook; identifiers, amounts of money
   * and dates are masked too.
   */
  sensitive?: true;
  settledBy?: 'owner' | 'officer' | 'registry' | 'partner';
  action?: ActionClass;
  change?: ChangeData;
  /** The fact to ask for instead of this one, which is worked out from it. */
  askAs?: string;
  /** Days after which a value that names no end of its own goes stale. */
  freshForDays?: number;
  /** Worked out from other facts or from the actor; nobody may write it. */
  derived?: true;
}

/** What a fact is called beside its value. */
export const labelOfValue = ({ label, valueLabel }: FactDefinition): Text => valueLabel ?? label;

type Extra = Omit<Partial<FactDefinition>, 'type' | 'label'>;
const define =
  (type: FactType) =>
  (id: string, en: string, extra: Extra = {}): FactDefinition => ({ type, label: { id, en }, ...extra });

export const yesNo = define('boolean');
export const date = define('date');
export const region = define('region');
export const text = define('text');
export const code = define('code');

const RUPIAH_MAX = 1_000_000_000_000_000;
export const rupiah = (id: string, en: string, extra: Extra = {}): FactDefinition =>
  define('integer')(id, en, { unit: 'IDR', min: 0, max: RUPIAH_MAX, ...extra });
export const count = (id: string, en: string, extra: Extra = {}): FactDefinition =>
  define('integer')(id, en, { min: 0, max: 1_000_000, ...extra });
export const choice = (id: string, en: string, options: Options, extra: Extra = {}): FactDefinition =>
  define('choice')(id, en, { options, ...extra });
export const choices = (id: string, en: string, options: Options, extra: Extra = {}): FactDefinition =>
  define('choices')(id, en, { options, ...extra });
