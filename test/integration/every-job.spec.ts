import { ROUTES } from '@sambung/events';
import { inTransaction } from '@sambung/database';
import { MatcherJobs } from '../../apps/matcher/src/matcher-jobs.service';
import { DeliverJobs } from '../../apps/courier/src/deliver-jobs.service';
import { TestSystem } from '../support/test-system';
import { v7 as uuid } from 'uuid';

/** Every job of the catalogue, offered for an aggregate that does not exist: a missing handler says so by name. */
describe('every job', () => {
  let system: TestSystem;
  let workers: Record<'match' | 'rematch' | 'deliver', MatcherJobs | DeliverJobs>;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: [] });
    const matcher = (await system.startWorker('matcher')).get(MatcherJobs);
    workers = { match: matcher, rematch: matcher, deliver: (await system.startWorker('courier')).get(DeliverJobs) };
  });

  afterAll(() => system.stop());

  const jobs = Object.entries(ROUTES).flatMap(([type, { aggregate, jobs: routes }]) =>
    routes.map(({ job, queue }) => ({ type, aggregate, job, queue })),
  );

  it.each(jobs)('$job has a handler in the process of the queue $queue', async ({ type, aggregate, job, queue }) => {
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
    const outcome = await workers[queue].work(job, id).then(() => 'done', (error: Error) => error.message); // prettier-ignore
    // The running worker may have been first: then the row says it.
    const [row] = await system.query<{ error: string | null }>('select last_error as error from outbox where id = $1', [id]);
    expect(`${outcome} ${row!.error}`).not.toMatch(/knows no job/);
  });
});
