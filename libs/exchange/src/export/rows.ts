/** Rows in memory at a time. */
const PAGE = 1_000;

/** Everything that a paged query gives, page by page. */
export async function* allRows<Row extends { id: string }>(
  page: (afterId: string | null, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let rows = await page(null, PAGE);
  while (rows.length > 0) {
    yield* rows;
    rows = rows.length < PAGE ? [] : await page(rows.at(-1)!.id, PAGE);
  }
}
