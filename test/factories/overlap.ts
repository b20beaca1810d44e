import { LedgerEntry, OverlapInput, OverlapOffer, OverlapRule, OVERLAP_RULES, RequiredSource, SourceFreshness } from '@sambung/matching';
import { FACTS } from '@sambung/reference';

export const TODAY = '2026-11-25';

let entries = 0;

/** A finished training of this year, of the applicant of {@link overlapInput}; every call gives another one. */
export const ledgerEntry = (changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id: `entry-${String((entries += 1)).padStart(3, '0')}`,
  actor: 'me',
  household: 'family',
  intervention: 'produksi.kemasan',
  kind: 'training',
  level: 'regency',
  funder: 'dinas-contoh',
  offer: null,
  programme: 'contoh',
  area: '35.07.13',
  amount: null,
  status: 'completed',
  from: '2026-02-01',
  to: '2026-02-03',
  evidence: 'registry',
  source: 'recipients',
  ...changes,
});

/** A credit that still runs. */
export const credit = (changes: Partial<LedgerEntry> = {}): LedgerEntry =>
  ledgerEntry({ kind: 'financing', intervention: 'pembiayaan.modal-kerja', status: 'active', from: '2026-01-10', to: null, ...changes });

export const overlapOffer = (changes: Partial<OverlapOffer> = {}): OverlapOffer => ({
  id: 'offer',
  kind: 'training',
  programme: null,
  interventions: ['produksi.kemasan'],
  level: 'regency',
  funder: 'dinas-contoh',
  area: ['35.07'],
  opens: null,
  closes: null,
  seats: 10,
  ...changes,
});

export const fresh = (sources: readonly RequiredSource[], asOf = TODAY): Record<string, SourceFreshness> =>
  Object.fromEntries(sources.map(({ source }) => [source, { asOf, reachable: true, complete: true }]));

/** Facts at registry level. */
export const knownFacts = (values: Record<string, unknown>): OverlapInput['situation']['facts'] =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value: value as never, level: 'registry' as const }]));

/** An applicant of Kepanjen without a past; every register of the shipped rules has just been read. */
export const overlapInput = (changes: Partial<OverlapInput> = {}): OverlapInput => ({
  applicant: { actor: 'me', household: 'family', region: '35.07.13.2001' },
  target: overlapOffer(),
  rules: OVERLAP_RULES,
  ledger: [],
  freshness: fresh(OVERLAP_RULES.flatMap(({ sources }) => sources)),
  situation: { facts: {}, asOf: TODAY, catalogue: FACTS },
  ...changes,
});

export const overlapRule = (changes: Partial<OverlapRule> = {}): OverlapRule => ({
  id: 'rule',
  text: { id: 'Aturan contoh', en: 'Example rule' },
  legalBasis: null,
  cites: ['contoh'],
  confidence: 'assumed',
  validFrom: null,
  validTo: null,
  appliesTo: {},
  scope: { of: 'intervention' },
  window: { of: 'lifetime' },
  effect: 'block',
  sources: [{ source: 'recipients', maxAgeDays: 90 }],
  ...changes,
});
