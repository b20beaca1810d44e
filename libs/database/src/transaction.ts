import { DataSource, EntityManager, QueryFailedError } from 'typeorm';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const LOCK_TIMEOUT = '55P03';
/** Others were in the way: the same again may succeed. */
export const RETRIED: readonly string[] = [SERIALIZATION_FAILURE, DEADLOCK, LOCK_TIMEOUT];
const TRIES = 4;

/** SQLSTATE of a failed query, if the error is one. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;

/** SQLSTATE classes: connection, resources (a full disk), operator intervention; and waiting for a lock in vain. */
const UNAVAILABLE = /^(08|53|57|55P03|25P03)/;
/** "already released": TypeORM takes the connection from a transaction whose server went away between two of its statements. */
const UNREACHABLE =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ERR_STREAM_DESTROYED|Connection terminated|timeout exceeded when trying to connect|was silent for|not queryable|already released/;

/** Whether the fault is the database's state, not the request's: the same request may succeed a little later. */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = ((error as { driverError?: unknown }).driverError ?? error) as { code?: string; message?: string };
  return UNAVAILABLE.test(code ?? '') || UNREACHABLE.test(`${code} ${message}`);
}

/**
 * Runs `work` in one transaction. It may run several times: PostgreSQL aborts one of two transactions that
 * wait for each other, so nothing but the database may be touched inside.
 */
export async function inTransaction<T>(dataSource: DataSource, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.transaction(work);
    } catch (error) {
      if (attempt >= TRIES || !RETRIED.includes(sqlState(error) ?? '')) throw error;
    }
  }
}

/** The only row of a query that always has one. */
export async function one<Row>(tx: EntityManager, sql: string, parameters: unknown[] = []): Promise<Row | undefined> {
  const rows: Row[] = await tx.query(sql, parameters);
  return rows[0];
}
