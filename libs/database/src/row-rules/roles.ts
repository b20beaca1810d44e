import { DataSource, QueryFailedError } from 'typeorm';

/**
 * Roles of the processes and of people at the database. Each process takes the role of its kind when it connects, whoever
 * it signs in as. `sambung_operator` is the migrator's: commands and changes of data in migrations see every row by it.
 */
export const ROLES = {
  api: 'sambung_app',
  worker: 'sambung_worker',
  courier: 'sambung_relay',
  auditor: 'sambung_auditor',
  operator: 'sambung_operator',
} as const;

const NAMES = Object.values(ROLES);
const INSUFFICIENT_PRIVILEGE = '42501';
const TRIES = 5;

/** Roles are the cluster's: another database of it may be migrated at the same moment. */
const MAY_COLLIDE = ['42710', '23505', 'XX000'];

const codeOf = (error: unknown): string => (error instanceof QueryFailedError && (error.driverError as { code?: string }).code) || '';

/** What is missing, as statements. */
async function missing(dataSource: DataSource): Promise<string[]> {
  const rows: { role: string; known: boolean; member: boolean }[] = await dataSource.query(
    `select role, r.oid is not null as known,
       (select rolsuper from pg_roles where rolname = current_user) or coalesce(pg_has_role(current_user, r.oid, 'member'), false) as member
     from unnest($1::text[]) as role left join pg_roles r on r.rolname = role order by role`,
    [NAMES],
  );
  const [{ me }] = (await dataSource.query('select quote_ident(current_user) as me')) as [{ me: string }];
  return [
    ...rows.filter(({ known }) => !known).map(({ role }) => `create role ${role} nologin`),
    ...rows.filter(({ member }) => !member).map(({ role }) => `grant ${role} to ${me}`),
  ];
}

/**
 * Makes the roles that are missing, and the migrator a member of each.
 * @throws Error that says what an administrator has to run
 */
export async function ensureRoles(dataSource: DataSource): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const statements = await missing(dataSource);
    try {
      for (const statement of statements) await dataSource.query(statement);
      return;
    } catch (error) {
      if (codeOf(error) === INSUFFICIENT_PRIVILEGE) {
        throw new Error(`The migrator may not create roles. Let an administrator of the database run: ${statements.join('; ')};`, {
          cause: error,
        });
      }
      if (attempt >= TRIES || !MAY_COLLIDE.includes(codeOf(error))) throw error;
    }
  }
}
