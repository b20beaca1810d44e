import { rmSync } from 'node:fs';
import { findRedis } from '../../apps/cli/src/embedded/redis';
import { cast, Cast, interestedActor, subscribe } from '../factories/story';
import { ProgramProcess } from '../support/child-process';
import { eventually } from '../support/eventually';
import { PartnerReceiver } from '../support/partner-receiver';
import { RedisCluster } from '../support/redis-cluster';
import { temporaryFolder } from '../support/temporary-folder';
import { TestSystem } from '../support/test-system';

const program = findRedis();
if (!program) console.warn('\n*** No redis-server or valkey-server on PATH: Redis Cluster is NOT tested. ***\n');

(program ? describe : describe.skip)('with its queues in a Redis Cluster', () => {
  const folder = temporaryFolder('cluster');
  const cluster = new RedisCluster(program!, folder);
  const receiver = new PartnerReceiver();
  let system: TestSystem;
  let people: Cast;

  beforeAll(async () => {
    await cluster.start();
    system = await TestSystem.start({ queueStore: 'postgres', environment: { REDIS_URL: cluster.urls } });
    people = await cast(system);
    await subscribe(people.partner, receiver);
  });

  afterAll(async () => {
    await receiver.close();
    await system?.stop();
    cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a save is matched, decided and delivered', async () => {
    const { matchId } = await interestedActor(people);
    await people.officer.post(`/matches/${matchId}/decision`, { decision: 'approved' });
    await eventually('the delivery', () => Promise.resolve(receiver.acceptedIds), ({ length }) => length === 1); // prettier-ignore
    await system.noPendingWork();
    expect((await (await fetch(`${system.address}/readyz`)).json()) as unknown).toMatchObject({ status: 'ready', queueStore: 'redis' });
  });

  it('everybody is matched again', async () => {
    const command = new ProgramProcess('cli/src/main.js', ['rematch', '--all'], { env: process.env });
    expect([await command.end(), command.output]).toEqual([0, expect.stringMatching(/1/)]);
    await system.noPendingWork();
    expect(await system.query('select from rematch_parts')).not.toEqual([]);
  });

  it('keeps all of its keys on one node', async () => {
    const counts = await cluster.keysOf(process.env.QUEUE_PREFIX!);
    expect(counts.filter((count) => count > 0)).toHaveLength(1);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(3);
  });
});
