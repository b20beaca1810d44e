import { Config, readConfig } from '@sambung/config';
import { RunningSystem, StateDirectory } from './state-directory';

/** Configuration of the environment, or of the system that `npm start` runs in this folder. */
export function configOfSystem(): { config: Config; running: RunningSystem | null; state: StateDirectory } {
  const state = new StateDirectory();
  const running = state.running();
  if (!running && !process.env.DATABASE_URL)
    throw new Error('No system runs here. Start one with `npm start`, or set DATABASE_URL and SECRET_KEY.');
  const environment = running
    ? {
        ALLOW_TEST_NIK: 'true',
        SECRET_KEY: state.secretKey(),
        ...process.env,
        DATABASE_URL: running.databaseUrl,
        MIGRATOR_DATABASE_URL: running.databaseUrl,
        REDIS_URL: running.redisUrl,
      }
    : process.env;
  return { config: readConfig(environment), running, state };
}
