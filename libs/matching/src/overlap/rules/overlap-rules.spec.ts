import { FACTS } from '@sambung/reference';
import { credit, knownFacts, ledgerEntry, overlapInput, overlapOffer, TODAY } from '../../../../../test/factories/overlap';
import { checkRule } from '../../check-rule';
import { LedgerEntry, OverlapInput, OverlapOffer } from '../types';
import { evaluateOverlap } from '../evaluate-overlap';
import { OVERLAP_RULES } from '.';

type Given = Partial<Omit<OverlapInput, 'target' | 'situation'>> & { facts?: Record<string, unknown>; asOf?: string };
type Value = 'T' | 'F' | 'U';

const ofProgramme = (programme: string, changes: Partial<OverlapOffer> = {}) =>
  overlapOffer({ kind: 'financing', programme, interventions: ['pembiayaan.modal-kerja'], funder: 'bank-a', ...changes });
const KUR = ofProgramme('kur');
const past = (ledger: LedgerEntry[]): Given => ({ ledger });
const silent = (...sources: string[]): Given => ({ freshness: without(...sources) });
const without = (...sources: string[]) => {
  const { freshness } = overlapInput();
  return Object.fromEntries(Object.entries(freshness).filter(([source]) => !sources.includes(source)));
};
const kur = (changes: Partial<LedgerEntry> = {}) => credit({ programme: 'kur', funder: 'bank-a', ...changes });
const kurs = (count: number) => Array.from({ length: count }, (_, year) => kur({ from: `202${year}-01-01`, status: 'paidOff' }));
const sibling = (changes: Partial<LedgerEntry> = {}) => ledgerEntry({ actor: 'sister', ...changes });
const IN_2025 = '2025-06-01';
const FARM = { 'business.kbli': '2020:01111' };
const SHOP = { 'business.kbli': '2020:47111' };

/** Rule, offer applied for, and who it holds for, who not, and of whom it cannot be told. */
const CASES: readonly (readonly [string, OverlapOffer, Given, Given, Given])[] = [
  ['o1-commercial-credit', KUR, past([credit({ programme: 'commercial', status: 'paidOff' })]), past([]), past([credit({ programme: null })])],
  ['o1-running-credit', KUR, past([credit({ programme: 'commercial' })]), past([credit({ programme: 'housing' })]), silent('slik')],
  ['o1-arrears', KUR, past([credit({ programme: 'housing', status: 'inArrears' })]), past([credit({ programme: 'housing' })]), silent('slik')],
  ['o2-other-lender', KUR, past([kur({ funder: 'bank-b' })]), past([kur()]), past([kur({ funder: null })])],
  ['o3-government-credit', KUR, past([credit({ programme: 'dagulir' })]), past([credit({ programme: 'dagulir', status: 'paidOff' })]), silent('sikp')],
  ['o4-financed', ofProgramme('umi'), past([credit()]), past([credit({ status: 'paidOff' })]), silent('slik')],
  ['o4-kur', ofProgramme('umi'), past([kur()]), past([kur({ status: 'paidOff' })]), silent('sikp')],
  ['o5-bank-credit', ofProgramme('bpum'), { asOf: '2020-10-01', ledger: [credit({ from: '2020-01-01' })] }, { asOf: '2020-10-01' }, { asOf: '2020-10-01', ...silent('slik') }],
  ['o5-kur', ofProgramme('bpum'), past([kur()]), past([]), silent('sikp')],
  ['o5-office', ofProgramme('bpum'), { facts: { 'owner.occupation': 'asn' } }, { facts: { 'owner.occupation': 'private' } }, {}],
  [
    'o6-family-card', ofProgramme('prakerja', { kind: 'training' }),
    past([sibling({ programme: 'prakerja' }), sibling({ programme: 'prakerja', actor: 'brother' })]),
    past([sibling({ programme: 'prakerja' }), sibling({ programme: 'prakerja', from: '2026-03-01' })]),
    { applicant: { actor: 'me', household: null, region: '35.07.13.2001' } },
  ],
  ['o6-office', ofProgramme('prakerja'), { facts: { 'owner.occupation': 'villageHead' } }, { facts: { 'owner.occupation': 'private' } }, {}],
  [
    'o7-production-four-times', KUR, { asOf: IN_2025, facts: FARM, ledger: kurs(4) }, { asOf: IN_2025, facts: FARM, ledger: kurs(3) },
    { asOf: IN_2025, ledger: kurs(4) },
  ],
  ['o7-other-twice', KUR, { asOf: IN_2025, facts: SHOP, ledger: kurs(2) }, { asOf: IN_2025, facts: FARM, ledger: kurs(2) }, { asOf: IN_2025, ledger: kurs(2) }],
  [
    'o8-tkm-beginners-first', ofProgramme('tkm-lanjutan'), past([]), past([ledgerEntry({ programme: 'tkm-pemula' })]), silent('recipients'),
  ],
  ['o8-tkm-hire-first', ofProgramme('tkm-lanjutan'), { facts: { 'business.newWorkers': 0 } }, { facts: { 'business.newWorkers': 1 } }, {}],
  [
    'o8-support-before-super-micro', { ...KUR, id: 'kur-super-mikro-2026' },
    { facts: { 'business.startedOn': '2026-07-25', 'group.member': false, 'family.hasBusiness': false } },
    {
      facts: { 'business.startedOn': '2026-07-25', 'group.member': false, 'family.hasBusiness': false },
      ledger: [ledgerEntry({ kind: 'mentoring', intervention: 'legalitas.nib' })],
    },
    { facts: { 'business.startedOn': '2026-07-25', 'group.member': false } },
  ],
  ['o9-sehati-one-place', ofProgramme('sehati'), { facts: { 'business.outlets': 2 } }, { facts: { 'business.outlets': 1, 'business.facilities': 1 } }, { facts: { 'business.outlets': 1 } }],
  ['o9-mekaar-income', ofProgramme('mekaar'), { facts: { 'owner.incomePerCapita': 800_001 } }, { facts: { 'owner.incomePerCapita': 800_000 } }, {}],
  ['o9-ojir-resident', ofProgramme('ojir'), { facts: { 'owner.region': '35.07.13' } }, { facts: { 'owner.region': '35.73.02' } }, {}],
  [
    'o10-same-topic-other-level', overlapOffer({ runs: { from: '2026-11-20', to: '2026-11-30' } }),
    past([ledgerEntry({ level: 'province', from: '2026-11-22', to: '2026-11-23' })]),
    past([ledgerEntry({ level: 'province', from: '2026-11-01', to: '2026-11-19' })]),
    past([ledgerEntry({ level: 'province', from: '2026-11-22', to: '2026-11-23', area: null })]),
  ],
  ['o11-one-batch', overlapOffer(), past([ledgerEntry({ status: 'active', to: null })]), past([ledgerEntry()]), silent('recipients')],
  ['o11-same-topic-again', overlapOffer(), past([ledgerEntry({ from: '2026-06-01', to: '2026-06-02' })]), past([ledgerEntry()]), past([ledgerEntry({ intervention: 'produksi', from: '2026-06-01', to: '2026-06-02' })])],
  ['o12-family-served', overlapOffer(), past([sibling()]), past([sibling({ from: '2025-02-01' })]), past([sibling({ intervention: 'produksi' })])],
]; // prettier-ignore

function valueOf(rule: string, target: OverlapOffer, { facts = {}, asOf = TODAY, freshness, ...given }: Given): Value {
  const base = overlapInput();
  const read = Object.fromEntries(Object.entries(freshness ?? base.freshness).map(([source, one]) => [source, { ...one, asOf }]));
  const input = { ...base, ...given, target, freshness: read, situation: { ...base.situation, facts: knownFacts(facts), asOf } };
  return evaluateOverlap(input).findings.find((finding) => finding.rule === rule)?.value ?? 'F';
}

describe('the overlap rules O1 to O12', () => {
  it('each have a case, none is left out', () => {
    expect(CASES.map(([rule]) => rule).sort()).toEqual(OVERLAP_RULES.map(({ id }) => id).sort());
    expect(new Set(CASES.map(([rule]) => rule.split('-')[0])).size).toBe(12);
  });

  it.each(CASES)('%s holds, does not hold, and stays undetermined where something is unknown', (rule, target, holds, not, open) => {
    expect([valueOf(rule, target, holds), valueOf(rule, target, not), valueOf(rule, target, open)]).toEqual(['T', 'F', 'U']);
  });

  it.each(CASES)('%s says nothing of an offer of another programme and kind', (rule, _target, holds) => {
    const elsewhere = overlapOffer({ kind: 'facility', interventions: ['legalitas.merek'] });
    expect(valueOf(rule, elsewhere, holds)).toBe('F');
  });

  it('read facts of the catalogue only', () => {
    expect(OVERLAP_RULES.flatMap(({ when }) => (when ? checkRule(when, FACTS, '/when') : []))).toEqual([]);
  });

  it('cite where they were read, and only what is assumed has no law behind it and no source', () => {
    expect(OVERLAP_RULES.filter(({ cites }) => cites.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('leave out of O1 household consumption, small ultra-micro, online loans, and consumption credit proven productive', () => {
    const allowed = [
      credit({ programme: 'household', status: 'paidOff' }),
      credit({ programme: 'ultraMicro', status: 'paidOff', amount: 20_000_000 }),
      credit({ programme: 'online', status: 'paidOff' }),
      credit({ programme: 'consumption', status: 'paidOff', amount: 500_000_000, evidence: 'document' }),
    ];
    const value = (entry: LedgerEntry) => valueOf('o1-commercial-credit', KUR, past([entry]));
    expect(allowed.map(value)).toEqual(['F', 'F', 'F', 'F']);
    expect(value({ ...allowed[1]!, amount: 20_000_001 })).toBe('T');
    expect(value({ ...allowed[1]!, amount: null })).toBe('U');
    expect(value({ ...allowed[3]!, evidence: 'declared' })).toBe('U');
  });

  it('limit the repeats of KUR until 31 December 2025 and not after', () => {
    const given = { facts: SHOP, ledger: kurs(2) };
    expect(valueOf('o7-other-twice', KUR, { ...given, asOf: '2025-12-31' })).toBe('T');
    expect(valueOf('o7-other-twice', KUR, { ...given, asOf: '2026-01-01' })).toBe('F');
  });
});
