import { Day, Facts, LedgerEntry } from '@sambung/matching';

type Told = Pick<LedgerEntry, 'programme' | 'kind' | 'intervention' | 'status'>;

const credit = (programme: string, status: LedgerEntry['status']): Told => ({
  programme,
  kind: 'financing',
  intervention: 'pembiayaan',
  status,
});

/** Which help it was is not told; a code of no need meets none. */
const course = (programme: string | null, kind: string | null, status: LedgerEntry['status']): Told => ({
  programme,
  kind,
  intervention: '',
  status,
});

/** What each fact tells of help received; lists tell of one for each item. */
const TOLD: Readonly<Record<string, (value: unknown) => Told | null>> = {
  'finance.activeCredits': (code) => credit(String(code), 'active'),
  'finance.kurActive': (value) => (value === true ? credit('kur', 'active') : null),
  'finance.commercialCreditEver': (value) => (value === true ? credit('commercial', 'paidOff') : null),
  'finance.governmentCredit': (value) => (value === 'active' ? credit('governmentCredit', 'active') : null),
  'programme.completed': (code) => course(String(code), null, 'completed'),
  'programme.trained': (value) => (value === true ? course(null, 'training', 'completed') : null),
  'programme.inMentoring': (value) => (value === true ? course(null, 'mentoring', 'active') : null),
};

/**
 * What the facts of an actor tell of help received, as entries of the ledger. That nothing is told proves nothing: the registers that a
 * rule asks stay as silent as they were.
 */
export function declaredEntries(actor: string, facts: Facts, asOf: Day): LedgerEntry[] {
  return Object.entries(TOLD).flatMap(([key, tell]) => {
    const fact = facts[key];
    if (!fact || (fact.validUntil && fact.validUntil < asOf)) return [];
    const told = [fact.value].flat().flatMap((value) => tell(value) ?? []);
    return told.map((one) => ({
      id: `fact:${key}:${one.programme ?? one.kind}`, actor, household: null, level: 'private' as const, funder: null, offer: null, area: null,
      amount: null, from: fact.observedAt ?? asOf, to: null, evidence: fact.level ?? ('declared' as const), source: 'declared', ...one,
    })); // prettier-ignore
  });
}
