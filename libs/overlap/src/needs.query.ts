import type { NeedCount } from '@sambung/matching';
import { EntityManager } from 'typeorm';

/**
 * How many active actors state each need today, by kecamatan and by the first of their roles, so that nobody counts twice in one need.
 * Only of actors that agreed to be matched.
 */
export const statedNeeds = (tx: EntityManager, today: string): Promise<Omit<NeedCount, 'quarter'>[]> =>
  tx.query('select * from stated_needs($1)', [today]);
