import { inTransaction } from '@sambung/database';
import { KeyRotation } from '@sambung/vault';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { configOfSystem } from './running-config';
import { withServices } from './seed/seed-context';

const KEYS_AT_ONCE = 500;
/** Owners a transaction: their saves wait for it. */
const OWNERS_AT_ONCE = 100;
const PAUSE_MS = 200;
const LINE_EVERY_MS = 5_000;

async function rewrap(rotation: KeyRotation, dataSource: DataSource): Promise<void> {
  let total = 0;
  for (let count = KEYS_AT_ONCE; count === KEYS_AT_ONCE; total += count) {
    count = await inTransaction(dataSource, (tx) => rotation.rewrap(tx, KEYS_AT_ONCE));
  }
  console.log(`${total.toLocaleString('en')} data keys wrapped again`);
}

async function renew(rotation: KeyRotation, dataSource: DataSource): Promise<void> {
  const under = await inTransaction(dataSource, (tx) => rotation.begin(tx));
  let printedAt = -Infinity;
  for (;;) {
    const done = await inTransaction(dataSource, (tx) => rotation.next(tx, under, OWNERS_AT_ONCE));
    const left = await rotation.left(dataSource.manager, under);
    if (left === 0) break;
    if (performance.now() - printedAt > LINE_EVERY_MS) {
      console.log(`  ${(under.keys - left).toLocaleString('en')} of ${under.keys.toLocaleString('en')} data keys replaced`);
      printedAt = performance.now();
    }
    // What is left is being written, or another host has it.
    if (done === 0) await wait(PAUSE_MS);
  }
  await inTransaction(dataSource, (tx) => rotation.finish(tx, under));
  console.log(`${under.keys.toLocaleString('en')} data keys replaced; the old ones are destroyed within two hours`);
}

/** Changes keys while the system runs. Safe to interrupt, to run again and to run on several hosts. */
export async function rotateKeys({ data = false }: { data?: boolean }): Promise<void> {
  const { config } = configOfSystem();
  await withServices(config, async (services) => {
    const [rotation, dataSource] = [services.get(KeyRotation), services.get(DataSource)];
    await rewrap(rotation, dataSource);
    if (data) await renew(rotation, dataSource);
  });
}
