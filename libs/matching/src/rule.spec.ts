import { childrenOf, factsRead, leavesOf, Rule } from './rule';

const nib: Rule = { fact: 'nib', op: '=', value: true };
const known: Rule = { known: 'age' };
const missing: Rule = { missing: 'kur' };
const check: Rule = { officerCheck: 'visit' };
const RULE: Rule = { all: [{ any: [nib, { not: known }] }, { atLeast: 1, of: [missing, check] }, nib] };

describe('a rule', () => {
  it('has its leaves under their JSON Pointers, depth first', () => {
    expect(leavesOf(RULE)).toEqual([
      ['/all/0/any/0', nib],
      ['/all/0/any/1/not', known],
      ['/all/1/of/0', missing],
      ['/all/1/of/1', check],
      ['/all/2', nib],
    ]);
    expect(leavesOf(nib)).toEqual([['', nib]]);
  });

  it('reads each fact once, whether compared or asked for', () => {
    expect([...factsRead(RULE)]).toEqual(['nib', 'age', 'kur']);
  });

  it('has children only where it joins rules', () => {
    expect([RULE, { not: nib }, { atLeast: 1, of: [nib] }, nib, known, check].map((rule) => childrenOf(rule).map(([segment]) => segment))).toEqual([
      ['all/0', 'all/1', 'all/2'], ['not'], ['of/0'], [], [], [],
    ]); // prettier-ignore
  });
});
