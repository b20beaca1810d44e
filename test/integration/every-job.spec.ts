import { ROUTES } from '@sambung/events';
import { inTransaction } from '@sambung/database';
import { MatcherJobs } from '../../apps/matcher/src/matcher-jobs.service';
import { DeliverJobs } from '../../apps/courier/src/deliver-jobs.service';
import { TestSystem } from '../support/test-system';
import { v7 as uuid } from 'uuid';

/** Every job of the catalogue, offered for an aggregate that does not exist: a missing handler says so by name. */
describe('every job', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
  });

  afterAll(() => system.stop());

  const jobs = Object.entries(ROUTES).flatMap(([type, { aggregate, jobs: routes }]) =>
    routes.map(({ job, queue }) => ({ type, aggregate, job, queue })),
  );

  it.each(jobs)('$job has a handler in the process of the queue $queue', async ({ type, aggregate, job, queue }) => {
    const worker = await system.startWorker(queue !== 'deliver' ? 'matcher' : 'courier');
    const id = uuid();
    await inTransaction(system.dataSource, (tx) =>
      tx.query('insert into outbox (id, aggregatetype, aggregateid, type, job) values ($1, $2, $3, $4, $5)', [
        id,
        aggregate,
        uuid(),
        type,
        job,
      ]),
    );
    const work = worker.get<MatcherJobs | DeliverJobs>(queue !== 'deliver' ? MatcherJobs : DeliverJobs).work(job, id);
    const outcome = await work.then(() => 'done', (error: Error) => error.message); // prettier-ignore
    expect(outcome).not.toMatch(/knows no job/);
  });
});
