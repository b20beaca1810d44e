import { DataSource, EntityManager } from 'typeorm';
import { inTransaction } from './transaction';

/**
 * What work may cross the borders between tenants for; each opens a few tables, see `row-rules`.
 * - `accounts`: signing in and keeping accounts, before anybody is known
 * - `identity`: recognising the same person in another territory or on a list
 * - `round`: steps of a round by who holds it, for all its applicants
 * - `planning`: counting the people of everywhere for an offer that is planned, showing none
 * - `review`: putting in force, or sending back, what another person wrote
 * - `pipeline`: ringing for and counting work, for nobody in particular
 */
export type Purpose = 'accounts' | 'identity' | 'round' | 'planning' | 'review' | 'pipeline';

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

/** Bytewise bounds of the codes that a caller may see; '/' follows the '.' between the parts of a code, and '~' every digit. */
const EVERYWHERE = ['', '~'] as const;
const boundsOf = ({ role, regionCode }: RowScope): readonly [string, string] => {
  if (role !== 'officer') return EVERYWHERE;
  return regionCode ? [regionCode, `${regionCode}/`] : ['', ''];
};

/** Sets the scope until the transaction ends, in one round trip. Settings of a session would reach the next borrower of the connection. */
export async function setScope(tx: EntityManager, scope: RowScope, access: 'read' | 'write' = 'write'): Promise<void> {
  const { role = '', personId = '', institutionId, purpose = '' } = scope;
  const [from, to] = boundsOf(scope);
  await tx.query(
    `select set_config('app.role', $1, true), set_config('app.person', $2, true), set_config('app.institution', $3, true),
       set_config('app.region_from', $4, true), set_config('app.region_to', $5, true), set_config('app.purpose', $6, true),
       set_config('transaction_read_only', $7, true)`,
    [role, personId, institutionId ?? '', from, to, purpose, access === 'read' ? 'on' : 'off'],
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

const SET_PURPOSE = `set_config('app.purpose', $1, true), set_config('app.region_from', $2, true), set_config('app.region_to', $3, true)`;
const PURPOSE_NOW = ['purpose', 'region_from', 'region_to'].map((name) => `coalesce(current_setting('app.${name}', true), '')`).join();

/** Opens what a purpose opens, wherever it lies, to part of a transaction. */
export async function forPurpose<T>(tx: EntityManager, purpose: Purpose, work: () => Promise<T>): Promise<T> {
  const [{ before }] = (await tx.query(`select array[${PURPOSE_NOW}] as before`)) as [{ before: string[] }];
  await tx.query(`select ${SET_PURPOSE}`, [purpose, ...EVERYWHERE]);
  try {
    return await work();
  } finally {
    // A transaction that failed takes no statement any more, and its settings end with it.
    await tx.query(`select ${SET_PURPOSE}`, before).catch(() => undefined);
  }
}

/** For the rest of the transaction the applicants of a round are seen, wherever they live, and nobody else. */
export async function openRound(tx: EntityManager, roundId: string): Promise<void> {
  await tx.query(`select ${SET_PURPOSE}, set_config('app.round', $4, true)`, ['round', ...EVERYWHERE, roundId]);
}

/** Shows the draft behind a secret. @param digest of the secret */
export const openDraft = (tx: EntityManager, digest: Buffer): Promise<unknown> =>
  tx.query(`select set_config('app.draft', $1, true)`, [digest.toString('hex')]);
