import { evaluate, Rule } from '@sambung/matching';
import { CATALOGUE } from '@sambung/offers';
import { languageOf } from '@sambung/ui';
import { criterionOf } from './reasons';

const TODAY = '2026-11-26';

describe('what the owner answered to a condition', () => {
  it.each<[string, unknown, Rule, string]>([
    ['business.turnover', { min: 0, max: 300_000_000 }, { fact: 'business.turnover', op: '<=', value: 4_800_000_000 }, 'Sampai Rp300 juta'],
    ['legality.nib', true, { fact: 'legality.nib', op: '=', value: true }, 'Ya'],
    ['business.startedOn', '2026-07-26', { fact: 'business.startedOn', measure: 'months', op: '>=', value: 6 }, '4 bulan'],
  ])('of %s stands there as in the list of answers', (fact, value, rule, words) => {
    const known = { value: value as never, level: 'declared' as const, observedAt: TODAY, validUntil: null, source: 'owner' };
    const { leaves } = evaluate(rule, { facts: { [fact]: known }, checks: {}, asOf: TODAY, catalogue: CATALOGUE });
    expect(criterionOf(leaves[0]!, languageOf('id'), { rule }).notes).toContain(`Jawaban Anda: ${words}`);
  });
});
