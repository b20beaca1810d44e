import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface FoundBrowser {
  program: string;
  /** Where its shared libraries lie, when the machine has none. */
  libraries?: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
}

const runs = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** Unpacks the Chromium that npm carries into a folder; where the machine lacks its libraries, those too. */
async function unpack(folder: string): Promise<FoundBrowser> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const program = await chromium.executablePath();
    if (runs(program)) return { program };
    rmSync(program);
    // The package unpacks the libraries only where it believes to be on Amazon Linux 2023.
    process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
    return { program: await chromium.executablePath(), libraries: join(folder, 'al2023', 'lib') };
  } finally {
    delete process.env.AWS_LAMBDA_JS_RUNTIME;
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

/** The machine's own Chromium, else the one that npm carries, unpacked into the folder. */
export async function findBrowser(folder: string): Promise<FoundBrowser> {
  const program = onPath();
  return program ? { program } : unpack(folder);
}
