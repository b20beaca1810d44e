import { readdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { DataSource, DataSourceOptions } from 'typeorm';
import { patiently } from './patiently';
import { applyRowRules, ensureRoles, ROLES } from './row-rules';

/** Milliseconds after which PostgreSQL gives up, by kind of process; its own defaults never do. */
const TIMEOUTS = {
  api: { statement_timeout: 4_500, lock_timeout: 2_000, idle_in_transaction_session_timeout: 10_000 },
  worker: { statement_timeout: 30_000, lock_timeout: 2_000, idle_in_transaction_session_timeout: 10_000 },
  courier: { statement_timeout: 30_000, lock_timeout: 2_000, idle_in_transaction_session_timeout: 10_000 },
  migration: { statement_timeout: 0, lock_timeout: 1_000, idle_in_transaction_session_timeout: 60_000 },
} as const;
export type ProcessKind = keyof typeof TIMEOUTS;

/**
 * Milliseconds, longer than any statement may take: a server that has sent nothing for so long is gone, though the
 * connection stands (a lost route, a frozen host). Idle connections are closed before.
 */
const SILENCE = {
  api: { longest: 5_000, idle: 3_000, connect: 5_000 },
  worker: { longest: 35_000, idle: 10_000, connect: 5_000 },
  courier: { longest: 35_000, idle: 10_000, connect: 5_000 },
  migration: { longest: 0, idle: 10_000, connect: 30_000 },
} as const;

/**
 * A socket that breaks when it hears nothing, which frees whoever waits for it. A process that itself had no processor for so long
 * learns first that the time is over, and then what has come meanwhile.
 */
const listening = (longest: number) => (): Socket => {
  const socket = new Socket();
  socket.on('timeout', () => {
    const heard = socket.bytesRead;
    setImmediate(() => {
      if (socket.bytesRead === heard) socket.destroy(new Error(`PostgreSQL was silent for ${longest} ms`));
    });
  });
  return socket.setTimeout(longest);
};

const POOL_SIZE = { api: 8, worker: 5, courier: 5, migration: 2 } as const;

/** Options of the one data source; `entities` are added by the libs that own them. */
export function dataSourceOptions(url: string, kind: ProcessKind): DataSourceOptions {
  // Whoever signs in, a process may do what its kind needs; only the migrator stays who it is.
  const role = kind === 'migration' ? {} : { role: ROLES[kind] };
  const settings = Object.entries({ ...TIMEOUTS[kind], ...role }).map(([name, value]) => `-c ${name}=${value}`);
  return {
    type: 'postgres',
    url,
    poolSize: POOL_SIZE[kind],
    migrations: [join(__dirname, 'migrations/*.{js,ts}')],
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    extra: {
      options: settings.join(' '),
      application_name: `sambung-${kind}`,
      keepAlive: true,
      stream: listening(SILENCE[kind].longest),
      idleTimeoutMillis: SILENCE[kind].idle,
      connectionTimeoutMillis: SILENCE[kind].connect,
    },
  };
}

/** Makes room for sealed fields; what comes after it finds no clear ones. */
const ROOM_FOR_SEALED_FIELDS = '1763800000022';

async function run(options: DataSourceOptions): Promise<void> {
  const dataSource = await new DataSource(options).initialize();
  try {
    await patiently(() => dataSource.runMigrations());
  } finally {
    await dataSource.destroy();
  }
}

/**
 * Applies every pending migration, then roles and row rules, and returns the names. Safe to run from several hosts: the rest
 * wait. Also on a database in use: whoever waits for a lock makes all others wait behind it, so that a migration waits for a second only, lets the
 * others pass and tries again.
 * @param seal seals what an older version stored in the clear, between making room for it and removing the clear columns
 */
export async function migrate(url: string, seal: (dataSource: DataSource) => Promise<void> = async () => {}): Promise<string[]> {
  const options = dataSourceOptions(url, 'migration');
  const directory = join(__dirname, 'migrations');
  const first = readdirSync(directory).filter((file) => /(?<!\.d)\.[jt]s$/.test(file) && file.slice(0, ROOM_FOR_SEALED_FIELDS.length) <= ROOM_FOR_SEALED_FIELDS); // prettier-ignore
  const dataSource = await new DataSource(options).initialize();
  try {
    const lock = dataSource.createQueryRunner();
    await lock.query('set lock_timeout = 0');
    await lock.query('select pg_advisory_lock(7266226)');
    const before = await appliedMigrations(dataSource);
    await ensureRoles(dataSource);
    await run({ ...options, migrations: first.map((file) => join(directory, file)) });
    await seal(dataSource);
    await run(options);
    const ran = (await appliedMigrations(dataSource)).filter((name) => !before.includes(name));
    await applyRowRules(dataSource, ran.length > 0);
    await lock.release();
    return ran;
  } finally {
    await dataSource.destroy();
  }
}

async function appliedMigrations(dataSource: DataSource): Promise<string[]> {
  const [{ table }] = (await dataSource.query(`select to_regclass('migrations') as table`)) as [{ table: string | null }];
  if (!table) return [];
  return ((await dataSource.query('select name from migrations order by id')) as { name: string }[]).map(({ name }) => name);
}
