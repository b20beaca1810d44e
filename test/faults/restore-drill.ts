import { spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { EmbeddedServer } from '../../apps/cli/src/embedded/embedded-server';
import { startPostgres } from '../../apps/cli/src/embedded/postgres';
import { eventually } from '../support/eventually';
import type { Stage } from './scenarios';

/** Seconds after which a segment of the log is archived, full or not: what a lost disk may cost at most. */
const ARCHIVE_TIMEOUT_SECONDS = 5;

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** Whatever must be true of a restored copy. Each yields the number of rows that break it; $1 is the chosen time. */
const INVARIANTS: Readonly<Record<string, string>> = {
  'actors of after the chosen time': 'select count(*)::int as bad from actors where created_at > $1',
  'events of after the chosen time': 'select count(*)::int as bad from partner_events where created_at > $1',
  'handed over without an event': `select count(*)::int as bad from matches where state = 'offered' and $1::timestamptz is not null
    and not exists (select from partner_events event where event.subject_id = matches.id)`,
  'events without a delivery': `select count(*)::int as bad from partner_events event where actor_id is not null and $1::timestamptz is not null
    and not exists (select from webhook_deliveries where event_id = event.id)`,
  'approvals that neither wait nor were handed over': `select count(*)::int as bad from matches where state = 'approved' and $1::timestamptz is not null
    and not exists (select from outbox where aggregateid = matches.id and job = 'publish-approval' and done_at is null)`,
}; // prettier-ignore

/** The low-level backup: the embedded server comes without `pg_basebackup`. Files may come and go while they are copied. */
async function baseBackup(database: Client, data: string, backup: string): Promise<void> {
  await database.query(`select pg_backup_start('drill', true)`);
  const copy = spawn('cp', ['-a', data, backup]);
  const complaints = (await text(copy.stderr)).split('\n').filter((line) => line && !line.includes('No such file or directory'));
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const { rows } = await database.query<{ labelfile: string }>('select labelfile from pg_backup_stop(true)');
  for (const name of readdirSync(join(backup, 'pg_wal'))) rmSync(join(backup, 'pg_wal', name), { recursive: true });
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(join(backup, name), { force: true });
  writeFileSync(join(backup, 'backup_label'), rows[0]!.labelfile);
}

/** Brings a copy up to the chosen time and opens it. */
async function restore(home: string, backup: string, archive: string, until: string): Promise<EmbeddedServer> {
  const copy = `${home}-restored`;
  mkdirSync(copy, { mode: 0o700 });
  const { uid, gid } = lstatSync(home);
  chownSync(copy, uid, gid);
  cpSync(join(home, 'password'), join(copy, 'password'));
  cpSync(backup, join(copy, 'data'), { recursive: true, verbatimSymlinks: true });
  const settings = { restore_command: `cp ${archive}/%f %p`, recovery_target_time: until, recovery_target_action: 'promote', archive_mode: 'off' }; // prettier-ignore
  const file = join(copy, 'data/postgresql.auto.conf');
  writeFileSync(file, readFileSync(file, 'utf8') + Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`).join('')); // prettier-ignore
  writeFileSync(join(copy, 'data/recovery.signal'), '');
  await new Promise((resolve) => spawn('chown', ['-R', `${uid}:${gid}`, join(copy, 'data')]).once('exit', resolve));
  await new Promise((resolve) => spawn('chmod', ['-R', 'u=rwX,go=', join(copy, 'data')]).once('exit', resolve));
  const server = await startPostgres(copy);
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const isOpen = async () => (await client.query<{ open: boolean }>('select not pg_is_in_recovery() as open')).rows[0]!.open;
  await eventually('the end of the recovery', isOpen, Boolean).finally(() => client.end());
  return server;
}

async function check(url: string, until: string, registered: readonly string[], approved: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(INVARIANTS)) {
    const { rows } = await client.query<{ bad: number }>(sql, [until]);
    if (rows[0]!.bad > 0) faults.push(`${rows[0]!.bad} ${what}`);
  }
  const present = async (sql: string, ids: readonly string[]) => (await client.query(sql, [ids])).rowCount;
  if ((await present('select from actors where id = any($1)', registered)) !== registered.length)
    faults.push('acknowledged actors are missing');
  const decided = `select from matches where id = any($1) and state in ('approved', 'offered')`;
  if ((await present(decided, approved)) !== approved.length) faults.push('acknowledged approvals are missing');
  await client.end();
  if (faults.length > 0) throw new Error(`the restored copy: ${faults.join(', ')}`);
}

/** Loses the database's disk under load and opens a copy as of a chosen time; then the old disk is found again. */
export async function drillRestore({ system, workload, scale }: Stage): Promise<string> {
  const { home } = system.postgres;
  const [archive, backup] = [`${home}-archive`, `${home}-backup`];
  mkdirSync(archive);
  const { uid, gid } = lstatSync(home);
  chownSync(archive, uid, gid);
  const settings = { archive_mode: 'on', archive_command: `test ! -f ${archive}/%f && cp %p ${archive}/%f`, archive_timeout: `${ARCHIVE_TIMEOUT_SECONDS}s` }; // prettier-ignore
  for (const [name, value] of Object.entries(settings)) await system.database.query(`alter system set ${name} = '${value}'`);
  await system.postgres.crash();
  await system.postgres.restart();
  await system.connect();
  await baseBackup(system.database, join(home, 'data'), backup);
  await wait(10_000 * scale);
  const registered = workload.history.map(({ actorId }) => actorId);
  const approved = workload.history.flatMap(({ approvedAt, matchId }) => (approvedAt ? [matchId!] : []));
  const { rows } = await system.database.query<{ until: string }>('select clock_timestamp()::text as until');
  const { until } = rows[0]!;
  const archived = () => system.database.query<{ past: boolean }>('select last_archived_time > $1 as past from pg_stat_archiver', [until]);
  await eventually('the archive to pass the chosen time', archived, (answer) => answer.rows[0]!.past);
  await wait(2_000 * ARCHIVE_TIMEOUT_SECONDS * scale);
  const last = await system.database.query<{ age: number }>(`select extract(epoch from clock_timestamp() - last_archived_time)::float as age from pg_stat_archiver`); // prettier-ignore
  await system.postgres.crash();
  const lost = performance.now();
  const restored = await restore(home, backup, archive, until);
  const rto = seconds(lost);
  try {
    await check(restored.url, until, registered, approved);
  } finally {
    await restored.stop();
    await system.postgres.restart();
    await system.connect();
    for (const path of [archive, backup, `${home}-restored`]) if (existsSync(path)) rmSync(path, { recursive: true, force: true });
  }
  return `${registered.length} actors and ${approved.length} approvals as of the chosen time; would have lost ${last.rows[0]!.age.toFixed(1)} s (at most ${ARCHIVE_TIMEOUT_SECONDS} s and the copy), open again after ${rto}`; // prettier-ignore
}
