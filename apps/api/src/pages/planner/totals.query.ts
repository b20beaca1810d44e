import { EntityManager } from 'typeorm';

/** What one kecamatan comes to. */
export interface KecamatanTotals {
  code: string;
  name: string;
  regency: string;
  actors: number;
  waiting: number;
  approved: number;
  accepted: number;
}

/** Regencies and cities that the totals cover: Malang Raya. */
const AREA = ['35.07', '35.73', '35.79'];

/** Active actors and the matches of each kecamatan. */
export const totalsByKecamatan = (tx: EntityManager): Promise<KecamatanTotals[]> =>
  tx.query(
    `with actor as (
       select substr(region_code, 1, 8) as code, count(*)::int as actors from actors where status = 'active' group by 1),
     match as (
       select substr(region_code, 1, 8) as code,
         count(*) filter (where state in ('interested', 'inReview', 'returned'))::int as waiting,
         count(*) filter (where state in ('approved', 'offered', 'accepted', 'inProgress', 'completed', 'declined'))::int as approved,
         count(*) filter (where state in ('accepted', 'inProgress', 'completed'))::int as accepted
       from matches group by 1)
     select region.code, region.name, parent.name as regency, coalesce(actors, 0) as actors, coalesce(waiting, 0) as waiting,
       coalesce(approved, 0) as approved, coalesce(accepted, 0) as accepted
     from regions region join regions parent on parent.code = region.parent_code
     left join actor on actor.code = region.code left join match on match.code = region.code
     where region.parent_code = any($1) order by region.parent_code, region.name`,
    [AREA],
  );
