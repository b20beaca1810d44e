export type Cell = string | number | boolean | Date | null | undefined;

const FORMULA = /^[=+\-@\t\r]/;

/** The text of a cell. A spreadsheet would run one that begins like a formula, so such a text gets an apostrophe in front. */
export function neutral(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  const text = String(cell);
  return typeof cell === 'string' && FORMULA.test(text) ? `'${text}` : text;
}
