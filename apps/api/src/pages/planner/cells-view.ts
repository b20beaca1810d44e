import { CellState, quarterOf } from '@sambung/matching';
import { isNeed, regions } from '@sambung/reference';
import { Visit } from '../web/visit';

export const CELL_STATES = ['empty', 'short', 'balanced', 'redundant'] as const satisfies CellState[];

export const CELLS = '/dasbor/sel';
export const districtPath = (code: string): string => `/dasbor/kecamatan/${code}`;

/** Which cells are looked at. */
export interface CellsView {
  quarter: string;
  regionCode?: string;
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
  const [regionCode, intervention] = [visit.query('wilayah'), visit.query('kebutuhan')];
  const state = CELL_STATES.find((one) => one === visit.query('keadaan'));
  return {
    quarter: quarters.find((one) => one === visit.query('triwulan')) ?? quarters[0]!,
    ...(regionCode && regions().has(regionCode) && { regionCode }),
    ...(intervention && isNeed(intervention) && { intervention }),
    ...(state && { state }),
  };
}

export function cellsAddress(path: string, { quarter, regionCode, intervention, state }: CellsView, after?: string): string {
  const asked = { triwulan: quarter, wilayah: regionCode, kebutuhan: intervention, keadaan: state, sesudah: after };
  const given = Object.entries(asked).filter((one): one is [string, string] => one[1] !== undefined);
  return `${path}?${new URLSearchParams(given).toString()}`;
}
