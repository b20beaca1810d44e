import { EntityManager } from 'typeorm';
import { AREA } from './figure-views';

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

/** Active actors and the matches of each kecamatan. */
export const totalsByKecamatan = (tx: EntityManager): Promise<KecamatanTotals[]> =>
  tx.query(
    `select region.code, region.name, parent.name as regency, coalesce(total.actors, 0) as actors,
       coalesce(total.waiting, 0) as waiting, coalesce(total.approved, 0) as approved, coalesce(total.accepted, 0) as accepted
     from regions region join regions parent on parent.code = region.parent_code
     left join kecamatan_totals() total on total.code = region.code
     where region.parent_code = any($1) order by region.parent_code, region.name`,
    [AREA],
  );
