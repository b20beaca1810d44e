import { Language } from '@sambung/ui';
import { shown } from './districts.service';

/** Text, a figure, or null for a count of people that is too small to show. */
export type ReportCell = string | number | null;

/** A table of figures; the page and the CSV file show the same. */
export interface Report {
  slug: string;
  title: string;
  text?: string;
  head: readonly string[];
  rows: readonly (readonly ReportCell[])[];
  /** Which column a bar beside the figures stands for. */
  bar?: number;
}

/** Counts of people become what may be shown of them. */
export const people = (...counts: number[]): ReportCell[] => counts.map(shown);

/** What the CSV file holds for one cell. */
export const csvCell = (cell: ReportCell, { t }: Language): string | number => cell ?? t('totals.small');
