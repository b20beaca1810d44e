import { cast, Cast, interestedActor, subscribe } from '../factories/story';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { TestSystem } from '../support/test-system';

const STORES = process.env.SAMBUNG_TEST_REDIS ? (['postgres', 'redis'] as const) : (['postgres'] as const);

describe.each(STORES)('a matcher killed in the middle of a job, queue in %s', (queueStore) => {
  let system: TestSystem;
  let people: Cast;
  let receiver: PartnerReceiver;
  const matchers: ProgramProcess[] = [];

  const startMatcher = (): ProgramProcess => {
    const matcher = new ProgramProcess('matcher/src/main.js', [], { env: { ...process.env, LOG_LEVEL: 'warn' } });
    matchers.push(matcher);
    return matcher;
  };

  beforeAll(async () => {
    system = await TestSystem.start({ queueStore, workers: ['courier'] });
    people = await cast(system);
    receiver = new PartnerReceiver();
    await subscribe(people.partner, receiver);
  });

  afterAll(async () => {
    for (const matcher of matchers) matcher.signal('SIGKILL');
    await receiver.close();
    await system.stop();
  });

  it('leaves exactly one result, one match and one event', async () => {
    const { actorId, matchId } = await interestedActor(people);
    const holder = system.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select from actors where id = $1 for update', [actorId]);
    const first = startMatcher();
    await eventually(
      'a matcher that waits for the actor inside its job',
      () =>
        system.query<{ waiting: number }>(
          "select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        ),
      ([row]) => row!.waiting > 0,
    );
    first.signal('SIGKILL');
    await first.end();
    await holder.rollbackTransaction();
    await holder.release();
    expect(await system.query('select from suggestions where actor_id = $1', [actorId])).toEqual([]);

    startMatcher();
    await eventually(
      'the result',
      () => system.query('select from suggestions where actor_id = $1', [actorId]),
      (rows) => rows.length === 1,
    );
    await people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' });
    await eventually('the delivery', () => Promise.resolve(receiver.acceptedIds), (ids) => ids.length === 1); // prettier-ignore
    await system.noPendingWork();
    expect(await system.query('select state from matches where actor_id = $1', [actorId])).toEqual([{ state: 'offered' }]);
    expect(await system.query('select id from partner_events where actor_id = $1', [actorId])).toEqual([{ id: receiver.acceptedIds[0] }]);
  });
});
