import { evaluate } from './evaluate';
import { Catalogue } from './facts';
import { Rule } from './rule';

const KEYS = [...'abcdefgh'];
const CATALOGUE: Catalogue = Object.fromEntries(KEYS.map((key) => [key, { type: 'boolean', label: { id: key, en: key } }]));

/** A leaf that is true, false or unknown as its name says: `t1`, `f1`, `u1`. */
const leaf = (id: string): Rule =>
  id.startsWith('u') ? { id, fact: 'h', op: '=', value: true } : { id, fact: 'a', op: '=', value: id.startsWith('t') };
const leaves = (ids: string): Rule[] => ids.split(' ').map(leaf);

const culprits = (rule: Rule) => evaluate(rule, { facts: { a: { value: true } }, asOf: '2026-11-22', catalogue: CATALOGUE }).culprits;

describe('the culprits', () => {
  it.each<[string, Rule, string[][]]>([
    ['of all: any one false child', { all: leaves('t1 f1 u1 f2') }, [['f1'], ['f2']]],
    ['of any: one from every child', { any: leaves('f1 f2') }, [['f1', 'f2']]],
    ['of any over all: one from each', { any: [{ all: leaves('f1 f2 t1') }, leaf('f3')] }, [['f1', 'f3'], ['f2', 'f3']]],
    ['of all over any: the smallest first', { all: [{ any: leaves('f1 f2') }, leaf('f3')] }, [['f3'], ['f1', 'f2']]],
    ['of not: what makes the child true', { not: { all: leaves('t1 t2') } }, [['t1', 't2']]],
    ['of not over any: one true child', { not: { any: leaves('t1 f1 t2 u1') } }, [['t1'], ['t2']]],
    ['of not over not: those of the grandchild', { not: { not: leaf('f1') } }, [['f1']]],
    ['of at least 2 of 3: two false children', { atLeast: 2, of: leaves('f1 f2 f3') }, [['f1', 'f2'], ['f1', 'f3'], ['f2', 'f3']]],
    ['of at least 2 of 3 beside a true one', { atLeast: 2, of: leaves('t1 f1 f2') }, [['f1', 'f2']]],
    ['of at least 3 of 3: one false child', { atLeast: 3, of: leaves('t1 f1 u1') }, [['f1']]],
    ['of not over at least: as many true ones as it takes', { not: { atLeast: 2, of: leaves('t1 t2 f1') } }, [['t1', 't2']]],
    ['of a rule that nothing can fulfil: nobody', { all: [{ not: { all: [] } }, leaf('f1')] }, [[]]],
    ['of at least 1 of two, one of which nothing can fulfil: the other', { any: [{ not: { all: [] } }, leaf('f1')] }, [['f1']]],
    ['of at least 2 of 3, one of which nothing can fulfil', { atLeast: 2, of: [{ not: { all: [] } }, ...leaves('f1 f2')] }, [['f1'], ['f2']]],
    ['of a true rule: none', { any: leaves('t1 f1') }, []],
    ['of an undetermined rule: none', { all: leaves('t1 u1') }, []],
  ])('%s', (_, rule, expected) => {
    expect(culprits(rule)).toEqual(expected);
  }); // prettier-ignore

  it('of a leaf without an id are named by its path', () => {
    expect(culprits({ all: [{ fact: 'a', op: '=', value: false }] })).toEqual([['/all/0']]);
  });

  it('are at most 32 sets, the smallest, however many combinations there are', () => {
    const many = Array.from({ length: 60 }, (_, index) => leaf(`f${index}`));
    const half = culprits({ atLeast: 30, of: many });
    expect(half.map((set) => set.length)).toEqual(Array.from({ length: 32 }, () => 31));
    const pairs = Array.from({ length: 60 }, (_, index) => ({ all: leaves(`f${index}a f${index}b`) }));
    expect(culprits({ any: pairs }).map((set) => set.length)).toEqual(Array.from({ length: 32 }, () => 60));
  });
});
