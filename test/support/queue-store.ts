import { Redis } from 'ioredis';
import { TestSystem } from './test-system';

/** Empties the store of the queue: every key of Redis, or every table of BullMQ in the system's own database. */
export async function wipeQueueStore(store: 'redis' | 'postgres', system: TestSystem): Promise<void> {
  if (store === 'postgres') {
    const tables = await system.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = 'bullmq' and tablename not like '%migration%'`,
    );
    await system.query(`truncate ${tables.map((table) => table.name).join(', ')}`);
    return;
  }
  const redis = new Redis(process.env.SAMBUNG_TEST_REDIS!);
  await redis.flushall();
  redis.disconnect();
}
