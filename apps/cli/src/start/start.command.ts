import { readConfig } from '@sambung/config';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { portIsFree } from '../embedded/free-port';
import { PROCESSES } from '../embedded/process-logins';
import type { DemoAccounts } from '../seed/demo-accounts';
import { progress } from '../progress';
import { StateDirectory } from '../state-directory';
import { plainError } from '../plain-error';
import { startStores, Stores } from './services';
import { Supervisor } from './supervisor';

/**
 * The demonstration may call receivers on this machine and use NIKs that nobody has; its one-time codes show in the
 * terminal and in the answer, and its accounts need no authenticator app.
 */
const environmentOf = (state: StateDirectory, stores: Stores): NodeJS.ProcessEnv => ({
  ALLOW_LOOPBACK_WEBHOOKS: 'true',
  ALLOW_TEST_NIK: 'true',
  CODE_CHANNELS: 'log',
  SHOW_CODES: 'true',
  REQUIRE_SECOND_FACTOR: 'false',
  RATE_LIMIT_PER_MINUTE: '100000',
  LOG_LEVEL: 'warn',
  SECRET_KEY: state.secretKey(),
  ...process.env,
  DATABASE_URL: stores.databaseUrl,
  MIGRATOR_DATABASE_URL: stores.databaseUrl,
  ...(stores.redisUrl && { REDIS_URL: stores.redisUrl }),
});

async function assertStartable(state: StateDirectory, host: string, port: number): Promise<void> {
  const running = state.running();
  if (running) throw new Error(`Sambung already runs here, at ${running.address} (process ${running.pid}).`);
  if (!(await portIsFree(host, port))) {
    throw new Error(`Port ${port} is in use. Stop the other program, or start with HTTP_PORT=${port + 1} npm start.`);
  }
}

function printWelcome(address: string, demo: DemoAccounts | null): void {
  console.log(
    `\nSambung is ready: ${address}\n  start page         ${address}/\n  sign-in page       ${address}/masuk\n  API documentation  ${address}/api/docs\n  readiness          ${address}/readyz`,
  );
  if (demo) {
    console.log('\nDemo accounts (password; the owner signs in by phone, and the page shows the code):');
    for (const { role, login, password } of demo.accounts) console.log(`  ${role.padEnd(8)} ${login.padEnd(32)} ${password}`);
    console.log('\nDemo API keys of partner institutions:');
    for (const [slug, key] of Object.entries(demo.apiKeys)) console.log(`  ${slug.padEnd(32)} ${key}`);
  }
  console.log('\nRun the story with `npm run demo` in another terminal. Ctrl-C stops everything.');
}

/** Resolves with the first signal that asks to stop; later ones are ignored while everything drains. */
const stopSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });

/** In a process of its own: what it takes to load half a million cells is not kept while the system runs. */
function prepare(environment: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, '../main.js'), ['migrate', '--demo-accounts'], { env: environment, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('The database could not be prepared; see above.'))));
  });
}

async function run(state: StateDirectory, stores: Stores, stopped: Promise<NodeJS.Signals>): Promise<void> {
  const environment = environmentOf(state, stores);
  const config = readConfig(environment);
  await prepare(environment);
  const logins = await stores.logins();
  const { MIGRATOR_DATABASE_URL: _, ...shared } = environment;
  const supervisor = new Supervisor(PROCESSES, (name) => ({ ...shared, DATABASE_URL: logins[name] }));
  try {
    await progress('processes', () => supervisor.start(), () => PROCESSES.join(', ')); // prettier-ignore
    const address = `http://${config.HTTP_HOST}:${config.HTTP_PORT}`;
    state.setRunning({ pid: process.pid, address, databaseUrl: stores.databaseUrl, redisUrl: stores.redisUrl });
    printWelcome(address, state.demoAccounts());
    console.log(`\n${await stopped}: stopping …`);
  } finally {
    state.clearRunning();
    await supervisor.end();
  }
}

/** Starts everything on this machine and stays until it is told to stop. */
export async function start(): Promise<void> {
  const stopped = stopSignal();
  let told = false;
  void stopped.then(() => (told = true));
  const state = new StateDirectory();
  const { HTTP_HOST = '127.0.0.1', HTTP_PORT = '3000' } = process.env;
  try {
    await assertStartable(state, HTTP_HOST, Number(HTTP_PORT));
    state.make();
    console.log('Starting Sambung');
    const stores = await progress('stores', () => startStores(state), ({ describe }) => `PostgreSQL ${describe.postgres}; queue in ${describe.queue}`); // prettier-ignore
    try {
      await run(state, stores, stopped);
    } finally {
      await stores.stop();
    }
  } catch (error) {
    // Ctrl-C reaches the children too: while they still start, their end looks like a failure.
    if (!told) {
      console.error(`sambung: ${plainError(error)}`);
      process.exit(1);
    }
  }
  console.log('stopped');
  process.exit(0);
}
