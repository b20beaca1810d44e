import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { patiently } from '../patiently';
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

/** What holds of one table, in place of whatever did: one transaction, so that nobody ever finds it without rules. */
function statementsFor(table: string): string {
  const rule = TABLES[table];
  const reference = REFERENCES[table];
  return [
    `do $$ declare found record; begin
      for found in select policyname from pg_policies where schemaname = 'public' and tablename = '${table}' loop
        execute format('drop policy %I on %I', found.policyname, '${table}');
      end loop;
    end $$;`,
    `revoke all on ${table} from public, ${NAMES};`,
    `grant select, insert, update, delete on ${table} to ${ROLES.operator};`,
    ...(reference ? grants(table, reference) : []),
    ...(rule ? [...grants(table, { ...rule, app: rule.app?.may }), ...policies(table, rule)] : []),
  ].join('\n');
}

const GENERAL = `${FUNCTIONS} grant usage on schema public to ${NAMES};`;

/** Tables that nobody has named are nobody's but the operator's, and so are partitions, which are reached through their table alone. */
const TABLES_FOUND = `
  select relname as table, relispartition as "isPartition" from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`;

const partitionRule = (partition: string): string => [statementsFor(partition), ...policies(partition, {})].join('\n');

/** Names the rules and the roles that they were given to: a role that was made anew has none. */
async function currentDigest(dataSource: DataSource): Promise<string> {
  const sql = [GENERAL, ...Object.keys({ ...REFERENCES, ...TABLES }).map(statementsFor)].join('\n');
  const [{ oids }] = (await dataSource.query(
    `select string_agg(oid::text, ' ' order by oid) as oids from pg_roles where rolname = any($1)`,
    [Object.values(ROLES)],
  )) as [{ oids: string }];
  return createHash('sha256').update(`${sql}\n${oids}`).digest('hex');
}

/**
 * Brings grants and policies up to date, a table at a time: whoever uses a table is waited for a second, let pass and waited for again.
 * Needs {@link ensureRoles}. May stop halfway and run again.
 */
export async function applyRowRules(dataSource: DataSource, isChanged: boolean): Promise<void> {
  const digest = await currentDigest(dataSource);
  const known: unknown[] = await dataSource.query('select from reference_loads where name = $1 and sha256 = $2', [KEPT_AS, digest]);
  if (known.length > 0 && !isChanged) return;
  const apply = (sql: string) => patiently(() => dataSource.transaction((tx) => tx.query(sql)));
  await apply(GENERAL);
  const tables: { table: string; isPartition: boolean }[] = await dataSource.query(TABLES_FOUND);
  for (const { table, isPartition } of tables) await apply(isPartition ? partitionRule(table) : statementsFor(table));
  await dataSource.query(
    `insert into reference_loads (name, sha256, loaded_rows) values ($1, $2, $3)
     on conflict (name) do update set sha256 = excluded.sha256, loaded_rows = excluded.loaded_rows, loaded_at = now()`,
    [KEPT_AS, digest, Object.keys(TABLES).length],
  );
}
