import { Text } from './text';

/** PP 7/2021 art. 35: both limits in rupiah, inclusive at the top ("paling banyak"). */
export interface SizeBand {
  code: 'micro' | 'small' | 'medium';
  label: Text;
  /** Hasil penjualan tahunan, for facilitation of existing businesses. */
  turnoverUpTo: number;
  /** Modal usaha without land and buildings, for businesses that are being set up. */
  capitalUpTo: number;
}

const BILLION = 1_000_000_000;

export const SIZE_BANDS: readonly SizeBand[] = [
  { code: 'micro', label: { id: 'Usaha mikro', en: 'Micro business' }, turnoverUpTo: 2 * BILLION, capitalUpTo: BILLION },
  { code: 'small', label: { id: 'Usaha kecil', en: 'Small business' }, turnoverUpTo: 15 * BILLION, capitalUpTo: 5 * BILLION },
  { code: 'medium', label: { id: 'Usaha menengah', en: 'Medium business' }, turnoverUpTo: 50 * BILLION, capitalUpTo: 10 * BILLION },
];

export type Size = SizeBand['code'] | 'large';

interface Amount {
  min?: number;
  max?: number;
}

function bandOf(amount: number, limit: (band: SizeBand) => number): Size {
  return SIZE_BANDS.find((band) => amount <= limit(band))?.code ?? 'large';
}

function toRange(amount: number | Amount): Amount | null {
  const range = typeof amount === 'object' ? amount : { min: amount, max: amount };
  const isEnd = (end: unknown) => end === undefined || Number.isSafeInteger(end);
  return range && isEnd(range.min) && isEnd(range.max) ? range : null;
}

/**
 * The size of a business: by yearly sales when known, else by capital (PP 7/2021 art. 35(2)).
 * @returns null when neither is known, when a range straddles two bands, or when the amount is none
 */
export function sizeOf(turnover: number | Amount | undefined, capital: number | Amount | undefined): Size | null {
  const [amount, limit] =
    turnover === undefined ? [capital, (band: SizeBand) => band.capitalUpTo] : [turnover, (band: SizeBand) => band.turnoverUpTo];
  const range = amount === undefined ? null : toRange(amount);
  if (!range) return null;
  const low = bandOf(range.min ?? 0, limit);
  return low === bandOf(range.max ?? Infinity, limit) ? low : null;
}
