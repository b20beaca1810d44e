import { ROLES } from '@sambung/database';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export const PROCESSES = ['api', 'matcher', 'courier'] as const;
export type ProcessName = (typeof PROCESSES)[number];

const ROLE_OF = { api: ROLES.api, matcher: ROLES.worker, courier: ROLES.courier } as const satisfies Record<ProcessName, string>;

/**
 * Lets each process sign in as its own role, with a password that lasts for this start and is written nowhere.
 * @param url of the superuser
 * @returns the URL of each process
 */
export async function processLogins(url: string): Promise<Record<ProcessName, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const logins: [ProcessName, string][] = [];
    for (const name of PROCESSES) {
      const password = randomBytes(24).toString('hex');
      await client.query(`alter role ${ROLE_OF[name]} login password '${password}'`);
      const own = new URL(url);
      own.username = ROLE_OF[name];
      own.password = password;
      logins.push([name, own.href]);
    }
    return Object.fromEntries(logins) as Record<ProcessName, string>;
  } finally {
    await client.end();
  }
}
