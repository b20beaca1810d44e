import { Catalogue, Facts } from './facts';
import { comparesOnly, priorityOf, PriorityFormula, verified } from './priority';

const catalogue: Catalogue = {
  nib: { type: 'boolean', label: { id: 'NIB', en: 'NIB' } },
  workers: { type: 'integer', label: { id: 'Pekerja', en: 'Workers' } },
  since: { type: 'date', label: { id: 'Mulai usaha', en: 'Started' } },
};
const name = { id: 'Contoh', en: 'Example' };
const FORMULA: PriorityFormula = [
  { id: 'legal', name, cap: 5, awards: [{ when: { fact: 'nib', op: '=', value: true }, points: 5 }] },
  {
    id: 'jobs', name, cap: 10,
    awards: [
      { when: { fact: 'workers', op: '>=', value: 2 }, points: 6 },
      { when: { fact: 'workers', op: '>=', value: 5 }, points: 6 },
      { when: { not: { fact: 'since', measure: 'months', op: '<', value: 12 } }, points: 1 },
    ],
  },
]; // prettier-ignore

const scored = (facts: Facts) => priorityOf(FORMULA, { facts, catalogue, asOf: '2026-11-22' });

describe('priority points', () => {
  it('are given for what is verified, at most the cap of each criterion', () => {
    const score = scored({
      nib: { value: true, level: 'registry' }, workers: { value: 7, level: 'document' }, since: { value: '2020-01-01', level: 'officer' },
    }); // prettier-ignore
    expect(score.points).toBe(15);
    expect(score.criteria).toMatchObject([
      { id: 'legal', points: 5, couldAdd: 0, evidence: [] },
      { id: 'jobs', points: 10, couldAdd: 0, evidence: [] },
    ]);
  });

  it('are not given for what is merely declared, which is told with the evidence that would add them', () => {
    const score = scored({ nib: { value: true, level: 'declared' }, workers: { value: 3, level: 'document' } });
    expect(score.points).toBe(6);
    expect(score.criteria).toMatchObject([
      { points: 0, couldAdd: 5, evidence: [{ fact: 'nib', cause: 'evidence', who: 'owner', how: 'document' }] },
      { points: 6, couldAdd: 1, evidence: [{ fact: 'since', cause: 'missing' }] },
    ]);
  });

  it('are not given for an unknown, under a negation neither', () => {
    expect(scored({}).points).toBe(0);
  });

  it('are 0 for everybody without a formula', () => {
    expect(priorityOf([], { facts: {}, catalogue, asOf: '2026-11-22' })).toEqual({ points: 0, criteria: [] });
  });

  it('never lower the evidence that a rule itself demands', () => {
    const rule = { fact: 'nib', op: '=', value: true, level: 'registry' } as const;
    expect(verified({ atLeast: 1, of: [{ any: [rule] }, { fact: 'workers', op: '=', value: 1 }] })).toEqual({
      atLeast: 1,
      of: [{ any: [rule] }, { fact: 'workers', op: '=', value: 1, level: 'document' }],
    });
  });

  it('may only hang on comparisons', () => {
    expect(comparesOnly(FORMULA[1]!.awards[2]!.when)).toBe(true);
    expect(comparesOnly({ all: [{ missing: 'nib' }] })).toBe(false);
    expect(comparesOnly({ not: { officerCheck: 'seen', text: name } })).toBe(false);
  });
});
