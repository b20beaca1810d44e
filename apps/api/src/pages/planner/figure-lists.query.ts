import type { MatchState, ReasonCode } from '@sambung/matches';
import type { Role } from '@sambung/reference';
import { EntityManager } from 'typeorm';
import { ActorsView, MatchesView, regionsNamed } from './figure-views';

/** A match behind a figure. Of whom, nobody is told: `id` is null for all but administrators. */
export interface ListedMatch {
  id: string | null;
  /** Slug. */
  offer: string;
  institution: string;
  place: string;
  kind: Role;
  state: MatchState;
  /** The state that the counted step led to, and why it was taken. */
  step: MatchState;
  reason: ReasonCode | null;
  at: Date;
  /** That the institution took to answer. */
  hours: number | null;
}

/** An actor behind a figure; `id` as above. */
export interface ListedActor {
  id: string | null;
  kind: Role;
  /** KBLI. */
  business: string | null;
  place: string;
  registered: Date;
  updated: Date;
  facts: number;
}

export interface Listed<Row> {
  rows: Row[];
  total: number;
}

/** Which rows of a list. */
export interface Part {
  most: number;
  skipped: number;
}

/** As many as a statement has time for, many times over. */
const ROWS_AT_ONCE = 10_000;

/** All rows of a list, for a file. */
export async function everyRow<Row>(read: (part: Part) => Promise<Listed<Row>>): Promise<Row[]> {
  const found: Row[] = [];
  for (;;) {
    const { rows } = await read({ most: ROWS_AT_ONCE, skipped: found.length });
    for (const row of rows) found.push(row);
    if (rows.length < ROWS_AT_ONCE) return found;
  }
}

const listed = <Row>(found: (Row & { total: number })[]): Listed<Row> => ({ rows: found, total: found[0]?.total ?? 0 });

const districtsOf = ({ region }: { region?: string }): readonly string[] | null => (region ? regionsNamed(region) : null);

/** @param since when what officers did begins to count */
export async function matchesBehind(
  tx: EntityManager,
  view: MatchesView,
  since: Date,
  { most, skipped }: Part,
): Promise<Listed<ListedMatch>> {
  const { figure, institution, state, reason, territory } = view;
  return listed(
    await tx.query('select * from app_report_match_list($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      figure, since, districtsOf(view), institution, state, reason, territory, most, skipped,
    ]), // prettier-ignore
  );
}

export async function actorsBehind(
  tx: EntityManager,
  view: ActorsView,
  today: string,
  { most, skipped }: Part,
): Promise<Listed<ListedActor>> {
  const { figure, need, kind } = view;
  return listed(
    await tx.query('select * from app_report_actor_list($1, $2, $3, $4, $5, $6, $7)', [
      figure, today, districtsOf(view), need, kind, most, skipped,
    ]), // prettier-ignore
  );
}

/** Names to choose from. */
export async function institutionNames(tx: EntityManager): Promise<string[]> {
  const rows: { name: string }[] = await tx.query('select distinct name from institutions order by name');
  return rows.map(({ name }) => name);
}

/** Where officers work, to choose from. */
export async function territories(tx: EntityManager): Promise<string[]> {
  const rows: { region: string }[] = await tx.query('select region from app_report_workload(now()) order by region');
  return rows.map(({ region }) => region);
}
