import { inTransaction } from '@sambung/database';
import { DeadRow, DeadRows } from '@sambung/events';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { configOfSystem } from './running-config';
import { withServices } from './seed/seed-context';

const line = ({ id, job, aggregateid, deadAt, lastError }: DeadRow): string =>
  [id, job, aggregateid, deadAt.toISOString(), lastError?.split('\n')[0] ?? 'it killed its process'].join('\t');

/** Lists the work that five tries did not finish, or has it tried again. */
export async function deadRowsCommand({ replay }: { replay?: string }): Promise<void> {
  if (replay !== undefined && replay !== 'all' && !isUuid(replay)) throw new Error('--replay: give the id of a row, or all');
  const { config } = configOfSystem();
  await withServices(config, async (services) => {
    const dataSource = services.get(DataSource);
    const rows = new DeadRows(dataSource);
    if (replay === undefined) return (await rows.list()).forEach((row) => console.log(line(row)));
    const count = await inTransaction(dataSource, async (tx) => (replay === 'all' ? rows.replayAll(tx) : rows.replay(tx, replay).then(() => 1))); // prettier-ignore
    return console.log(`${count} to be tried again`);
  });
}
