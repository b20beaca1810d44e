import { parse } from 'csv-parse/sync';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCS = join(__dirname, '../../docs');

interface Row {
  id: string;
  level: string;
  applies: string;
  met: string;
  how: string;
  test: string;
}

const rows: Row[] = parse(readFileSync(join(DOCS, 'asvs.csv')), { columns: true });

/** Titles of the tests of each specification, as they are written. */
const titles = new Map(
  readdirSync(__dirname)
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => {
      const text = readFileSync(join(__dirname, file), 'utf8');
      const found = [...text.matchAll(/\bit(?:\.each\([^\n]*\))?\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, title]) => title!);
      return [file.replace('.spec.ts', ''), found] as const;
    }),
);

describe('docs/asvs.csv', () => {
  it('names each requirement once, with its level and whether it is met', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { id, level, applies, met, how, test } of rows) {
      expect(id).toMatch(/^\d{1,2}\.\d{1,2}\.\d{1,2}$/);
      expect(['1', '2']).toContain(level);
      expect([id, applies]).toEqual([id, expect.stringMatching(/^(yes|no)$/)]);
      expect([id, met]).toEqual([id, expect.stringMatching(applies === 'yes' ? /^(yes|partly|no)$/ : /^$/)]);
      expect([id, how + test]).not.toEqual([id, '']);
    }
  });

  it('names tests that exist', () => {
    const missing = rows.flatMap(({ id, test }) => {
      if (!test) return [];
      const [file, title] = test.split(/: (.*)/s) as [string, string];
      return titles.get(file)?.includes(title) ? [] : [`${id} ${test}`];
    });
    expect(missing).toEqual([]);
  });

  it('is counted in the page that introduces it', () => {
    const page = readFileSync(join(DOCS, 'threat-model.md'), 'utf8');
    const count = (met: string) => rows.filter((row) => row.met === met).length;
    expect(page).toContain(`${rows.length} of the 253 requirements`);
    expect(page).toContain(`${count('yes')} met, ${count('partly')} in part, ${count('no')} not met, ${count('')} that do not apply`);
  });
});
