import { readConfig } from '@sambung/config';
import { chooseQueueStore } from '@sambung/events';
import { progress } from './progress';
import { createDemoAccounts } from './seed/demo-accounts';
import { prepareDatabase } from './seed/prepare-database';
import { StateDirectory } from './state-directory';

/** For installations with their own database: run once before each new version starts. */
export async function migrateCommand({ demoAccounts = false }: { demoAccounts?: boolean }): Promise<void> {
  const config = readConfig();
  chooseQueueStore(config);
  await prepareDatabase(config, progress);
  const created = demoAccounts ? await createDemoAccounts(config) : null;
  if (created) new StateDirectory().keepDemoAccounts(created);
}
