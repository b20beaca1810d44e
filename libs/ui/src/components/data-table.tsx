import { ComponentChildren } from 'preact';

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Figures stand at the right. */
  numeric?: boolean;
  /** The cell says itself what can be done: stacked, it needs no title before it. */
  isAction?: boolean;
  /** Names the row by a bare number: stacked, the title stands before it. */
  isNumber?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  /** The heading above says the same. */
  isTitled?: boolean;
  /** Rows are compared with one another: on a phone they stay a table that scrolls by itself, where others become a block each. */
  compares?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** What a cell shows that has nothing to say. */
const NOTHING = '–';

interface CellProps {
  title: string | undefined;
  numeric: boolean | undefined;
  children: ComponentChildren;
}

function Cell({ title, numeric, children }: CellProps) {
  return (
    <td class={numeric ? 'angka' : undefined} data-judul={title} data-kosong={children === NOTHING || children === null || undefined}>
      {children}
    </td>
  );
}

/** A table whose first column names the row. */
export const DataTable = <Row,>({ caption, isTitled, compares, columns, rows, keyOf }: DataTableProps<Row>) => (
  <section
    class={!compares ? 'tabel susun' : columns.some(({ numeric }) => numeric) ? 'tabel' : 'tabel setara'}
    aria-label={caption}
    tabindex={0}
  >
    <table>
      <caption class={isTitled ? 'senyap' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, numeric }) => (
            <th key={title} scope="col" class={numeric ? 'angka' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, numeric, isAction, isNumber }, index) =>
              index === 0 ? (
                <th key={title} scope="row" data-judul={isNumber ? title : undefined}>
                  {cell(row)}
                </th>
              ) : (
                <Cell key={title} title={isAction ? undefined : title} numeric={numeric}>
                  {cell(row)}
                </Cell>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
