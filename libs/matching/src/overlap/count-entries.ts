import { levelAtLeast } from '../facts';
import { conjunction, negate, Truth, truthOf } from '../truth';
import { livesIn } from './areas';
import { sourceFault, SourceFault } from './freshness';
import { inScope, isSelected, sameFunder, Traits, traitsOfEntry, traitsOfOffer } from './scope';
import { EntryException, LedgerEntry, OverlapInput, OverlapRule } from './types';
import { inWindow, isRunning, periodOf } from './window';

/** Why an entry only may count. */
export type Doubt = 'evidence' | 'identity' | 'imprecise' | 'stale';

/** An entry that counts, or that may. */
export interface CountedEntry {
  entry: LedgerEntry;
  value: 'T' | 'U';
  doubts: readonly Doubt[];
}

/** Whether enough entries count, which do or may, and what keeps "no" from being believed. */
export interface Count {
  value: Truth;
  entries: readonly CountedEntry[];
  sourceFaults: readonly { source: string; fault: SourceFault }[];
  householdUnknown: boolean;
}

/** An exception whose amount or evidence is open leaves open whether the entry counts. */
function isExcepted(entry: LedgerEntry, { among, amountUpTo, evidence }: EntryException): Truth {
  const amount = amountUpTo === undefined ? 'T' : entry.amount === null ? 'U' : truthOf(entry.amount <= amountUpTo);
  const proven = evidence === undefined || levelAtLeast(entry.evidence, evidence) ? 'T' : 'U';
  return conjunction([isSelected(traitsOfEntry(entry), among), amount, proven]);
}

/** What only the register knows to hold still: an entry that may have ended since the register was last read. */
function isCurrent(entry: LedgerEntry, rule: OverlapRule, input: OverlapInput): Truth {
  const hangsOnStatus = rule.window.of === 'active' || rule.counts?.statuses !== undefined;
  const required = rule.sources.find(({ source }) => source === entry.source);
  if (!hangsOnStatus || !isRunning(entry) || !required) return 'T';
  const fault = sourceFault(required, input);
  return fault === null || fault === 'incomplete' ? 'T' : 'U';
}

const hasStatus = ({ status }: LedgerEntry, { counts }: OverlapRule): Truth =>
  truthOf(status !== 'cancelled' && (counts?.statuses?.includes(status) ?? true));

const samePlace = (entry: LedgerEntry, { target }: OverlapInput): Truth => livesIn(entry.area, target.area);

function detailsFit(entry: LedgerEntry, traits: Traits, { counts = {} }: OverlapRule, input: OverlapInput): Truth[] {
  const { target } = input;
  return [
    counts.among ? isSelected(traits, counts.among) : 'T',
    counts.otherFunder ? negate(sameFunder(entry.funder, target.funder)) : 'T',
    counts.otherLevel ? truthOf(entry.level !== target.level) : 'T',
    counts.samePlace ? samePlace(entry, input) : 'T',
    ...(counts.except ?? []).map((exception) => negate(isExcepted(entry, exception))),
  ];
}

function counted(entry: LedgerEntry, rule: OverlapRule, input: OverlapInput): CountedEntry | null {
  const traits = traitsOfEntry(entry);
  const tests: Record<Doubt, Truth> = {
    imprecise: conjunction([
      inScope(rule.scope, traits, traitsOfOffer(input.target)),
      inWindow(rule.window, entry, periodOf(input.target, input.situation.asOf)),
      hasStatus(entry, rule),
      ...detailsFit(entry, traits, rule, input),
    ]),
    evidence: rule.counts?.evidence && !levelAtLeast(entry.evidence, rule.counts.evidence) ? 'U' : 'T',
    stale: isCurrent(entry, rule, input),
    identity: entry.disputed ? 'U' : 'T',
  };
  const value = conjunction(Object.values(tests));
  if (value === 'F') return null;
  const doubts = (Object.keys(tests) as Doubt[]).filter((doubt) => tests[doubt] === 'U');
  return { entry, value, doubts };
}

/** One award that two registers report is one award. */
const awardKey = ({ actor, offer, programme, intervention, from }: LedgerEntry): string =>
  JSON.stringify([actor, offer, programme, intervention, from]);

function isSubject(entry: LedgerEntry, { counts }: OverlapRule, { applicant }: OverlapInput): boolean {
  if (counts?.subject !== 'household') return entry.actor === applicant.actor;
  return entry.actor !== applicant.actor && entry.household !== null && entry.household === applicant.household;
}

const byId = (a: CountedEntry, b: CountedEntry): number => (a.entry.id < b.entry.id ? -1 : a.entry.id > b.entry.id ? 1 : 0);

/** Counts the entries of the ledger that a rule looks at. */
export function countEntries(rule: OverlapRule, input: OverlapInput): Count {
  const { of = 'entries', atLeast = 1, subject } = rule.counts ?? {};
  const entries = input.ledger.filter((entry) => isSubject(entry, rule, input)).flatMap((entry) => counted(entry, rule, input) ?? []);
  const keyOf = ({ entry }: CountedEntry) => (of === 'persons' ? entry.actor : awardKey(entry));
  const certain = new Set(entries.filter(({ value }) => value === 'T').map(keyOf)).size;
  const possible = new Set(entries.map(keyOf)).size;
  const sourceFaults = rule.sources.flatMap((required) => {
    const fault = sourceFault(required, input);
    return fault ? [{ source: required.source, fault }] : [];
  });
  const householdUnknown = subject === 'household' && input.applicant.household === null;
  const isOpen = possible >= atLeast || sourceFaults.length > 0 || householdUnknown;
  const value = certain >= atLeast ? 'T' : isOpen ? 'U' : 'F';
  return { value, entries: entries.sort(byId), sourceFaults, householdUnknown };
}
