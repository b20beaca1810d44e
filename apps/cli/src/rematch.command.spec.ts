import { RematchProgress } from '@sambung/matches';
import { progressLine } from './rematch.command';

const progress = (changes: Partial<RematchProgress['rematch']> = {}, numbers: Partial<RematchProgress> = {}): RematchProgress => ({
  rematch: {
    id: '', regionCode: null, concerned: null, requestedAt: new Date('2026-11-22T00:00:00Z'), pausedAt: null, finishedAt: null, ...changes,
  },
  actors: 12_000, matched: 3_000, parts: 41, partsDone: 9, ...numbers,
}); // prettier-ignore

describe('the progress of a re-match', () => {
  it('names share, parts, rate and the time left', () => {
    expect(progressLine(progress(), 1_500)).toBe('3,000 of 12,000 actors (25 %), 9 of 41 parts, 1,500 a second, 6.0 s left');
    expect(progressLine(progress({}, { matched: 0 }), 0.5)).toContain('6.7 h left');
  });

  it('says what it waits for', () => {
    expect(progressLine(progress(), 0)).toContain('waiting for a matcher');
    expect(progressLine(progress({ pausedAt: new Date() }), 0)).toMatch(/^paused: 3,000 .*--resume$/);
  });

  it('ends with the time it took, also for nobody', () => {
    const finishedAt = new Date('2026-11-22T00:02:30Z');
    expect(progressLine(progress({ finishedAt }, { matched: 12_001, partsDone: 41 }), 0)).toBe(
      'finished: 12,001 of 12,000 actors (100 %), 41 of 41 parts, in 3 min',
    );
    expect(progressLine(progress({ finishedAt }, { actors: 0, matched: 0 }), 0)).toContain('(100 %)');
  });
});
