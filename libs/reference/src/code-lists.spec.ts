import * as lists from './code-lists';

const { CREATIVE_SUBSECTORS, ROLES } = lists;
const named = Object.entries(lists) as [string, lists.Options][];

describe.each(named)('the code list %s', (_, options) => {
  it('has codes that go into keys, and words in both languages', () => {
    const odd = Object.entries(options).filter(([code, { id, en }]) => !/^[a-z][A-Za-z]*$/.test(code) || !id.trim() || !en.trim());
    expect(odd).toEqual([]);
  });

  it('says each thing once', () => {
    const words = Object.values(options).map(({ id }) => id);
    expect(new Set(words).size).toBe(words.length);
  });
});

describe('the code lists', () => {
  it('know six kinds of actor and seventeen creative subsectors', () => {
    expect([Object.keys(ROLES).length, Object.keys(CREATIVE_SUBSECTORS).length]).toEqual([6, 17]);
  });
});
