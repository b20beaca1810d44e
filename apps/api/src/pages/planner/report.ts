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
  /** Columns that count people. */
  people: readonly number[];
  /** Where a cell leads, in the shape of `rows`: to the list behind a figure. */
  links?: readonly (readonly (string | undefined)[])[] | undefined;
}

/** A report as everybody may see it: without counts that point at people, and without lists of the office. */
export function publishedReport(report: Report): Report {
  const hide = (cell: ReportCell, column: number) => (typeof cell === 'number' && report.people.includes(column) ? shown(cell) : cell);
  return { ...report, links: undefined, rows: report.rows.map((row) => row.map(hide)) };
}

/** The report with one column next to what its rows are about: there a phone has it in sight. */
export function withColumnFirst(report: Report, column: number): Report {
  const order = [...new Set([0, column, ...report.head.keys()])];
  const sorted = <Cell>(cells: readonly Cell[]): Cell[] => order.map((at) => cells[at]!);
  return { ...report, head: sorted(report.head), rows: report.rows.map(sorted), links: report.links?.map(sorted), people: report.people.map((at) => order.indexOf(at)) }; // prettier-ignore
}

/** What the CSV file holds for one cell. */
export const csvCell = (cell: ReportCell, { t }: Language): string | number => cell ?? t('totals.small');
