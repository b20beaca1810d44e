import { parse } from 'csv-parse/sync';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASVS_LEVELS, asvsIds } from '../vectors/asvs-5.0.0';

const ROOT = join(__dirname, '../..');
const DOCS = join(ROOT, 'docs');

interface Row {
  id: string;
  level: string;
  applies: string;
  met: string;
  how: string;
  test: string;
}

const rows: Row[] = parse(readFileSync(join(DOCS, 'asvs.csv')), { columns: true });

/** Titles of the tests of each specification in a folder, as they are written. */
const titlesIn = (folder: string, prefix: string): (readonly [string, string[]])[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const found = [...text.matchAll(/\bit(?:\.each\([^\n]*\))?\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, title]) => title!);
      return [prefix + file.replace('.spec.ts', ''), found] as const;
    });

const headingsOf = (page: string): string[] =>
  [...readFileSync(join(DOCS, page), 'utf8').matchAll(/^##+ (.*)$/gm)].map(([, heading]) => heading!);

/** What a row may name: tests by specification, sections by page. */
const proofs = new Map<string, string[]>([
  ...titlesIn(__dirname, ''),
  ...titlesIn(join(ROOT, 'test/e2e'), 'e2e/'),
  ...readdirSync(DOCS)
    .filter((file) => file.endsWith('.md'))
    .map((file): [string, string[]] => [`docs/${file}`, headingsOf(file)]),
]);

describe('docs/asvs.csv', () => {
  it('judges every requirement of levels 1 and 2, in the order of the standard', () => {
    expect([1, 2, 3].map((level) => asvsIds(level).length)).toEqual([70, 253, 345]);
    expect(rows.map(({ id }) => id)).toEqual(asvsIds(2));
  });

  it('says of each requirement its level, whether it is met, and how or why not', () => {
    for (const { id, level, applies, met, how, test } of rows) {
      const [chapter, section, number] = id.split('.');
      expect([id, level]).toEqual([id, ASVS_LEVELS[`${chapter}.${section}`]![Number(number) - 1]]);
      expect([id, applies]).toEqual([id, expect.stringMatching(/^(yes|no)$/)]);
      expect([id, met]).toEqual([id, expect.stringMatching(applies === 'yes' ? /^(yes|partly|no)$/ : /^$/)]);
      expect([id, how]).not.toEqual([id, '']);
      if (applies === 'yes' && met !== 'no') expect([id, test]).not.toEqual([id, '']);
    }
  });

  it('names tests and sections that exist', () => {
    const missing = rows.flatMap(({ id, test }) => {
      if (!test) return [];
      const [file, title] = test.split(/: (.*)/s) as [string, string];
      return proofs.get(file)?.includes(title) ? [] : [`${id} ${test}`];
    });
    expect(missing).toEqual([]);
  });

  it('is counted in the page that introduces it', () => {
    const page = readFileSync(join(DOCS, 'threat-model.md'), 'utf8');
    const count = (met: string) => rows.filter((row) => row.met === met).length;
    expect(page).toContain(`${count('yes')} met, ${count('partly')} in part, ${count('no')} not met, ${count('')} that do not apply`);
  });
});
