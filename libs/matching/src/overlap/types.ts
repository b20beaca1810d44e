import { Day } from '../calendar';
import { Level, Naming, Settler, Text } from '../facts';
import { Situation } from '../leaf';
import { Rule } from '../rule';

/** Who gives the help: pusat, provinsi, kab/kota, desa, swasta, komunitas. */
export const GOVERNMENT_LEVELS = ['national', 'province', 'regency', 'village', 'private', 'community'] as const;
export type GovernmentLevel = (typeof GOVERNMENT_LEVELS)[number];

/** `planned`: accepted, not begun. `cancelled`: never received, so that it counts nowhere. The rest have begun. */
export const ENTRY_STATUSES = ['planned', 'active', 'inArrears', 'completed', 'paidOff', 'dropped', 'cancelled'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** Days, both inclusive; `to` null is open-ended. */
export interface Period {
  from: Day;
  to: Day | null;
}

/** One line of the ledger of who received what. Keys of persons and families are keyed hashes; null is "not known". */
export interface LedgerEntry extends Period {
  id: string;
  actor: string;
  household: string | null;
  /** Code of the need that was answered, `family.leaf`. */
  intervention: string;
  /** Kind of the offer: training, mentoring, businessMatching, financing, facility. */
  kind: string | null;
  level: GovernmentLevel;
  /** Whose money it is; of a credit, the lender. */
  funder: string | null;
  offer: string | null;
  programme: string | null;
  /** Kemendagri code of the place where it was given. */
  area: string | null;
  /** IDR. */
  amount: number | null;
  status: EntryStatus;
  evidence: Level;
  /** The register or list that the entry came from. */
  source: string;
  /** Whether a person has yet to say that it is of this actor. */
  disputed?: boolean;
}

/** How well one register is known to us. `asOf` is the day of its newest content; null when it was never loaded. */
export interface SourceFreshness {
  asOf: Day | null;
  reachable: boolean;
  /** Whether it names everybody it should, with the keys that are asked for. */
  complete: boolean;
}

/** An offer as far as overlap needs it. Applications are taken from `opens` to `closes`, both inclusive. */
export interface OverlapOffer {
  id: string;
  kind: string;
  programme: string | null;
  interventions: readonly string[];
  level: GovernmentLevel;
  funder: string | null;
  /** Kemendagri codes, or `*` for the whole country. */
  area: readonly string[];
  opens: Day | null;
  closes: Day | null;
  /** Free seats; null when nobody told. */
  seats: number | null;
  /** Days of the help itself; absent: the day of the evaluation. */
  runs?: Period;
}

/** Members that are given must all fit; within one, any item does. A bare family stands for all its interventions. */
export interface Selection {
  offers?: readonly string[];
  programmes?: readonly string[];
  interventions?: readonly string[];
  kinds?: readonly string[];
  funders?: readonly string[];
  levels?: readonly GovernmentLevel[];
}

/** Which entries a rule looks at, seen from the offer applied for. `facts`: none, its condition alone decides. */
export type Scope =
  { of: 'offer' | 'programme' | 'intervention' | 'family' | 'funder' | 'facts' } | { of: 'set'; name: Text; among: Selection };

/**
 * When an entry counts. `active`: still running in the days of the offer. `days`: at most so many days away from them, inclusive.
 * `budgetYear`: begun in the calendar year in which the offer begins (UU 17/2003 art. 4). `lifetime`: always.
 */
export type Window = { of: 'active' | 'budgetYear' | 'lifetime' } | { of: 'days'; days: number };

/**
 * Strongest first. `obsoletes` ends an earlier entry when the offer is taken: it asks for an act, so it outranks a warning, which asks for
 * none; it neither stops nor redirects the applicant, so everything that does outranks it.
 */
export const EFFECTS = ['block', 'needsWaiver', 'sequence', 'prefer', 'obsoletes', 'warn'] as const;
export type Effect = (typeof EFFECTS)[number];

/** Entries that do not count although they are in scope. */
export interface EntryException {
  among: Selection;
  /** Only amounts up to this, IDR. */
  amountUpTo?: number;
  /** Only when proven at this level. */
  evidence?: Level;
}

/** What else an entry must be, and how many it takes. */
export interface Counting {
  /** `household`: entries of others with the same family card. Default: the applicant's own. */
  subject?: 'person' | 'household';
  among?: Selection;
  /** Default: all but `cancelled`. */
  statuses?: readonly EntryStatus[];
  otherFunder?: true;
  otherLevel?: true;
  samePlace?: true;
  except?: readonly EntryException[];
  /** An entry with weaker evidence leaves the rule undetermined. */
  evidence?: Level;
  of?: 'entries' | 'persons';
  atLeast?: number;
}

/** A register that must be reachable, complete and at most so many days old before "no such entry" is believed. */
export interface RequiredSource {
  source: string;
  maxAgeDays: number;
}

/**
 * Scope × window × effect. The rule holds when enough entries count and `when` is true of the applicant; a `sequence` holds when
 * the entries are *not* there; a `prefer` looks at other offers in scope instead of entries and needs no sources.
 */
export interface OverlapRule {
  id: string;
  text: Text;
  /** The law behind it; null where none is known. */
  legalBasis: string | null;
  /** Where it was read. */
  cites: readonly string[];
  confidence: 'verified' | 'partial' | 'assumed';
  validFrom: Day | null;
  validTo: Day | null;
  appliesTo: Selection;
  when?: Rule;
  scope: Scope;
  window: Window;
  effect: Effect;
  counts?: Counting;
  sources: readonly RequiredSource[];
}

/** An officer's leave to go on in spite of one `needsWaiver` rule; it holds through `expires`. */
export interface Waiver {
  rule: string;
  actor: string;
  offer: string;
  officer: string;
  reason: string;
  from: Day;
  expires: Day;
}

export interface OverlapApplicant {
  actor: string;
  household: string | null;
  /** Kemendagri code of where the applicant lives. */
  region: string | null;
}

/** What one evaluation may look at: the ledger holds the entries of the applicant and of the household. */
export interface OverlapInput {
  applicant: OverlapApplicant;
  target: OverlapOffer;
  rules: readonly OverlapRule[];
  ledger: readonly LedgerEntry[];
  /** By source; one that is not there is unreachable. */
  freshness: Readonly<Record<string, SourceFreshness>>;
  /** Other offers, for `prefer`. */
  offers?: readonly OverlapOffer[];
  waivers?: readonly Waiver[];
  /** The applicant's facts and the day, for the conditions of rules. */
  situation: Situation;
  /** What texts call needs, programmes, funders, registers and offers; default: their codes. */
  names?: Naming;
}

/** Why a rule is undetermined. `imprecise`: an entry or offer lacks the detail that decides. */
export type OverlapCause =
  'stale' | 'unreachable' | 'incomplete' | 'evidence' | 'imprecise' | 'identity' | 'household' | 'region' | 'seats' | 'fact';

/** What would settle an undetermined rule, and who can do it. */
export interface OverlapSettlement {
  rule: string;
  cause: OverlapCause;
  /** Id of the source, entry, offer or leaf that it is about; null for the applicant. */
  about: string | null;
  who: Settler;
  text: Text;
}

/** One rule that holds or may hold. */
export interface OverlapFinding {
  rule: string;
  effect: Effect;
  value: 'T' | 'U';
  text: Text;
  legalBasis: string | null;
  /** Entries that cause it, or that may; of a sequence, those that may fulfil it. Sorted by id. */
  because: readonly { entry: string; text: Text }[];
  /** Only of `prefer`: the offer to take instead. */
  preferred?: string;
  /** Only of `sequence`: what must come first. */
  first?: Text;
  /** Set when an officer lifted it; it then has no effect. */
  waiver?: Waiver;
  settle: readonly OverlapSettlement[];
}

/** The result; the same input gives the same bytes, whatever the order of its lists. */
export interface OverlapResult {
  /** The strongest effect that holds; null when none does. */
  effect: Effect | null;
  /** The strongest that holds or may hold. */
  possible: Effect | null;
  /** Final approval of money must wait: a block, waiver or sequence holds or may hold. A match is never hidden by it. */
  holdsMoney: boolean;
  /** Strongest first, then by rule id. */
  findings: readonly OverlapFinding[];
  /** Empty when nothing is undetermined, or when a block holds that no answer could lift. */
  settle: readonly OverlapSettlement[];
  /** The first later day on which time alone may change the result; null when it never does. */
  validUntil: Day | null;
}
