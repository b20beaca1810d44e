import { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from './transaction';

/**
 * What work may cross the borders between tenants for; each opens a few tables, see `row-rules`.
 * - `accounts`: signing in and keeping accounts, before anybody is known
 * - `identity`: recognising the same person in another territory or on a list
 * - `round`: steps of a round by who holds it, for all its applicants
 * - `pipeline`: ringing for and counting work, for nobody in particular
 */
export type Purpose = 'accounts' | 'identity' | 'round' | 'pipeline';

/** For whom or for what a transaction of the API works: row-level security shows it no other rows. */
export interface RowScope {
  role?: string;
  personId?: string;
  regionCode?: string | null;
  institutionId?: string | null;
  purpose?: Purpose;
}

export const ACCOUNTS: RowScope = { purpose: 'accounts' };
export const PIPELINE: RowScope = { purpose: 'pipeline' };

/** Sets the scope until the transaction ends, in one round trip. Settings of a session would reach the next borrower of the connection. */
export async function setScope(tx: EntityManager, scope: RowScope, access: 'read' | 'write' = 'write'): Promise<void> {
  const { role = '', personId = '', regionCode, institutionId, purpose = '' } = scope;
  await tx.query(
    `select set_config('app.role', $1, true), set_config('app.person', $2, true), set_config('app.region', $3, true),
       set_config('app.institution', $4, true), set_config('app.purpose', $5, true),
       set_config('transaction_read_only', $6, true)`,
    [role, personId, regionCode ?? '', institutionId ?? '', purpose, access === 'read' ? 'on' : 'off'],
  );
}

/** {@link inTransaction} that sees the rows of a scope. */
export function inScope<T>(
  dataSource: DataSource,
  scope: RowScope,
  work: (tx: EntityManager) => Promise<T>,
  access: 'read' | 'write' = 'write',
): Promise<T> {
  return inTransaction(dataSource, async (tx) => {
    await setScope(tx, scope, access);
    return work(tx);
  });
}

const setOne = (tx: EntityManager, name: string, value: string): Promise<unknown> =>
  tx.query('select set_config($1, $2, true)', [`app.${name}`, value]);

/** Opens what a purpose opens to part of a transaction. */
export async function forPurpose<T>(tx: EntityManager, purpose: Purpose, work: () => Promise<T>): Promise<T> {
  const [{ before }] = (await tx.query(`select current_setting('app.purpose', true) as before, set_config('app.purpose', $1, true)`, [
    purpose,
  ])) as [{ before: string | null }];
  try {
    return await work();
  } finally {
    // A transaction that failed takes no statement any more, and its settings end with it.
    await setOne(tx, 'purpose', before ?? '').catch(() => undefined);
  }
}

/** For the rest of the transaction the applicants of a round are seen, wherever they live, and nobody else. */
export async function openRound(tx: EntityManager, roundId: string): Promise<void> {
  await tx.query(`select set_config('app.purpose', 'round', true), set_config('app.round', $1, true)`, [roundId]);
}

/** Shows the draft behind a secret. @param digest of the secret */
export const openDraft = (tx: EntityManager, digest: Buffer): Promise<unknown> => setOne(tx, 'draft', digest.toString('hex'));
