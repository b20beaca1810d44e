import { currentText } from '@sambung/accounts';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ApiClient } from '../../apps/cli/src/demo/api-client';

/** Between two saves, so that none waits for the other. */
export const QUIET_MS = 30;
let owners = 0;

/** Milliseconds from the first byte of a save to the row that it brings about. */
export async function saveToRow(owner: ApiClient, dataSource: DataSource, saves: number): Promise<number[]> {
  const { id } = await owner.post<{ id: string }>('/actors', {
    name: 'Ukur Contoh', roles: ['business'], phone: `+62899000000${10 + owners++}`, regionCode: '35.07.13.2001', status: 'active',
    matchingConsent: { textVersion: currentText('matching').version, channel: 'api' },
  }); // prettier-ignore
  const computedAt = async () => (await dataSource.query<{ at: Date }[]>('select computed_at as at from suggestions where actor_id = $1', [id]))[0]?.at.getTime() ?? 0; // prettier-ignore
  const times: number[] = [];
  for (let save = 0; save < saves; save += 1) {
    await wait(QUIET_MS);
    const before = await computedAt();
    const started = performance.now();
    await owner.patch(`/actors/${id}/facts`, { facts: { 'business.workers': { value: save } } });
    while ((await computedAt()) === before) await wait(1);
    times.push(performance.now() - started);
  }
  return times;
}
