import { Clock } from '@sambung/config';
import { quarterOf } from '@sambung/matching';
import { CellsService } from '@sambung/overlap';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { KecamatanTotals, totalsByKecamatan } from './totals.query';

/** What one kecamatan comes to, with what is wanted there and what is on offer. */
export interface District extends KecamatanTotals {
  need: number;
  offers: number;
  /** Needs beyond the seats. */
  gap: number;
}

const COUNTS_OF_PEOPLE = ['actors', 'waiting', 'approved', 'accepted', 'need', 'gap'] as const;
type CountOfPeople = (typeof COUNTS_OF_PEOPLE)[number];

/** A kecamatan as it may be shown: null where so few are meant that they could be recognised. */
export type ShownDistrict = Omit<District, CountOfPeople> & Record<CountOfPeople, number | null>;

/** What the map can show. */
export const LAYERS = ['need', 'offers', 'gap', 'waiting'] as const;
export type Layer = (typeof LAYERS)[number];

/** Smaller groups point at people. */
export const FEWEST_SHOWN = 5;

/** A count of people as everybody may see it; null where so few are meant that they could be recognised. */
export const shown = (count: number): number | null => (count > 0 && count < FEWEST_SHOWN ? null : count);

/** A kecamatan as everybody may see it. Offers are of institutions, so none is too few. */
export const publishedDistrict = (district: District): ShownDistrict =>
  Object.assign({}, district, ...COUNTS_OF_PEOPLE.map((key) => ({ [key]: shown(district[key]) }))) as ShownDistrict;

/** The 41 kecamatan with all their figures. */
@Injectable()
export class Districts {
  constructor(
    private readonly cells: CellsService,
    private readonly clock: Clock,
  ) {}

  async all(tx: EntityManager): Promise<District[]> {
    const totals = await totalsByKecamatan(tx);
    const sums = await this.cells.byDistrict(tx, quarterOf(this.clock.today()));
    return totals.map((total) => {
      const sum = sums.get(total.code);
      return { ...total, need: sum?.need ?? 0, offers: sum?.offers.size ?? 0, gap: sum?.unmet ?? 0 };
    });
  }
}
