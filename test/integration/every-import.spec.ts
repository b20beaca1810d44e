import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Who may import whom (docs/architecture.md). `matching`, `reference`, `errors`, `config` and `tracing` import nothing of ours. */
const GROUND = ['config', 'database', 'errors', 'tracing', 'events', 'vault', 'audit'];
const MAY_IMPORT: Record<string, string[]> = {
  matching: [],
  reference: [],
  errors: [],
  config: [],
  database: ['config'],
  tracing: [],
  events: ['config', 'database', 'errors', 'tracing'],
  vault: ['config', 'errors'],
  audit: ['config', 'database', 'vault'],
  accounts: GROUND,
  profiles: [...GROUND, 'accounts', 'reference'],
  offers: [...GROUND, 'accounts', 'reference', 'matching'],
  overlap: [...GROUND, 'accounts', 'reference', 'matching', 'profiles', 'offers', 'tables'],
  matches: [...GROUND, 'accounts', 'reference', 'matching', 'profiles', 'offers', 'overlap'],
  rounds: [...GROUND, 'accounts', 'reference', 'matching', 'profiles', 'offers', 'overlap', 'matches'],
  webhooks: [...GROUND, 'accounts'],
  tables: ['errors'],
  exchange: [...GROUND, 'accounts', 'reference', 'matching', 'profiles', 'offers', 'overlap', 'matches', 'tables'],
  planning: [...GROUND, 'accounts', 'reference', 'matching', 'profiles', 'offers', 'overlap', 'matches'],
  ui: ['reference'],
};
const LIBS = Object.keys(MAY_IMPORT);
const APPS = ['api', 'matcher', 'courier', 'cli'];

interface Diagnostic {
  code: string;
  filename: string;
}

/** Lints files with one statement each, under the project's own rules. @returns the files that were refused */
function refused(files: Record<string, string>): string[] {
  const tree = mkdtempSync(join(tmpdir(), 'sambung-imports-'));
  try {
    cpSync(join(ROOT, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const result = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), ['--format', 'json'], { cwd: tree, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(result.stdout) as { diagnostics: Diagnostic[] };
    const found = diagnostics.filter(({ code }) => code.includes('no-restricted'));
    return [...new Set(found.map(({ filename }) => filename))].sort();
  } finally {
    rmSync(tree, { recursive: true });
  }
}

const importing = (target: string): string => `import * as other from '${target}';\nexport const probe = other;\n`;

const pairs = LIBS.flatMap((lib) => LIBS.filter((other) => other !== lib).map((other) => [lib, other] as const));
const pathOf = (lib: string, other: string): string => `libs/${lib}/src/${other}-probe.ts`;
const probes = (chosen: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(chosen.map(([lib, other]) => [pathOf(lib, other), importing(`@sambung/${other}`)]));

describe('imports', () => {
  it('fail where a lib may not import another', () => {
    const forbidden = pairs.filter(([lib, other]) => !MAY_IMPORT[lib]!.includes(other));
    expect(refused(probes(forbidden))).toEqual(forbidden.map(([lib, other]) => pathOf(lib, other)).sort());
  });

  it('pass where a lib may import another', () => {
    const allowed = pairs.filter(([lib, other]) => MAY_IMPORT[lib]!.includes(other));
    expect(refused(probes(allowed))).toEqual([]);
  });

  it('fail between apps, from a lib into an app, and into the inside of a lib', () => {
    const files: Record<string, string> = {
      'libs/matches/src/app-probe.ts': importing('../../../apps/api/src/main'),
      'libs/matches/src/deep-probe.ts': importing('@sambung/profiles/src/actor.entity'),
    };
    for (const app of APPS) {
      const other = APPS.find((name) => name !== app)!;
      files[`apps/${app}/src/app-probe.ts`] = importing(`../../${other}/src/main`);
    }
    expect(refused(files)).toEqual(Object.keys(files).sort());
  });

  it('keep the engine pure: no clock, no chance, no process, no Node module, no framework', () => {
    const files = {
      'libs/matching/src/date.ts': 'export const now = () => new Date();\n',
      'libs/matching/src/random.ts': 'export const chance = () => Math.random();\n',
      'libs/matching/src/process.ts': 'export const home = () => process.env.HOME;\n',
      'libs/matching/src/node.ts': importing('node:fs'),
      'libs/matching/src/nest.ts': importing('@nestjs/common'),
    };
    expect(refused(files)).toEqual(Object.keys(files).sort());
  });
});
