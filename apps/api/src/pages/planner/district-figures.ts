import { MessageKey } from '@sambung/ui';
import { CELLS, cellsAddress } from './cells-view';
import { actorsAddress, matchesAddress } from './figure-views';

/** Figures of a kecamatan and, as sums, of all, in the order in which they are shown. */
export const DISTRICT_FIGURES = ['actors', 'need', 'gap', 'waiting', 'approved', 'accepted', 'offers'] as const;
export type DistrictFigure = (typeof DISTRICT_FIGURES)[number];

export const FIGURE_NAMES: Readonly<Record<DistrictFigure, MessageKey>> = {
  actors: 'totals.actors',
  need: 'map.need',
  gap: 'map.gap',
  waiting: 'map.waiting',
  approved: 'totals.approved',
  accepted: 'totals.accepted',
  offers: 'map.offers',
};

/** The list behind a figure of a region; of offers there is one of a kecamatan alone. */
export function figureAddress(figure: DistrictFigure, quarter: string, region: string): string | undefined {
  if (figure === 'actors') return actorsAddress({ figure: 'registered', region });
  if (figure === 'need' || figure === 'gap') return cellsAddress(CELLS, { quarter, region });
  return figure === 'offers' ? undefined : matchesAddress({ figure, region });
}
