import { LEGALITY_DOCUMENTS, MIGRANT_STATUSES, PRODUCTS, ROLES, Text } from '@sambung/reference';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { LOCALES, preferredLocale } from './locales';
import { CATALOGUES, isMessageKey, OFFICE_CATALOGUES, OWNER_CATALOGUES, t } from './messages';
import { hasJavanese } from './terms';

const PAGES = join(__dirname, '../../../apps/api/src/pages');
const COMPONENTS = __dirname;

interface Node {
  type: number;
  value?: string;
  options?: Record<string, { value: Node[] }>;
}

const LITERAL = 0;
const POUND = 7;

/** Names of the values that a message asks for; throws for a message that is none. */
function valuesIn(text: string, locale: string): string[] {
  const walk = ({ type, value, options }: Node): string[] =>
    type === LITERAL || type === POUND ? [] : [value!, ...Object.values(options ?? {}).flatMap((option) => option.value.flatMap(walk))];
  return [...new Set((new IntlMessageFormat(text, locale).getAst() as Node[]).flatMap(walk))].sort();
}

const inSource = Object.fromEntries(Object.entries(CATALOGUES.id).map(([key, text]) => [key, valuesIn(text, 'id')]));

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.spec)\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

describe('the messages', () => {
  it.each([
    ['owners', Object.values(OWNER_CATALOGUES)],
    ['offices', Object.values(OFFICE_CATALOGUES)],
  ])('of %s have the same keys in every language', (_, catalogues) => {
    const [source, ...others] = catalogues.map((catalogue) => Object.keys(catalogue).sort());
    for (const other of others) expect(other).toEqual(source);
  });

  it('of owners and of offices never hide one another', () => {
    expect(Object.keys(OWNER_CATALOGUES.id).filter((key) => key in OFFICE_CATALOGUES.id)).toEqual([]);
  });

  it.each(LOCALES)('are sound ICU messages that ask for the same values, in %s', (locale) => {
    for (const [key, text] of Object.entries(CATALOGUES[locale])) {
      expect([key, valuesIn(text, locale)]).toEqual([key, inSource[key]]);
      expect([key, text.trim()]).not.toEqual([key, '']);
    }
  });

  it('are all named somewhere, and every name that a page uses is there', () => {
    const source = [...sourcesIn(PAGES), ...sourcesIn(COMPONENTS)].join('\n');
    const written = new Set([...source.matchAll(/['"`]([a-zA-Z]+(?:\.[\w-]+)+)['"`]/g)].map(([, key]) => key!));
    const built = [...source.matchAll(/`([a-zA-Z.]*)\$\{[^}]+\}([a-zA-Z.]*)`/g)].map(([, head, tail]) => [head!, tail!] as const);
    const isBuilt = (key: string) => built.some(([head, tail]) => head !== '' && key.startsWith(head) && key.endsWith(tail));
    const unused = Object.keys(CATALOGUES.id).filter((key) => !written.has(key) && !isBuilt(key));
    expect(unused).toEqual([]);
  });

  it('refuse to stay silent about a value that is missing', () => {
    expect(() => t('id')('fault.AnswersTooMany')).toThrow(/count/);
    expect(t('en')('fault.AnswersTooMany', { count: 4, most: 3 })).toContain('3');
    expect(isMessageKey('toString')).toBe(false);
  });

  it('of errors are at most 12 words in Indonesian, and name the fix', () => {
    const long = Object.entries(CATALOGUES.id).filter(([key, text]) => key.startsWith('fault.') && text.split(/\s+/).length > 12);
    expect(long).toEqual([]);
  });

  it('speak Javanese also where owners meet words of the code lists', () => {
    const lists = [ROLES, PRODUCTS, MIGRANT_STATUSES, LEGALITY_DOCUMENTS].flatMap((list) => Object.values<Text>(list));
    const lacking = lists.filter((text) => !hasJavanese(text));
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });
});

describe('the language that a browser prefers', () => {
  it.each([
    [undefined, 'id'],
    ['jv-ID,id;q=0.8', 'jv'],
    ['fr-FR,en;q=0.5', 'en'],
    ['de', 'id'],
  ])('%s is %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });
});
