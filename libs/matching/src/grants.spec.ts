import { Catalogue } from './facts';
import { Grant, grantCycle, GrantingOffer } from './grants';
import { Rule } from './rule';

const label = { id: 'fakta', en: 'fact' };
const options = { a: label, b: label, c: label };
const CATALOGUE: Catalogue = {
  nib: { type: 'boolean', label },
  pirt: { type: 'boolean', label },
  halal: { type: 'boolean', label },
  completed: { type: 'choices', label, options },
};

const has = (fact: string): Rule => ({ fact, op: '=', value: true, level: 'registry' });
const offer = (id: string, requires: Rule, ...granted: (string | Grant)[]): GrantingOffer => ({
  id,
  requires,
  grants: granted.map((grant) => (typeof grant === 'string' ? { fact: grant, value: true } : grant)),
});
const completes = (...items: string[]): Grant => ({ fact: 'completed', value: items });

describe('offers that grant what others require', () => {
  it.each<[string, GrantingOffer[]]>([
    ['form a chain', [offer('halal', has('pirt'), 'halal'), offer('pirt', has('nib'), 'pirt'), offer('nib', { all: [] }, 'nib')]],
    [
      'form a diamond',
      [offer('a', { all: [has('nib'), has('pirt')] }, 'halal'), offer('b', has('nib'), 'pirt'), offer('c', { all: [] }, 'nib')],
    ],
    ['are none', []],
    ['require the absence of what they grant', [offer('nib', { not: has('nib') }, 'nib')]],
    ['require that it is false', [offer('nib', { fact: 'nib', op: '=', value: false }, 'nib')]],
    ['require that it is missing', [offer('nib', { missing: 'nib' }, 'nib')]],
    ['require another item of a list', [offer('a', { fact: 'completed', op: 'containsAny', value: ['b'] }, completes('a'))]],
    [
      'exclude who has had all of it',
      [offer('a', { not: { fact: 'completed', op: 'containsAll', value: ['a', 'b'] } }, completes('a', 'b'))],
    ],
    ['exclude who has had the same', [offer('a', { fact: 'completed', op: 'containsNone', value: ['a'] }, completes('a'))]],
  ])('are in no circle when they %s', (_, offers) => {
    expect(grantCycle(offers, CATALOGUE)).toBeNull();
  });

  it('are looked at once each, however many ways lead to them', () => {
    const layers = Array.from({ length: 40 }, (_, layer) => `fact${layer}`);
    const catalogue: Catalogue = Object.fromEntries(layers.map((fact) => [fact, { type: 'boolean', label }]));
    const pairs = layers.flatMap((fact, layer) =>
      ['a', 'b'].map((twin) => offer(twin + layer, layer === 0 ? { all: [] } : has(`fact${layer - 1}`), fact)),
    );
    expect(grantCycle(pairs.reverse(), catalogue)).toBeNull();
  });

  it.each<[string, GrantingOffer[], string[]]>([
    ['itself', [offer('nib', has('nib'), 'nib')], ['nib', 'nib']],
    ['two', [offer('a', has('nib'), 'pirt'), offer('b', has('pirt'), 'nib')], ['a', 'b', 'a']],
    [
      'three, behind an innocent one',
      [offer('start', has('nib')), offer('a', has('nib'), 'pirt'), offer('b', has('pirt'), 'halal'), offer('c', has('halal'), 'nib')],
      ['c', 'b', 'a', 'c'],
    ],
    ['an alternative', [offer('a', { any: [has('nib'), has('pirt')] }, 'halal'), offer('b', has('halal'), 'pirt')], ['a', 'b', 'a']],
    ['a doubly negated leaf', [offer('a', { not: { not: has('nib') } }, 'nib')], ['a', 'a']],
    ['a negated opposite', [offer('a', { not: { fact: 'nib', op: '=', value: false } }, 'nib')], ['a', 'a']],
    ['what has to be known', [offer('a', { known: 'nib' }, 'nib')], ['a', 'a']],
    ['what must not be missing', [offer('a', { not: { missing: 'nib' } }, 'nib')], ['a', 'a']],
    ['one item of a list', [offer('a', { fact: 'completed', op: 'containsAny', value: ['a', 'b'] }, completes('a'))], ['a', 'a']],
    [
      'items of which all are required',
      [
        offer('x', { fact: 'completed', op: 'containsAll', value: ['a', 'b'] }, completes('c')),
        offer('y', { fact: 'completed', op: 'containsAny', value: 'c' }, completes('a')),
      ],
      ['x', 'y', 'x'],
    ],
  ])('wait for one another over %s', (_, offers, cycle) => {
    expect(grantCycle(offers, CATALOGUE)).toEqual(cycle);
  });
});
