import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Earlier ones were made before any database was in use. */
const FIRST_CHECKED = 1763800000026;

const FOLDER = join(__dirname, 'migrations');

/** A migration says by `unusedSince` which one came with the release that stopped. */
const ONE_RELEASE_LATER = 'the release after the one that stops using it';

/** What blocks writers, or breaks the release that still runs, and what to do instead. */
const DANGERS: readonly [RegExp, string][] = [
  // Of a partitioned table alone it builds nothing.
  [/\bcreate (unique )?index (?!concurrently)(?![^;]*\bon only\b)/, 'create index concurrently, outside a transaction'],
  [/\bdrop index (?!concurrently)/, 'drop index concurrently, outside a transaction'],
  [/\b(add constraint|add (foreign key|check)|references)\b(?![^;]*not valid)/, 'add it not valid, validate it later'],
  [/\badd column (?:(?!,|;)[\s\S])*not null(?!(?:(?!,|;)[\s\S])*default)/, 'add it nullable or with a default'],
  [/\bset not null\b/, 'a validated check first'],
  [/\balter (column )?\w+ (set data )?type\b/, 'a new column, filled in batches'],
  [/\brename\b/, 'a new name beside the old one, for one release'],
  [/\bdrop (column|table)\b/, ONE_RELEASE_LATER],
  [/(?<!\binsert or )\b(update|delete from) \w+\b(?![^;]*limit)/, 'batches with a limit'],
  [/\b(truncate|vacuum full|lock table|reindex (?!.*concurrently))\b/, 'nothing that locks a whole table'],
];

/** The statements of `up`, without those on tables that the same migration creates: nobody else sees these yet. */
function dangersOf(source: string, number = FIRST_CHECKED): string[] {
  const up = source.slice(source.indexOf('async up'), source.indexOf('async down')).toLowerCase();
  const fresh = [...up.matchAll(/create table (?:if not exists )?(\w+)/g)].map(([, name]) => name!);
  const statements = [...up.matchAll(/query\(\s*(`[^`]*`|'[^']*')/g)].flatMap(([, text]) => text!.slice(1, -1).split(';'));
  const old = statements.filter((text) => !text.includes('create table') && !fresh.some((name) => new RegExp(`\\b${name}\\b`).test(text)));
  const isUnused = Number(/unusedSince = (\d+);/.exec(source)?.[1] ?? Infinity) < number;
  const dangers = DANGERS.filter(([, remedy]) => !(isUnused && remedy === ONE_RELEASE_LATER));
  const found = old.flatMap((text) => dangers.filter(([danger]) => danger.test(text)).map(([, remedy]) => remedy));
  const isOutside = /transaction = false/.test(source);
  return up.includes('concurrently') && !isOutside ? [...found, 'readonly transaction = false'] : found;
}

const migration = (sql: string, members = ''): string =>
  `class M { ${members} async up(r) { await r.query(\`${sql}\`); } async down() {} }`;

describe('a migration on a database in use', () => {
  it.each([
    'create index a on actors (id)',
    'drop index a',
    'alter table actors add constraint a foreign key (x) references people',
    'alter table actors add column a uuid references people',
    'alter table actors add column a text not null',
    'alter table actors alter column a set not null',
    'alter table actors alter column a type text',
    'alter table actors rename column a to b',
    'alter table actors drop column a',
    'update actors set a = 1',
    'truncate actors',
    'create index concurrently a on actors (id)',
  ])('is found dangerous: %s', (sql) => {
    expect(dangersOf(migration(sql))).not.toEqual([]);
  });

  it.each([
    ['alter table actors add column a text, add column b integer not null default 0', ''],
    ['alter table actors add constraint a check (b > 0) not valid', ''],
    ['create index concurrently a on actors (id)', 'readonly transaction = false;'],
    ['create index a on only facts (id)', ''],
    ['create trigger a before insert or update of b on actors for each row execute function c()', ''],
    ['create table a (id uuid primary key references people); create index b on a (id)', ''],
    ['alter table actors drop column a', 'readonly unusedSince = 1763800000025;'],
    ['update actors set a = 1 where id in (select id from actors where a is null limit 1000)', ''],
  ])('is found harmless: %s', (sql, members) => {
    expect(dangersOf(migration(sql, members))).toEqual([]);
  });

  const checked = readdirSync(FOLDER).filter((file) => Number.parseInt(file, 10) >= FIRST_CHECKED);

  it.each(checked)('%s keeps nobody waiting', (file) => {
    expect(dangersOf(readFileSync(join(FOLDER, file), 'utf8'), Number.parseInt(file, 10))).toEqual([]);
  });
});
