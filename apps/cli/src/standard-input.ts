import { text } from 'node:stream/consumers';

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** All of standard input as JSON. @throws Error with one sentence that says what is wrong with it */
export async function readJson(): Promise<unknown> {
  try {
    return JSON.parse(await text(process.stdin));
  } catch (error) {
    throw new Error(`standard input: must be JSON (${(error as Error).message.replaceAll(/\s+/g, ' ')})`, { cause: error });
  }
}
