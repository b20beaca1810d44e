import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as matching from '.';

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

describe('the example in the README', () => {
  it('prints what it says that it prints', () => {
    const [, example] = /```ts\n([^]*?)```/.exec(README)!;
    const { code } = transformSync(example!, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
    const printed: string[] = [];
    const log = (...values: unknown[]) => printed.push(values.map(text).join(' '));
    // oxlint-disable-next-line no-new-func -- the text is our own
    new Function('require', 'exports', 'console', code)(() => matching, {}, { log });
    expect(printed).toEqual([...example!.matchAll(/\/\/ → (.*)/g)].map(([, said]) => said));
    expect(printed.length).toBeGreaterThan(2);
  });
});
