#!/usr/bin/env node
// Runs a command of the built program, and builds it first in a fresh clone. Standard output is the command's alone.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const main = join(root, 'dist/apps/cli/src/main.js');
if (!existsSync(main)) {
  const built = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
createRequire(import.meta.url)(main);
