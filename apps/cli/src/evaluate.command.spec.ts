import { evaluateRequest } from './evaluate.command';

const limit = { fact: 'business.turnover', op: '<=', value: 500_000_000 };
const request = (changes: Record<string, unknown> = {}) => ({ rule: limit, facts: {}, asOf: '2026-11-22', ...changes });

describe('sambung evaluate', () => {
  it('names what a missing fact leaves open, and what stands in the way', () => {
    expect(evaluateRequest(request())).toMatchObject({ verdict: 'undetermined', settle: [{ fact: 'business.turnover' }], culprits: [] });
    const refused = evaluateRequest(request({ rule: { id: 'limit', ...limit }, facts: { 'business.turnover': 600_000_000 } }));
    expect(refused).toMatchObject({ verdict: 'notEligible', settle: [], culprits: [['limit']] });
    expect(evaluateRequest(request({ facts: { 'business.turnover': { value: 1 } } }))).toMatchObject({ verdict: 'eligible' });
  });

  it('says a verdict in words, and what would turn it', () => {
    const age = { id: 'age', fact: 'business.startedOn', measure: 'months', op: '>=', value: 6 };
    expect(evaluateRequest(request({ rule: { all: [limit, age] }, facts: { 'business.startedOn': '2026-07-12' } }))).toMatchObject({
      validUntil: '2027-01-12',
      sentence: {
        id: 'Belum memenuhi: umur usaha 4 bulan, perlu 6. Paling cepat 12 Januari 2027, setelah data lengkap.',
        en: 'Does not qualify yet: age of the business 4 months, needs 6. At the earliest 12 January 2027, once all is known.',
      },
      outlook: 'possible',
      unlocks: [{ wait: { until: '2027-01-12' }, conditions: [{ fact: 'business.turnover', who: 'owner' }] }],
    });
  });

  it('takes facts that no catalogue defines in the type that the rule implies', () => {
    const rule = { fact: 'colour', op: 'in', value: ['red'] };
    expect(evaluateRequest(request({ rule, facts: { colour: 'red' } }))).toMatchObject({ verdict: 'eligible' });
    expect(evaluateRequest(request({ rule, facts: { colour: 7 } }))).toMatchObject({
      verdict: 'undetermined',
      leaves: [{ cause: 'invalid' }],
    });
  });

  it.each([
    [null, 'standard input: must be an object {"rule": …, "facts": {…}, "asOf": "YYYY-MM-DD"}'],
    [request({ asOf: '2026-02-30' }), 'asOf: write a date YYYY-MM-DD'],
    [request({ facts: null }), 'facts: must be an object'],
    [request({ checks: [] }), 'checks: must be an object'],
    [request({ rule: { ...limit, value: 'lima' } }), 'the rule is wrong:\n  /rule/value: Wrong type of value; needs a whole number.'],
  ])('refuses %j and says what is wrong', (wrong, sentence) => {
    expect(() => evaluateRequest(wrong)).toThrow(new Error(sentence));
  });
});
