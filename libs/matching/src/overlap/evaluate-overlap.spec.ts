import { fresh, knownFacts, ledgerEntry, overlapInput, overlapOffer, overlapRule, TODAY } from '../../../../test/factories/overlap';
import { evaluateOverlap } from './evaluate-overlap';
import { LOCAL_FIRST } from './rules';
import { LedgerEntry, OverlapInput, OverlapRule, Waiver } from './types';

const RECIPIENTS = [{ source: 'recipients', maxAgeDays: 90 }];
const given = (changes: Partial<OverlapInput>) => evaluateOverlap(overlapInput({ rules: [overlapRule()], ...changes }));
const valueOf = (rule: Partial<OverlapRule>, entry: Partial<LedgerEntry>, changes: Partial<OverlapInput> = {}) =>
  given({ rules: [overlapRule(rule)], ledger: [ledgerEntry(entry)], ...changes }).findings[0]?.value ?? 'F';

describe('overlap', () => {
  it('says which entry causes it, under which law, and that money waits', () => {
    const entry = ledgerEntry();
    expect(given({ ledger: [entry] })).toEqual({
      effect: 'block',
      possible: 'block',
      holdsMoney: true,
      findings: [
        {
          rule: 'rule', effect: 'block', value: 'T', text: { id: 'Aturan contoh', en: 'Example rule' }, legalBasis: null, settle: [],
          because: [{ entry: entry.id, text: { id: 'contoh (dinas-contoh), 1 Februari 2026–3 Februari 2026, selesai', en: 'contoh (dinas-contoh), 1 February 2026–3 February 2026, completed' } }],
        },
      ],
      settle: [],
      validUntil: '2027-02-24',
    }); // prettier-ignore
  });

  it('is undetermined while the register cannot be read, and says who can settle it', () => {
    const { effect, possible, holdsMoney, settle } = given({ freshness: {} });
    expect({ effect, possible, holdsMoney }).toEqual({ effect: null, possible: 'block', holdsMoney: true });
    expect(settle).toEqual([
      {
        rule: 'rule', cause: 'unreachable', about: 'recipients', who: 'registry',
        text: { id: 'Periksa di recipients: datanya belum dapat dibaca.', en: 'Check with recipients: its data cannot be read yet.' },
      },
    ]); // prettier-ignore
  });

  it('calls help, funders and registers by the names that it is given, and tells entries apart by what they say', () => {
    const names = (code: string) => ({ id: `Nama ${code}`, en: `Name of ${code}` });
    const { findings, settle } = given({ ledger: [ledgerEntry({ disputed: true })], freshness: {}, names });
    expect(findings[0]!.because[0]!.text.en).toBe('Name of contoh (Name of dinas-contoh), 1 February 2026–3 February 2026, completed');
    expect(settle.map(({ text }) => text.en)).toEqual([
      'Check with Name of recipients: its data cannot be read yet.',
      'Confirm that this entry is of this person: Name of contoh (Name of dinas-contoh), 1 February 2026–3 February 2026, completed.',
    ]);
  });

  it('is undetermined from the day after the register is too old', () => {
    const at = (asOf: string) => given({ freshness: fresh(RECIPIENTS, asOf) }).possible;
    expect([at('2026-08-27'), at('2026-08-26')]).toEqual([null, 'block']);
  });

  it('takes the strongest effect: block over waiver over sequence over preference over warning', () => {
    const rules = (['warn', 'obsoletes', 'needsWaiver', 'block'] as const).map((effect) => overlapRule({ id: effect, effect }));
    const { effect, findings } = given({ rules, ledger: [ledgerEntry()] });
    expect([effect, findings.map(({ rule }) => rule)]).toEqual(['block', ['block', 'needsWaiver', 'obsoletes', 'warn']]);
  });

  it('is undetermined while nobody has said whether the entry is of this person', () => {
    const { effect, holdsMoney, settle } = given({ ledger: [ledgerEntry({ disputed: true })] });
    expect([effect, holdsMoney, settle.map(({ cause, who }) => `${cause} ${who}`)]).toEqual([null, true, ['identity officer']]);
  });

  it('does not hold money for a warning', () => {
    expect(given({ rules: [overlapRule({ effect: 'warn' })], ledger: [ledgerEntry()] }).holdsMoney).toBe(false);
  });

  it('tells nobody of a relative more than that the family had the help', () => {
    const rules = [overlapRule({ counts: { subject: 'household' } })];
    const [finding] = given({ rules, ledger: [ledgerEntry({ actor: 'sister', amount: 5_000_000 })] }).findings;
    expect(finding!.because[0]!.text).toEqual({
      id: 'contoh: anggota lain dalam kartu keluarga ini',
      en: 'contoh: another member of this family card',
    });
  });
});

describe('a waiver', () => {
  const rules = [overlapRule({ effect: 'needsWaiver' })];
  const waiver: Waiver = {
    rule: 'rule', actor: 'me', offer: 'offer', officer: 'officer-1', reason: 'alat rusak karena banjir', from: TODAY, expires: '2026-12-01',
  }; // prettier-ignore
  const holds = (changes: Partial<Waiver>, asOf = TODAY, rule = rules) =>
    given({
      rules: rule, ledger: [ledgerEntry()], waivers: [{ ...waiver, ...changes }], freshness: fresh(RECIPIENTS, asOf),
      situation: { ...overlapInput().situation, asOf },
    }).holdsMoney; // prettier-ignore

  it('lifts the rule through its last day and not longer', () => {
    expect([holds({}), holds({}, '2026-12-01'), holds({}, '2026-12-02'), holds({ from: '2026-11-26' })]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('needs an officer and a reason, and is of this rule, actor and offer', () => {
    const none = [{ officer: ' ' }, { reason: '' }, { rule: 'other' }, { actor: 'sister' }, { offer: 'other' }];
    expect(none.map((changes) => holds(changes))).toEqual([true, true, true, true, true]);
  });

  it('lifts no block', () => {
    expect(holds({}, TODAY, [overlapRule()])).toBe(true);
  });
});

describe('the preference for the local variant', () => {
  const general = overlapOffer({ id: 'province', programme: 'kemasan', area: ['35'] });
  const local = overlapOffer({ id: 'city', programme: 'kemasan', area: ['35.07'] });
  const prefer = (variant: Partial<typeof local>, changes: Partial<OverlapInput> = {}) => {
    const offers = [{ ...local, ...variant }];
    const [finding] = given({ rules: [LOCAL_FIRST], target: general, offers, ...changes }).findings;
    return finding && [finding.value, finding.preferred ?? finding.settle.map(({ cause, about }) => `${cause} ${about}`).join()];
  };
  const from = (region: string | null): Partial<OverlapInput> => ({ applicant: { actor: 'me', household: null, region } });

  it('picks it where the applicant lives in its area and it is open with seats', () => {
    expect(prefer({})).toEqual(['T', 'city']);
  });

  it('leaves the general one where the local one is full, not yet open, closed, or another programme', () => {
    const unavailable = [{ seats: 0 }, { opens: '2026-11-26' }, { closes: '2026-11-24' }, { programme: 'lain' }];
    expect(unavailable.map((variant) => prefer(variant))).toEqual([undefined, undefined, undefined, undefined]);
    expect(prefer({}, from('35.73.02'))).toBeUndefined();
  });

  it('is undetermined where seats or the place of residence are not known', () => {
    expect(prefer({ seats: null })).toEqual(['U', 'seats city']);
    expect(prefer({}, from('35'))).toEqual(['U', 'region null']);
  });

  it('says nothing to who already applied for the most local one', () => {
    expect(given({ rules: [LOCAL_FIRST], target: local, offers: [general] }).findings).toEqual([]);
  });
});

describe('the scope of a rule', () => {
  it.each([
    ['offer', { offer: 'offer' }, { offer: 'other' }, { offer: null }],
    ['programme', { programme: 'p' }, { programme: 'q' }, { programme: null, intervention: 'produksi.mutu' }],
    ['intervention', { intervention: 'produksi.kemasan' }, { intervention: 'produksi.mutu' }, { intervention: 'produksi' }],
    ['funder', { funder: 'dinas-contoh' }, { funder: 'bank-a' }, { funder: null }],
  ] as const)('%s counts the same one, not another, and doubts one that is not named', (of, same, other, unnamed) => {
    const target = overlapOffer({ programme: 'p' });
    const value = (entry: Partial<LedgerEntry>) => valueOf({ scope: { of } }, { offer: null, programme: 'p', ...entry }, { target });
    expect([value(same), value(other), value(unnamed)]).toEqual(['T', 'F', 'U']);
  });

  it('family counts every leaf of the family', () => {
    const value = (intervention: string) => valueOf({ scope: { of: 'family' } }, { intervention });
    expect([value('produksi.mutu'), value('legalitas.halal')]).toEqual(['T', 'F']);
  });
});

describe('the window of a rule', () => {
  it('counts what begins and ends within so many days, both inclusive', () => {
    const value = (to: string) => valueOf({ window: { of: 'days', days: 30 } }, { from: '2026-01-01', to });
    expect([value('2026-10-26'), value('2026-10-25')]).toEqual(['T', 'F']);
  });

  it('doubts what has ended on a day that nobody noted', () => {
    expect(valueOf({ window: { of: 'days', days: 30 } }, { from: '2026-01-01', to: null })).toBe('U');
  });

  it('counts the budget year by the day of beginning', () => {
    const value = (from: string) => valueOf({ window: { of: 'budgetYear' } }, { from, to: null });
    expect([value('2026-01-01'), value('2025-12-31')]).toEqual(['T', 'F']);
  });

  it('counts as active what runs, and never what was cancelled', () => {
    const value = (changes: Partial<LedgerEntry>) => valueOf({ window: { of: 'active' } }, { status: 'active', to: null, ...changes });
    expect([value({}), value({ status: 'completed' }), value({ to: '2026-11-24' }), value({ status: 'cancelled' })]).toEqual([
      'T',
      'F',
      'F',
      'F',
    ]);
  });
});

describe('the condition of a rule', () => {
  const when = { id: 'new-workers', fact: 'business.newWorkers', op: '>=' as const, value: 1 };

  it('leaves the rule undetermined with the question that would settle it', () => {
    const { settle } = given({ rules: [overlapRule({ when })], ledger: [ledgerEntry()] });
    expect(settle.map(({ cause, about, who }) => [cause, about, who])).toEqual([['fact', 'new-workers', 'owner']]);
  });

  it('that is false takes the rule away, whatever the ledger says', () => {
    const situation = { ...overlapInput().situation, facts: knownFacts({ 'business.newWorkers': 0 }) };
    expect(given({ rules: [overlapRule({ when })], ledger: [ledgerEntry()], situation }).findings).toEqual([]);
  });
});
