import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASKABLE } from './fact-questions';

const PROTOCOL = readFileSync(join(__dirname, '../../../../../docs/question-protocol.md'), 'utf8');

describe('the questions about facts', () => {
  it('each have a row in docs/question-protocol.md that says who uses the answer, for what and why then', () => {
    const rows = new Map(PROTOCOL.split('\n').map((line) => [/^\| `([^`]+)` \|/.exec(line)?.[1], line.split('|').slice(2, -1).map((cell) => cell.trim())])); // prettier-ignore
    const lacking = ASKABLE.filter((fact) => (rows.get(fact) ?? []).filter((cell) => /\w/.test(cell)).length < 3);
    expect(lacking).toEqual([]);
  });
});
