import { Client } from 'pg';
import { line, median, times } from '../measure';

const ROUNDS = 400;

interface Place {
  id: string;
  regency: string;
}

/** What a save reads and writes of an actor, of partitioned tables and of plain ones with the same rows and indexes. */
const STATEMENTS: Readonly<Record<string, { partitioned: string; plain: string }>> = {
  'facts of an actor': {
    partitioned: 'select * from facts where actor_id = $1 and regency = $2 and ended_at is null order by key',
    plain: 'select * from plain_facts where actor_id = $1 and ended_at is null order by key',
  },
  'a fact ended and written anew': {
    partitioned: `with old as (update facts set ended_at = now(), end_reason = 'superseded' where id = (select id from facts where actor_id = $1 and regency = $2 and key = 'business.workers' and ended_at is null) and regency = $2 returning *)
      insert into facts (id, actor_id, key, value, level, source, observed_at, regency) select gen_random_uuid(), actor_id, key, value, level, source, observed_at, regency from old`,
    plain: `with old as (update plain_facts set ended_at = now(), end_reason = 'superseded' where id = (select id from plain_facts where actor_id = $1 and key = 'business.workers' and ended_at is null) returning *)
      insert into plain_facts (id, actor_id, key, value, level, source, observed_at, regency) select gen_random_uuid(), actor_id, key, value, level, source, observed_at, $2 from old`,
  },
  'suggestions of an actor, upserted': {
    partitioned: `insert into suggestions (actor_id, regency, packed, facts_hash, engine, as_of) values ($1, $2, '\\x01', '', '', now())
      on conflict (actor_id, regency) do update set packed = excluded.packed, computed_at = clock_timestamp()`,
    plain: `insert into plain_suggestions (actor_id, regency, packed, facts_hash, engine, as_of) values ($1, $2, '\\x01', '', '', now())
      on conflict (actor_id) do update set packed = excluded.packed, computed_at = clock_timestamp()`,
  },
};

const PLAIN = [
  'create table plain_facts (like facts including defaults including constraints)',
  'insert into plain_facts select * from facts',
  'alter table plain_facts add primary key (id), add foreign key (actor_id) references actors on delete cascade, add foreign key (recorded_by) references people',
  'create unique index on plain_facts (actor_id, key) where ended_at is null',
  'create index on plain_facts (actor_id, key, recorded_at)',
  'create table plain_suggestions (like suggestions including defaults including constraints)',
  'insert into plain_suggestions select * from suggestions',
  'alter table plain_suggestions add primary key (actor_id), add foreign key (actor_id) references actors on delete cascade',
  'create index on plain_suggestions (valid_until) where valid_until is not null',
  'analyze facts, plain_facts, suggestions, plain_suggestions',
];

/** One statement in turn on the one and the other, each in a transaction of its own, so that whatever else runs slows both. */
export async function comparePartitions(client: Client): Promise<void> {
  for (const statement of PLAIN) await client.query(statement);
  const { rows } = await client.query<Place>(
    `select id, regency from actors where status = 'active' order by md5(id::text) limit ${ROUNDS}`,
  );
  for (const [what, { partitioned, plain }] of Object.entries(STATEMENTS)) {
    const taken: Record<'partitioned' | 'plain', number[]> = { partitioned: [], plain: [] };
    const run = async (kind: 'partitioned' | 'plain', sql: string, { id, regency }: Place) => {
      const started = performance.now();
      await client.query(sql, sql.includes('$2') ? [id, regency] : [id]);
      taken[kind].push(performance.now() - started);
    };
    for (const place of rows) {
      await run('partitioned', partitioned, place);
      await run('plain', plain, place);
    }
    const [ours, theirs] = [median(taken.partitioned), median(taken.plain)];
    line(`${what}, partitioned, median`, `${ours.toFixed(2)} ms`, `plain table ${theirs.toFixed(2)} ms`, times(ours / theirs), '≤ 1.2×');
  }
}
