import {
  ACCOUNT_ROLES,
  AccountRole,
  Institution,
  PasswordResets,
  PeopleService,
  Person,
  SecondFactor,
  SessionsService,
} from '@sambung/accounts';
import { inTransaction } from '@sambung/database';
import { checkPhone } from '@sambung/reference';
import { randomBytes } from 'node:crypto';
import { DataSource, EntityManager } from 'typeorm';
import { configOfSystem } from './running-config';
import { withServices } from './seed/seed-context';
import type { INestApplicationContext } from '@nestjs/common';

export interface AccountOptions {
  role: string;
  email: string;
  name: string;
  region?: string;
  institution?: string;
}

async function employerOf(tx: EntityManager, slug: string | undefined): Promise<Institution | null> {
  const known = slug === undefined ? null : await tx.findOneBy(Institution, { slug });
  if (slug === undefined || known) return known;
  throw new Error(`--institution: there is no institution ${slug}. GET /api/v1/institutions lists them, POST adds one`);
}

/** Creates an account and prints its password once: how the first administrator of an installation gets in. */
export async function createAccount({ role, email, name, region, institution }: AccountOptions): Promise<void> {
  if (!ACCOUNT_ROLES.includes(role as AccountRole)) throw new Error(`--role: one of ${ACCOUNT_ROLES.join(', ')}`);
  if (role === 'officer' && !region) throw new Error('--region: an officer needs a territory, such as --region 35.07');
  if (role === 'partner' && !institution) throw new Error('--institution: a partner needs one, such as --institution plut-kota-batu');
  const password = randomBytes(12).toString('base64url');
  const { config } = configOfSystem();
  await withServices(config, (services) =>
    inTransaction(services.get(DataSource), async (tx) => {
      const employer = await employerOf(tx, institution);
      const person = { role: role as AccountRole, email: email.toLowerCase(), name, password };
      await services.get(PeopleService).create(tx, { ...person, regionCode: region ?? null, institutionId: employer?.id ?? null });
    }),
  );
  console.log(`${email} ${password}`);
}

const loginOf = (text: string): string => {
  const phone = text.includes('@') ? null : checkPhone(text);
  return phone?.ok ? phone.value : text.toLowerCase();
};

/** For staff whose address gets no e-mail: whoever runs this hands the link over, and never knows the password. */
export async function resetPassword({ login }: { login: string }): Promise<void> {
  const { config } = configOfSystem();
  const issued = await withServices(config, (services) =>
    inTransaction(services.get(DataSource), (tx) => services.get(PasswordResets).issue(tx, loginOf(login))),
  );
  if (!issued) throw new Error(`--login: ${login} is no account of staff with a password`);
  console.log(`${config.PUBLIC_URL ?? ''}${issued.path}`);
}

async function personOf(tx: EntityManager, services: INestApplicationContext, login: string): Promise<Person> {
  const account = loginOf(login);
  const people = services.get(PeopleService);
  const person = account.includes('@') ? await people.byEmail(tx, account) : await people.byPhone(tx, account);
  if (!person) throw new Error(`--login: there is no account ${login}`);
  return person;
}

/** For staff who lost their phone and their recovery codes: the app comes off, sessions end, and the password alone opens the way to a new app. */
export async function removeApp({ login }: { login: string }): Promise<void> {
  await withServices(configOfSystem().config, (services) =>
    inTransaction(services.get(DataSource), async (tx) => {
      const { id, totpConfirmedAt } = await personOf(tx, services, login);
      if (!totpConfirmedAt) throw new Error(`--login: ${login} has no authenticator app`);
      await services.get(SecondFactor).forget(tx, id);
      await services.get(SessionsService).revokeOthers(tx, id, null);
    }),
  );
}

/** Ends the sessions of one account, or of everybody. */
export async function signOut({ login, everybody }: { login?: string; everybody?: boolean }): Promise<void> {
  if (!login === !everybody) throw new Error('give --login or --everybody');
  await withServices(configOfSystem().config, (services) =>
    inTransaction(services.get(DataSource), async (tx) => {
      const sessions = services.get(SessionsService);
      if (everybody) return sessions.revokeAll(tx);
      const person = await personOf(tx, services, login!);
      return sessions.revokeOthers(tx, person.id, null);
    }),
  );
}
