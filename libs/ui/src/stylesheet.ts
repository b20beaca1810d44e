import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PARTS = ['tokens', 'base', 'layout', 'forms', 'blocks', 'editor', 'desk', 'print'];

/** Takes out comments and the blanks that only people need. */
const minified = (css: string): string =>
  css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(/: /g, ':')
    .replaceAll(';}', '}')
    .trim();

/** A file that never changes under its name. */
export interface HashedFile {
  name: string;
  type: string;
  body: Buffer;
}

export function hashed(stem: string, extension: string, type: string, text: string | Buffer): HashedFile {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 10);
  return { name: `${stem}.${hash}.${extension}`, type, body: Buffer.from(text) };
}

/** The one stylesheet of all pages, joined from `styles/`. */
export function stylesheet(): HashedFile {
  const css = PARTS.map((part) => readFileSync(join(__dirname, 'styles', `${part}.css`), 'utf8')).join('\n');
  return hashed('sambung', 'css', 'text/css; charset=utf-8', minified(css));
}
