import * as fc from 'fast-check';
import { canonicalJson } from './canonical';

const backwards = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, backwards(member)])); // prettier-ignore
};

describe('canonical JSON', () => {
  it.each<[unknown, string]>([
    [{ b: 1, a: [{ d: null, c: 'x y' }] }, '{"a":[{"c":"x y","d":null}],"b":1}'],
    [{ a: undefined, b: () => 1, c: [undefined, 1] }, '{"c":[null,1]}'],
    [{ 10: 'a', 9: 'b', Z: 'c', a: 'd', é: 'e' }, '{"10":"a","9":"b","Z":"c","a":"d","é":"e"}'],
    [{ at: new Date('2026-11-22T03:04:05Z') }, '{"at":"2026-11-22T03:04:05.000Z"}'],
    [JSON.parse('{"__proto__":1,"a":2}'), '{"__proto__":1,"a":2}'],
    ['"\n\ud800', '"\\"\\n\\ud800"'],
    [-0, '0'],
    [undefined, 'null'],
    [null, 'null'],
    [[], '[]'],
    [{}, '{}'],
  ])('of %p is %s', (value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  it('means what JSON.stringify means', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))));
  });

  it('does not hang on the order of members', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(canonicalJson(backwards(value))).toBe(canonicalJson(value))));
  });
});
