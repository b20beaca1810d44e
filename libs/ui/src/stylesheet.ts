import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PARTS = ['tokens', 'base', 'layout', 'forms', 'blocks', 'print'];

/** What only offices see: tables, the editor of offers, the desk, the map. */
const OFFICE_PARTS = ['tables', 'editor', 'desk'];

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

function joined(stem: string, parts: readonly string[]): HashedFile {
  const css = parts.map((part) => readFileSync(join(__dirname, 'styles', `${part}.css`), 'utf8')).join('\n');
  return hashed(stem, 'css', 'text/css; charset=utf-8', minified(css));
}

/** The stylesheet of owners' pages, joined from `styles/`. */
export const ownerStylesheet = (): HashedFile => joined('sambung', PARTS);

/** The same and more, for the pages of offices. Their rules come last, in the same layers. */
export const officeStylesheet = (): HashedFile => joined('kantor', [...PARTS, ...OFFICE_PARTS]);
