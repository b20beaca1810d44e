import { CellState, quarterOf } from '@sambung/matching';
import { CellFilter } from '@sambung/overlap';
import { isNeed } from '@sambung/reference';
import { Visit } from '../web/visit';
import { isRegionName, regionsNamed } from './figure-views';

export const CELL_STATES = ['empty', 'short', 'balanced', 'redundant'] as const satisfies CellState[];

export const CELLS = '/dasbor/sel';
export const districtPath = (code: string): string => `/dasbor/kecamatan/${code}`;

/** Which cells are looked at. */
export interface CellsView {
  quarter: string;
  /** A code, or the name of all of the area. */
  region?: string;
  intervention?: string;
  state?: CellState;
}

const QUARTERS_AHEAD = 6;

/** The quarter of a day and those that can be planned for. */
export function quartersFrom(today: string): string[] {
  const now = quarterOf(today);
  const first = Number(now.slice(0, 4)) * 4 + Number(now.slice(6)) - 1;
  return Array.from({ length: QUARTERS_AHEAD + 1 }, (_, ahead) => `${Math.floor((first + ahead) / 4)}-Q${((first + ahead) % 4) + 1}`);
}

/** What an address asks for; what it asks wrongly is left out. */
export function cellsViewOf(visit: Visit, quarters: readonly string[]): CellsView {
  const [region, intervention] = [visit.query('wilayah'), visit.query('kebutuhan')];
  const state = CELL_STATES.find((one) => one === visit.query('keadaan'));
  return {
    quarter: quarters.find((one) => one === visit.query('triwulan')) ?? quarters[0]!,
    ...(region && isRegionName(region) && { region }),
    ...(intervention && isNeed(intervention) && { intervention }),
    ...(state && { state }),
  };
}

export const cellsFilter = ({ region, ...view }: CellsView, forPublication: boolean): CellFilter => ({
  ...view,
  ...(region && { regionCodes: regionsNamed(region) }),
  forPublication,
});

export function cellsAddress(path: string, { quarter, region, intervention, state }: CellsView, after?: string): string {
  const asked = { triwulan: quarter, wilayah: region, kebutuhan: intervention, keadaan: state, sesudah: after };
  const given = Object.entries(asked).filter((one): one is [string, string] => one[1] !== undefined);
  return `${path}?${new URLSearchParams(given).toString()}`;
}
