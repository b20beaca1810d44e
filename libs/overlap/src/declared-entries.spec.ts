import { credit, knownFacts, overlapInput, overlapOffer } from '../../../test/factories/overlap';
import { evaluateOverlap, Facts } from '@sambung/matching';
import { declaredEntries } from './declared-entries';

const TODAY = '2026-11-25';
const told = (facts: Facts) => declaredEntries('me', facts, TODAY).map(({ programme, kind, status }) => [programme, kind, status]);
const ofProgramme = (programme: string) => overlapOffer({ kind: 'financing', programme, interventions: ['pembiayaan.modal-kerja'] });
const valueOf = (rule: string, programme: string, facts: Record<string, unknown>) => {
  const known = knownFacts(facts);
  const base = overlapInput();
  const input = {
    ...base,
    target: ofProgramme(programme),
    ledger: declaredEntries('me', known, TODAY),
    situation: { ...base.situation, facts: known },
  };
  return evaluateOverlap(input).findings.find((finding) => finding.rule === rule)?.value ?? 'F';
};

describe('what an actor tells', () => {
  it('of credits and programmes stands in the ledger', () => {
    const facts = knownFacts({
      'finance.activeCredits': ['kur', 'housing'], 'finance.governmentCredit': 'active', 'programme.completed': ['tkm-pemula'], 'programme.inMentoring': true,
    }); // prettier-ignore
    expect(told(facts)).toEqual([
      ['kur', 'financing', 'active'], ['housing', 'financing', 'active'], ['governmentCredit', 'financing', 'active'],
      ['tkm-pemula', null, 'completed'], [null, 'mentoring', 'active'],
    ]); // prettier-ignore
  });

  it('not to have had leaves nothing, nor does what has gone stale', () => {
    expect(told(knownFacts({ 'finance.kurActive': false, 'programme.trained': false, 'finance.governmentCredit': 'paidOff' }))).toEqual([]);
    expect(told({ 'finance.kurActive': { value: true, validUntil: '2026-11-24' } })).toEqual([]);
  });

  it('decides as an entry of a list does', () => {
    expect([valueOf('o4-kur', 'umi', { 'finance.kurActive': true }), valueOf('o4-kur', 'umi', {})]).toEqual(['T', 'F']);
    const beginner = { 'programme.completed': ['tkm-pemula'] };
    expect([valueOf('o8-tkm-beginners-first', 'tkm-lanjutan', beginner), valueOf('o8-tkm-beginners-first', 'tkm-lanjutan', {})]).toEqual([
      'F',
      'T',
    ]);
  });

  it('does not make a register speak', () => {
    const input = overlapInput({ target: ofProgramme('umi'), freshness: {}, ledger: declaredEntries('me', {}, TODAY) });
    const open = evaluateOverlap(input).findings.filter(({ value }) => value === 'U').map(({ rule }) => rule); // prettier-ignore
    expect(open).toContain('o4-kur');
    expect(evaluateOverlap({ ...input, ledger: [credit({ programme: 'kur' })] }).effect).toBe('block');
  });
});
