import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../../apps/cli/src/embedded/postgres';
import { temporaryFolder } from '../../support/temporary-folder';
import { backendOf, processorMs, serverMs } from '../measure';
import { best, judge, Listed } from './by-hand';
import { AS_OF, DOCUMENTS, PlainOffer, PlainProfile, STAGES, timing } from './invented-market';
import { MOST } from './market';

/** What somebody would index; the quickest counts. */
const INDEXES = {
  'btree on the area': 'create index on joined (area)',
  'btree on the area, all columns included': `create index on joined (area) include
     (roles, turnover, workers, sectors, documents, no_credit, months, age_from, age_to, women, visited, closes)`,
  'btree on area and closing day, GIN on roles': 'create index on joined (area, closes); create index on joined using gin (roles)',
  'no index': '',
} as const;

const TABLE = `create table joined (
  id text collate "C" primary key, area text collate "C" not null, roles text[], turnover bigint, workers integer, sectors text[],
  documents text[] not null, no_credit boolean not null, months integer, age_from integer, age_to integer, women boolean not null,
  visited boolean not null, closes date, needs text[] not null, families text[] not null, need_weight integer not null,
  area_weight integer not null, area_score integer not null, stage_weight integer not null, timing_weight integer not null,
  timing_score integer not null)`;

const CLOSENESS = [5_000, 0, 6_000, 0, 0, 8_000];
const familyOf = (need: string): string => need.split('.')[0]!;

const rowOf = (offer: PlainOffer): unknown[] => [
  offer.id, offer.area, offer.roles.length === 0 ? null : offer.roles, offer.turnoverUpTo ?? null, offer.workersUpTo ?? null, offer.sectors ?? null,
  offer.documents, offer.noCredit, offer.monthsFrom ?? null, offer.ageFrom ?? null, offer.ageTo ?? null, offer.women,
  offer.visited, offer.validTo, offer.needs, [...new Set(offer.needs.map(familyOf))], offer.weights.need,
  offer.weights.area, CLOSENESS[offer.area.length], offer.weights.stage, offer.weights.timing, timing(offer.validTo, AS_OF),
]; // prettier-ignore

/** The conditions that refuse in the `where`, those that leave open in `certain`; then fit, order and limit. */
const QUERY = `
  select id, case when certain then 'eligible' else 'undetermined' end as verdict, round(sum::numeric / known)::int as fit, known * 100 as coverage
  from joined, lateral (select
    not visited
      and (turnover is null or ($5::bigint is not null and $5 <= turnover))
      and (workers is null or $6::int is not null)
      and (sectors is null or $7::text is not null)
      and documents <@ $8::text[]
      and (not no_credit or $10::boolean is not null)
      and (months is null or $11::int is not null)
      and ((age_from is null and age_to is null) or $12::int is not null)
      and (not women or $13::text is not null) as certain,
    need_weight + area_weight + timing_weight + case when $16::int is null then 0 else stage_weight end as known,
    need_weight * case when needs && $14::text[] then 10000 when families && $15::text[] then 3000 else 0 end
      + area_weight * area_score + timing_weight * timing_score + coalesce(stage_weight * $16, 0) as sum) judged
  where area = any($1::text[])
    and (roles is null or roles && $2::text[])
    and (closes is null or closes >= $3::date)
    and (turnover is null or $4::bigint is null or turnover >= $4)
    and (workers is null or $6 is null or workers >= $6)
    and (sectors is null or $7 is null or $7 = any(sectors))
    and not documents && $9::text[]
    and not (no_credit and $10 is true)
    and (months is null or $11 is null or months <= $11)
    and (age_from is null or $12 is null or age_from <= $12)
    and (age_to is null or $12 is null or age_to >= $12)
    and not (women and $13 is not distinct from 'male')
  order by certain desc, fit desc, coverage desc, coalesce(closes, '9999-12-31'), id limit ${MOST}`;

function parametersOf({
  region,
  roles,
  turnover,
  workers,
  sector,
  documents,
  credit,
  months,
  age,
  sex,
  needs,
  stage,
}: PlainProfile): unknown[] {
  const [least, greatest] = typeof turnover === 'object' ? [turnover.min, turnover.max] : [turnover, turnover];
  const papers = (has: boolean) => DOCUMENTS.filter((document) => documents[document] === has);
  return [
    ['', region.slice(0, 2), region.slice(0, 5)], roles, AS_OF, least, greatest, workers, sector?.slice(0, 7), papers(true), papers(false),
    credit, months, age, sex, needs, [...new Set(needs.map(familyOf))], stage === undefined ? undefined : STAGES[stage],
  ]; // prettier-ignore
}

async function load(client: Client, offers: readonly PlainOffer[]): Promise<void> {
  await client.query('begin');
  await client.query(TABLE);
  const sorted = offers.toSorted((a, b) => (a.area < b.area ? -1 : 1));
  for (const offer of sorted) {
    const row = rowOf(offer);
    await client.query({ name: 'load', text: `insert into joined values (${row.map((_, at) => `$${at + 1}`).join()})`, values: row });
  }
  await client.query('commit');
}

async function withIndexes(client: Client, create: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`select indexrelid::regclass as name from pg_index where indrelid = 'joined'::regclass and not indisprimary`); // prettier-ignore
  for (const { name } of rows) await client.query(`drop index ${name}`);
  if (create) await client.query(create);
  await client.query('vacuum analyze joined');
}

async function measured(client: Client, profiles: readonly PlainProfile[], offers: readonly PlainOffer[]): Promise<number> {
  const pid = await backendOf(client);
  const answers: Listed[][] = [];
  const before = serverMs(pid) + processorMs();
  for (const profile of profiles) {
    const { rows } = await client.query<Listed>({ name: 'best', text: QUERY, values: parametersOf(profile) });
    answers.push(rows);
  }
  const ms = serverMs(pid) + processorMs() - before;
  profiles.forEach((profile, index) => {
    const expected = best(offers, profile, (offer) => judge(offers[offer]!, profile), MOST);
    if (JSON.stringify(answers[index]) !== JSON.stringify(expected)) throw new Error('PostgreSQL finds others than the predicate');
  });
  return (ms * 1e6) / profiles.length;
}

/**
 * Offers in a table, one prepared query a profile; its processor time in the server and here.
 * @returns the quickest of several sets of indexes, nanoseconds a profile
 */
export async function joinPerProfile(
  offers: readonly PlainOffer[],
  profiles: readonly PlainProfile[],
): Promise<{ ns: number; by: string }> {
  const folder = temporaryFolder('join');
  const postgres = await startPostgres(join(folder, 'postgres'));
  const client = new Client({ connectionString: postgres.url });
  try {
    await client.connect();
    await load(client, offers);
    const found: { ns: number; by: string }[] = [];
    for (const [by, create] of Object.entries(INDEXES)) {
      await withIndexes(client, create);
      found.push({ by, ns: await measured(client, profiles, offers) });
    }
    return found.reduce((least, one) => (one.ns < least.ns ? one : least));
  } finally {
    await client.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
