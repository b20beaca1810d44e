import { FEWEST_SHOWN } from '@sambung/overlap';

/** What can be counted of people; null where so few are meant that they could be recognised. */
export const COUNTED = ['newlyIn', 'newlyOut', 'newlyUndetermined', 'eligible', 'undetermined'] as const;
export type Counted = (typeof COUNTED)[number];
export type Counts = Record<Counted, number>;
export type ShownCounts = Record<Counted, number | null>;

export type Row<C = ShownCounts> = C & { key: string };

export interface Tables<C> {
  total: C;
  byDistrict: readonly Row<C>[];
  bySex: readonly Row<C>[];
  byKind: readonly Row<C>[];
}

const noCounts = (): Counts => ({ newlyIn: 0, newlyOut: 0, newlyUndetermined: 0, eligible: 0, undetermined: 0 });

export const nothingCounted = (): Tables<Counts> => ({ total: noCounts(), byDistrict: [], bySex: [], byKind: [] });

const byKey = (rows: readonly Row<Counts>[]) => new Map(rows.map(({ key, ...counts }): [string, Counts] => [key, counts]));

/** Adds up people by kecamatan, sex and kind; holds no more than there are cells. */
export class Tally {
  readonly total: Counts;
  private readonly tables: Record<'district' | 'sex' | 'kind', Map<string, Counts>>;

  /** @param before what was counted already */
  constructor({ total, byDistrict, bySex, byKind }: Tables<Counts>) {
    this.total = { ...total };
    this.tables = { district: byKey(byDistrict), sex: byKey(bySex), kind: byKey(byKind) };
  }

  add(keys: Record<'district' | 'sex' | 'kind', string>, counted: readonly Counted[]): void {
    if (counted.length === 0) return;
    const rows = (['district', 'sex', 'kind'] as const).map((table) => this.row(table, keys[table]));
    for (const counts of [this.total, ...rows]) for (const one of counted) counts[one] += 1;
  }

  private row(table: 'district' | 'sex' | 'kind', key: string): Counts {
    const rows = this.tables[table];
    const row = rows.get(key) ?? noCounts();
    rows.set(key, row);
    return row;
  }

  exact(): Tables<Counts> {
    const rowsOf = (rows: Map<string, Counts>) => [...rows].map(([key, counts]) => ({ key, ...counts })).sort((a, b) => (a.key < b.key ? -1 : 1)); // prettier-ignore
    const { district, sex, kind } = this.tables;
    return { total: this.total, byDistrict: rowsOf(district), bySex: rowsOf(sex), byKind: rowsOf(kind) };
  }
}

/** Steps of five: two answers that differ by one person look alike, so that nobody is found by asking twice. */
export const shownCount = (count: number): number | null =>
  count > 0 && count < FEWEST_SHOWN ? null : Math.round(count / FEWEST_SHOWN) * FEWEST_SHOWN;

const shownCounts = (counts: Counts): ShownCounts =>
  Object.fromEntries(COUNTED.map((one) => [one, shownCount(counts[one])])) as ShownCounts;

/** The tables as they may leave the office. */
export function published({ total, byDistrict, bySex, byKind }: Tables<Counts>): Tables<ShownCounts> {
  const rows = (table: readonly Row<Counts>[]) => table.map((row) => ({ key: row.key, ...shownCounts(row) }));
  return { total: shownCounts(total), byDistrict: rows(byDistrict), bySex: rows(bySex), byKind: rows(byKind) };
}
