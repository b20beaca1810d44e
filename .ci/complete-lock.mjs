// Some registries serve only this platform's optional binaries; `npm install` then drops the others from the
// lock file and `npm ci` refuses it. This writes a stub for each one that is missing. Run it after every install.
import { readFileSync, writeFileSync } from 'node:fs';

const OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const CPU = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
let added = 0;
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key]) continue;
    const words = name.split(/[-/]/);
    lock.packages[key] = {
      version,
      cpu: words.filter((word) => CPU.includes(word)),
      ...(entry.dev && { dev: true }),
      optional: true,
      os: words.filter((word) => OS.includes(word)),
    };
    added += 1;
  }
}
const [root, ...rest] = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries([root, ...rest]);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional packages added to package-lock.json`);
