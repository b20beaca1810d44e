import { Principal } from '@sambung/accounts';
import { Clock } from '@sambung/config';
import { Cell, cellReport, CellState, Supply } from '@sambung/matching';
import { CurrentOffer, OffersService } from '@sambung/offers';
import { inRegion } from '@sambung/reference';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { statedNeeds } from './needs.query';
import { seatsOf } from './planned-offer';

/** A whole class more than needed: fewer empty seats are ordinary no-shows. Our default, to be agreed with planners. */
const REDUNDANT_FROM = 10;

/** Fewer people than this could be recognised. */
export const FEWEST_SHOWN = 5;

/** A cell as the asker may see it; need and state are null where so few people state the need that they could be recognised. */
export interface ShownCell extends Omit<Cell, 'need' | 'state'> {
  need: number | null;
  state: CellState | null;
}

export interface DistrictSums {
  need: number;
  unmet: number;
  offers: Set<string>;
}

export interface CellFilter {
  quarter: string;
  /** Kecamatan, or regions around them; everywhere without. */
  regionCodes?: readonly string[];
  intervention?: string;
  state?: CellState;
  /** Hide small cells from everybody, for a copy that leaves the office. */
  forPublication: boolean;
}

const toSupply = ({ offer, version: { document } }: CurrentOffer): Supply => ({
  offer: offer.slug,
  interventions: document.needs,
  area: document.area,
  targets: document.roles,
  seats: seatsOf(document),
  from: document.validFrom,
  to: document.validTo,
});

/** Planners and admins work in the office, officers in that of their territory; partners do not. */
export function maySeeExact({ role, regionCode }: Principal, district: string): boolean {
  if (role === 'admin' || role === 'planner') return true;
  return role === 'officer' && regionCode !== null && inRegion(district, regionCode);
}

/** Needs beyond the seats. */
export const unmetIn = ({ state, need, seats }: ShownCell): number => (state === 'empty' || state === 'short' ? need! - seats : 0);

const isSmall = ({ need }: Cell): boolean => need > 0 && need < FEWEST_SHOWN;

@Injectable()
export class CellsService {
  constructor(
    private readonly offers: OffersService,
    private readonly clock: Clock,
  ) {}

  /** Seats of the published offers set against the needs stated today, everywhere, in one quarter. */
  private async all(tx: EntityManager, quarter: string): Promise<readonly Cell[]> {
    const needs = await statedNeeds(tx, this.clock.today());
    const supplies = (await this.offers.published(tx)).map(toSupply);
    return cellReport(supplies, needs.map((need) => ({ ...need, quarter })), REDUNDANT_FROM).cells; // prettier-ignore
  }

  /** Cells with exact figures that the principal may see. */
  async exact(tx: EntityManager, principal: Principal, quarter: string): Promise<Cell[]> {
    return (await this.all(tx, quarter)).filter((cell) => !isSmall(cell) || maySeeExact(principal, cell.district));
  }

  /** What each kecamatan comes to: needs stated, those beyond the seats, and offers that reach it. Sums, for planners to compare. */
  async byDistrict(tx: EntityManager, quarter: string): Promise<Map<string, DistrictSums>> {
    const sums = new Map<string, DistrictSums>();
    for (const cell of await this.all(tx, quarter)) {
      const { district, need, offers } = cell;
      const sum = sums.get(district) ?? { need: 0, unmet: 0, offers: new Set() };
      sum.need += need;
      sum.unmet += unmetIn(cell);
      for (const offer of offers) sum.offers.add(offer);
      sums.set(district, sum);
    }
    return sums;
  }

  async list(tx: EntityManager, principal: Principal, filter: CellFilter): Promise<ShownCell[]> {
    const { quarter, regionCodes, intervention, state, forPublication } = filter;
    const cells = (await this.all(tx, quarter)).filter(
      (cell) =>
        (!regionCodes || regionCodes.some((code) => inRegion(cell.district, code))) &&
        (!intervention || cell.intervention === intervention),
    );
    const shown = cells.map((cell): ShownCell => {
      const isHidden = isSmall(cell) && (forPublication || !maySeeExact(principal, cell.district));
      return isHidden ? { ...cell, need: null, state: null } : cell;
    });
    return state ? shown.filter((cell) => cell.state === state) : shown;
  }
}
