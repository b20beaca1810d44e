import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allocateCases, AllocatedCase } from './allocate.command';

const vectors = (file: string) =>
  JSON.parse(readFileSync(join(__dirname, '../../../test/vectors', file), 'utf8')) as {
    cases: (Record<string, unknown> & { id: string; expected: AllocatedCase['matching'] })[];
  };

describe.each(['hr-applicant-optimal.json', 'spa-institution-caps.json'])('sambung allocate, given %s', (file) => {
  const { cases } = vectors(file);

  it('prints what the other program found, for each of the 100 cases', () => {
    expect(cases).toHaveLength(100);
    expect(allocateCases({ cases })).toEqual({ results: cases.map(({ id, expected }) => ({ id, matching: expected })) });
  });
});
