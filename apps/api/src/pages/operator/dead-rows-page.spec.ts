import { ROUTES } from '@sambung/events';
import { isMessageKey } from '@sambung/ui';

describe('the page of work that failed', () => {
  it('has words for every job', () => {
    const jobs = Object.values(ROUTES).flatMap(({ jobs: of }) => of.map(({ job }) => job));
    expect(jobs.filter((job) => !isMessageKey(`deadRows.job.${job}`))).toEqual([]);
  });
});
