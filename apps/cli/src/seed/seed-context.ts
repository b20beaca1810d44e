import { AccountsModule, Principal } from '@sambung/accounts';
import { Config, ConfigModule } from '@sambung/config';
import { DatabaseModule } from '@sambung/database';
import { OffersModule } from '@sambung/offers';
import { ProfilesModule } from '@sambung/profiles';
import { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** The system itself, when it writes what it ships. */
export const SYSTEM: Principal = {
  id: '00000000-0000-7000-8000-000000000000', kind: 'apiKey', role: 'admin', name: 'Sambung', regionCode: null, institutionId: null,
}; // prettier-ignore

/** The services that commands use, without queues and workers. */
class CommandModule {}

/** Runs work with the services, and closes their connections afterwards. */
export async function withServices<T>(
  config: Config,
  work: (services: INestApplicationContext) => Promise<T>,
  modules: readonly Type[] = [],
): Promise<T> {
  const { migratorUrl: DATABASE_URL, SECRET_KEY, ALLOW_TEST_NIK, KEY_ENCRYPTION_KEYS } = config;
  const secrets = { SECRET_KEY, ...(KEY_ENCRYPTION_KEYS && { KEY_ENCRYPTION_KEYS }) };
  Object.assign(process.env, { DATABASE_URL, ...secrets, ALLOW_TEST_NIK: String(ALLOW_TEST_NIK) });
  delete process.env.MIGRATOR_DATABASE_URL;
  const imports = [ConfigModule, DatabaseModule.forProcess('migration'), AccountsModule, OffersModule, ProfilesModule, ...modules];
  const services = await NestFactory.createApplicationContext({ module: CommandModule, imports }, { logger: ['error'] });
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}
