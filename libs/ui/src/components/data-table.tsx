import { ComponentChildren } from 'preact';

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Figures stand at the right. */
  numeric?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  /** The heading above says the same. */
  isTitled?: boolean;
  /** On a phone each row is a block, for tables that are read and not compared. */
  stacks?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** A table that scrolls by itself where the page is narrow; the first column names the row. */
export const DataTable = <Row,>({ caption, isTitled, stacks, columns, rows, keyOf }: DataTableProps<Row>) => (
  <section class={stacks ? 'tabel susun' : 'tabel'} aria-label={caption} tabindex={0}>
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
            {columns.map(({ title, cell, numeric }, index) =>
              index === 0 ? (
                <th key={title} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={title} class={numeric ? 'angka' : undefined} data-judul={stacks ? title : undefined}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
