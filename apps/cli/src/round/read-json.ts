import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

/** @param file a path, or - for standard input. @throws Error in one sentence when it cannot be read as JSON */
export async function readJson(file: string): Promise<unknown> {
  const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8').catch(() => null);
  if (content === null) throw new Error(`${file}: cannot be read`);
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Error(`${file}: must be JSON (${(error as Error).message.replaceAll(/\s+/g, ' ')})`, { cause: error });
  }
}
