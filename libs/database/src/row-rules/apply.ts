import { createHash } from 'node:crypto';
import { DataSource, EntityManager } from 'typeorm';
import { FUNCTIONS } from './functions';
import { ROLES } from './roles';
import { REFERENCES, TABLES } from './tables';
import type { AppRule, Privileges, TableRule } from './table-rule';

const KEPT_AS = 'row rules';
const NAMES = Object.values(ROLES).join(', ');

const may = (privileges: Privileges, verb: string): boolean => new RegExp(`\\b${verb}\\b`).test(privileges);

function grants(table: string, { app, worker, relay, auditor }: Omit<TableRule, 'app'> & { app?: Privileges }): string[] {
  const given = Object.entries({ api: app, worker, courier: relay, auditor }) as [keyof typeof ROLES, Privileges | undefined][];
  return given.flatMap(([role, privileges]) => (privileges ? [`grant ${privileges} on ${table} to ${ROLES[role]};`] : []));
}

function appPolicies(table: string, { may: privileges, rows, write = rows, lock = write, within }: AppRule): string[] {
  const policy = (verb: string, text: string) =>
    may(privileges, verb) ? [`create policy app_${verb} on ${table} for ${verb} to ${ROLES.api} ${text};`] : [];
  return [
    ...policy('select', `using (${rows})`),
    ...policy('insert', `with check (${write})`),
    ...policy('update', `using (${lock}) with check (${write})`),
    ...policy('delete', `using (${write})`),
    ...(within ? [`create policy app_within on ${table} as restrictive to ${ROLES.api} using (${within});`] : []),
  ];
}

/** Other processes are told apart by what they are granted, and see every row of it. */
function policies(table: string, rule: TableRule): string[] {
  const roles = [
    ROLES.operator,
    ...(rule.worker ? [ROLES.worker] : []),
    ...(rule.relay ? [ROLES.courier] : []),
    ...(rule.auditor ? [ROLES.auditor] : []),
  ];
  return [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    `create policy processes on ${table} to ${roles.join(', ')} using (true) with check (true);`,
    ...(rule.app ? appPolicies(table, rule.app) : []),
  ];
}

const DROP_POLICIES = `
  do $$ declare found record; begin
    for found in select tablename, policyname from pg_policies where schemaname = 'public' loop
      execute format('drop policy %I on %I', found.policyname, found.tablename);
    end loop;
  end $$;`;

const statements = (): string[] => [
  FUNCTIONS,
  DROP_POLICIES,
  `revoke all on all tables in schema public from public, ${NAMES};`,
  `grant usage on schema public to ${NAMES};`,
  `grant select, insert, update, delete on all tables in schema public to ${ROLES.operator};`,
  ...Object.entries(REFERENCES).flatMap(([table, rule]) => grants(table, rule)),
  ...Object.entries(TABLES).flatMap(([table, { app, ...rest }]) => [
    ...grants(table, { ...rest, app: app?.may }),
    ...policies(table, { app, ...rest }),
  ]),
];

/** Names the rules and the roles that they were given to: a role that was made anew has none. */
async function digestOf(tx: EntityManager, sql: string): Promise<string> {
  const [{ oids }] = (await tx.query(`select string_agg(oid::text, ' ' order by oid) as oids from pg_roles where rolname = any($1)`, [
    Object.values(ROLES),
  ])) as [{ oids: string }];
  return createHash('sha256').update(`${sql}\n${oids}`).digest('hex');
}

/** Brings grants and policies up to date, in one transaction. Needs {@link ensureRoles}. */
export async function applyRowRules(dataSource: DataSource, isChanged: boolean): Promise<void> {
  const sql = statements().join('\n');
  await dataSource.transaction(async (tx) => {
    const digest = await digestOf(tx, sql);
    const known: unknown[] = await tx.query('select from reference_loads where name = $1 and sha256 = $2', [KEPT_AS, digest]);
    if (known.length > 0 && !isChanged) return;
    await tx.query(sql);
    await tx.query(
      `insert into reference_loads (name, sha256, loaded_rows) values ($1, $2, $3)
       on conflict (name) do update set sha256 = excluded.sha256, loaded_rows = excluded.loaded_rows, loaded_at = now()`,
      [KEPT_AS, digest, Object.keys(TABLES).length],
    );
  });
}
