import { Config } from '@sambung/config';
import { migrate } from '@sambung/database';
import { migrateQueueStore } from '@sambung/events';
import { Progress } from '../progress';
import { loadReference } from './load-reference';
import { sealClearValues } from './seal-clear-values';
import { seedCatalogue } from './seed-catalogue';

const counted = (counts: Record<string, number>): string =>
  Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name.replace('_', ' ')}`).join(', ') || 'unchanged'; // prettier-ignore

/** Brings a database up to date: schema, queue, reference data, shipped offers. Running it again changes nothing. */
export async function prepareDatabase(config: Config, progress: Progress): Promise<void> {
  await progress('schema', () => migrate(config.migratorUrl, (dataSource) => sealClearValues(config, dataSource)), (ran) => (ran.length > 0 ? `${ran.length} migrations` : 'up to date')); // prettier-ignore
  await progress('queue', () => migrateQueueStore(config), () => (config.REDIS_URL ? 'in Redis' : 'in PostgreSQL (BullMQ backend)')); // prettier-ignore
  await progress('reference data', () => loadReference(config.migratorUrl), counted);
  await progress('offers', () => seedCatalogue(config), counted);
}
