import { QueryRunner } from 'typeorm';
import { patiently } from './patiently';

const PARTITIONS = 8;
const BATCH = 2_000;

/** A table of rows about actors, before and after it is partitioned by their regency. */
export interface ActorTable {
  name: string;
  /** Its key; with the regency behind it, once it is partitioned: a row is found by the key alone too, in as many looks as there are partitions. */
  key: string;
  /** Constraints beside the key and the one to the actor. */
  constraints: readonly string[];
  /** Definitions by name; `$` stands for the table. Each has the regency once it is partitioned, unique ones must. */
  indexes: Readonly<Record<string, string>>;
}

/** What holds of a table whose rows are being moved to another of the same name. */
const KEPT = `
  select format('grant %s on %I to %I', string_agg(privilege_type, ', '), relname, pg_get_userbyid(grantee)) as kept
  from pg_class, aclexplode(relacl) where pg_class.oid = $1::text::regclass and grantee not in (0, relowner) group by relname, grantee
  union all
  select format('create policy %I on %I as %s for %s to %s', policyname, tablename, permissive, cmd, array_to_string(roles, ', '))
    || coalesce(' using (' || qual || ')', '') || coalesce(' with check (' || with_check || ')', '')
  from pg_policies where schemaname = 'public' and tablename = $1::text
  union all
  select format('alter table %I enable row level security, force row level security', relname)
  from pg_class where pg_class.oid = $1::text::regclass and relrowsecurity`;

/** Puts a filled table in the place of another, with its rights and rules, in one transaction. */
async function replaceTable(runner: QueryRunner, name: string, by: string, more: readonly string[]): Promise<void> {
  const kept: { kept: string }[] = await runner.query(KEPT, [name]);
  const partitions: { name: string }[] = await runner.query(`select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass`, [by]); // prettier-ignore
  await runner.query(`drop table ${name}`);
  await runner.query(`alter table ${by} rename to ${name}`);
  for (const statement of [...more, ...kept.map((row) => row.kept)]) await runner.query(statement);
  for (const partition of partitions)
    await runner.query(`alter table ${partition.name} enable row level security, force row level security`);
}

/**
 * Makes the partitioned table beside the old one and lets triggers keep it in step with what is written meanwhile.
 * The triggers are the old table's and go with it.
 */
async function expand(runner: QueryRunner, { name, key, constraints, indexes }: ActorTable): Promise<void> {
  const copy = `${name}_by_regency`;
  await runner.query(`
    drop table if exists ${copy};
    create table ${copy} (
      like ${name} including defaults including constraints,
      regency text not null,
      constraint ${name}_of_regency primary key (${key}, regency),
      constraint ${name}_regency_actor foreign key (regency, actor_id) references actors (regency, id) on delete cascade on update cascade
        ${constraints.map((constraint) => `, ${constraint}`).join('')}
    ) partition by hash (regency)`);
  for (let remainder = 0; remainder < PARTITIONS; remainder += 1) {
    const values = `with (modulus ${PARTITIONS}, remainder ${remainder})`;
    await runner.query(`create table ${name}_${remainder} partition of ${copy} for values ${values}`);
  }
  for (const [index, definition] of Object.entries(indexes)) await runner.query(definition.replace('$', copy).replace(index, `${index}_by_regency`)); // prettier-ignore
  await runner.query(`
    create or replace function mirror_${name}() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if tg_op <> 'INSERT' then delete from ${copy} where ${key} = old.${key}; end if;
      if tg_op <> 'DELETE' then insert into ${copy} select new.*, regency from actors where id = new.actor_id; end if;
      return null;
    end $$`);
  await runner.query(`create or replace trigger ${name}_mirrored after insert or update or delete on ${name} for each row execute function mirror_${name}()`); // prettier-ignore
}

/** Holds the rows that it copies, so that nobody changes them between reading and writing, and the regency of their actors. */
async function copyBatch(runner: QueryRunner, { name, key }: ActorTable, after: string | null): Promise<string | null> {
  const [row] = (await runner.query(
    `with ids as (select ${key} as id from ${name} where $1::uuid is null or ${key} > $1 order by ${key} limit ${BATCH}),
       page as (
         select old.*, actors.regency from ${name} old join actors on actors.id = old.actor_id
         where old.${key} in (select id from ids) for share of old for key share of actors),
       copied as (insert into ${name}_by_regency select * from page on conflict do nothing)
     select id from ids order by id desc limit 1`,
    [after],
  )) as [{ id: string }?];
  return row?.id ?? null;
}

/**
 * Partitions a table by the regency of its actors while it is used: expand, backfill in batches, then the new table takes the place of the
 * old one. The last step waits a second for its lock, lets others pass and tries again. May run again after a crash. That writers go on is
 * shown by `test/integration/migrations-under-load.spec.ts`.
 */
export async function partitionByRegency(runner: QueryRunner, table: ActorTable): Promise<void> {
  const { name, indexes } = table;
  const done: unknown[] = await runner.query(`select from pg_class where oid = $1::regclass and relkind = 'p'`, [name]);
  if (done.length > 0) return;
  await inOneTransaction(runner, () => expand(runner, table));
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    after = await patiently(() => copyBatch(runner, table, from));
    if (after === null) break;
  }
  await refuseGaps(runner, table);
  const renamed = Object.keys(indexes).map((index) => `alter index ${index}_by_regency rename to ${index}`);
  // For processes of the release before, which know of no regency; the release after this one has no use for it.
  const legacy = `create trigger ${name}_given_regency before insert on ${name} for each row when (new.regency is null) execute function give_regency('${name}')`;
  await inOneTransaction(runner, () =>
    replaceTable(runner, name, `${name}_by_regency`, [`drop function mirror_${name}`, ...renamed, legacy]),
  );
}

/** The old table goes: nothing in it may be missing in the new one. Both are read as of one moment. */
async function refuseGaps(runner: QueryRunner, { name, key }: ActorTable): Promise<void> {
  const gaps: unknown[] = await runner.query(
    `select from ${name} old where not exists (select from ${name}_by_regency copy where copy.${key} = old.${key}) limit 1`,
  );
  if (gaps.length > 0) throw new Error(`rows of ${name} are missing in its partitions; nothing was replaced`);
}

/** The way back, which blocks writers. */
export async function unpartition(runner: QueryRunner, { name, key, constraints, indexes }: ActorTable): Promise<void> {
  const plain = `${name}_plain`;
  const columns: { list: string }[] = await runner.query(
    `select string_agg(attname, ', ' order by attnum) as list from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'regency'`,
    [name],
  );
  const { list } = columns[0]!;
  await runner.query(`
    create table ${plain} (like ${name} including defaults including constraints);
    alter table ${plain} drop column regency`);
  await runner.query(`insert into ${plain} (${list}) select ${list} from ${name}`);
  await replaceTable(runner, name, plain, [
    `alter table ${name} add constraint ${name}_pkey primary key (${key}),
       add constraint ${name}_actor_id_fkey foreign key (actor_id) references actors on delete cascade
       ${constraints.map((constraint) => `, add ${constraint}`).join('')}`,
    ...Object.values(indexes).map((definition) => definition.replace('$', name).replace(', regency', '')),
  ]);
}

async function inOneTransaction(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  await patiently(async () => {
    await runner.startTransaction();
    try {
      await work();
      await runner.commitTransaction();
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    }
  });
}
